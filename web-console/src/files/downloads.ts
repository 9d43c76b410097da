import { ProblemError, problemOf } from '@/api/problem';
import type { Entry, Instance, TicketRequest } from '@/api/types';
import { addressBook } from '@/streams/addresses';
import { daemonUrl } from '@/streams/nodeAddress';
import { takeTicket } from '@/streams/tickets';
import { join } from './paths';

type At = Pick<Instance, 'id' | 'node'>;

/**
 * Buys an address that downloads without a ticket: neither history nor logs get to see one. It serves this one file (or
 * archive), as often as it is asked for until some minutes after the last time.
 */
export async function downloadLink(instance: At, path: string, body?: object): Promise<string> {
  const request: TicketRequest = { scope: 'file.download', path };
  const ticket = await takeTicket(instance.id, request);
  const addresses = addressBook();
  const address = await addresses.find(instance.node, ticket.addresses).catch(() => {
    throw new ProblemError({ code: 'NODE_UNREACHABLE' });
  });
  let answer: Response;
  try {
    answer = await fetch(daemonUrl(address, '/daemon/v1/downloads'), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${ticket.token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
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
  return daemonUrl(address, once);
}

/** Lets the browser save a file. */
export async function downloadFile(instance: At, path: string): Promise<void> {
  saveFrom(await downloadLink(instance, path));
}

/** Lets the browser save entries of one folder as an archive that is made on the way. */
export async function downloadEntries(
  instance: At,
  folder: string,
  entries: readonly Entry[],
  format: 'zip' | 'tar.zst',
): Promise<void> {
  const [only] = entries;
  const link =
    entries.length === 1 && only?.kind === 'folder'
      ? await downloadLink(instance, join(folder, only.name), { format })
      : await downloadLink(instance, folder, { paths: entries.map(({ name }) => join(folder, name)), format });
  saveFrom(link);
}

function saveFrom(url: string): void {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = '';
  anchor.rel = 'noreferrer';
  anchor.click();
}
