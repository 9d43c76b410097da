import { beginBatch, type BatchOrder } from '@/api/listCalls';
import { showBatch } from '@/live/batches';
import { wantTray } from '@/tray/trayHost';

/**
 * Hands an action on many instances to the panel, which owns it from then on; its progress and the result of each are in
 * the tray. Rejects when the panel refuses.
 */
export async function startBatch(order: BatchOrder): Promise<void> {
  showBatch(await beginBatch(order));
  wantTray();
}
