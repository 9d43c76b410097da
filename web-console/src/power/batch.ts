import { beginBatch, type BatchOrder } from '@/api/listCalls';
import { asProblem, type ProblemError } from '@/api/problem';
import { showBatch } from '@/live/batches';
import { wantTray } from '@/tray/trayHost';

/** Hands an action on many instances to the panel, which owns it from then on; its progress is in the tray. */
export async function startBatch(order: BatchOrder): Promise<ProblemError | undefined> {
  try {
    showBatch(await beginBatch(order));
    wantTray();
    return undefined;
  } catch (error) {
    const problem = asProblem(error);
    for (const listener of listeners) listener(problem);
    return problem;
  }
}

const listeners = new Set<(problem: ProblemError) => void>();

/** Told when a batch didn't begin. */
export function onBatchProblem(listener: (problem: ProblemError) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
