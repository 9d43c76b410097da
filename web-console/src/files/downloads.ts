import { ProblemError, problemOf } from '@/api/problem';
import type { Instance } from '@/api/types';
import { addressBook } from '@/streams/addresses';
import { daemonUrl } from '@/streams/nodeAddress';
import { takeTicket } from '@/streams/tickets';

/**
 * Lets the browser save a file: the ticket buys a path that works once and holds nothing of the ticket, so neither
 * history nor logs get to see one; then the browser fetches it by itself, straight from the node.
 */
export async function downloadFile(instance: Pick<Instance, 'id' | 'node'>, path: string): Promise<void> {
  const ticket = await takeTicket(instance.id, { scope: 'file.download', path });
  const addresses = addressBook();
  const address = await addresses.find(instance.node, ticket.addresses).catch(() => {
    throw new ProblemError({ code: 'NODE_UNREACHABLE' });
  });
  let answer: Response;
  try {
    answer = await fetch(daemonUrl(address, '/daemon/v1/downloads'), {
      method: 'POST',
      headers: { Authorization: `Bearer ${ticket.token}` },
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    addresses.forget(instance.node);
    throw new ProblemError({ code: 'TRANSFER_LOST' });
  }
  if (!answer.ok) throw await problemOf(answer);
  const { path: once } = (await answer.json()) as { path: string };
  if (!once.startsWith('/daemon/v1/d/')) throw new ProblemError({ code: 'BAD_ANSWER' });
  const anchor = document.createElement('a');
  anchor.href = daemonUrl(address, once);
  anchor.download = '';
  anchor.rel = 'noreferrer';
  anchor.click();
}
