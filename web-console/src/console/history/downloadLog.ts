import { offsetAt } from '@/api/consoleLogCalls';
import { ProblemError, problemOf } from '@/api/problem';
import { addressBook } from '@/streams/addresses';
import { daemonUrl } from '@/streams/nodeAddress';
import { takeTicket } from '@/streams/tickets';

/** ISO times, `before` not included; nothing where it is open. */
export interface LogRange {
  after?: string;
  before?: string;
}

/** What is stored of a console, saved by the browser itself from the node; also where it is gigabytes. */
export async function downloadLog(instance: string, node: string, form: 'text' | 'raw', range: LogRange = {}): Promise<void> {
  const query = new URLSearchParams({ form });
  if (range.after !== undefined) query.set('from', String(await offsetAt(instance, range.after)));
  if (range.before !== undefined) query.set('to', String(await offsetAt(instance, range.before)));
  const ticket = await takeTicket(instance, { scope: 'console.read' });
  const address = await addressBook().find(node, ticket.addresses);
  const answer = await fetch(daemonUrl(address, `/daemon/v1/console/downloads?${query}`), {
    method: 'POST',
    headers: { Authorization: `Bearer ${ticket.token}` },
    credentials: 'omit',
    cache: 'no-store',
  });
  if (!answer.ok) throw await problemOf(answer);
  const { path } = (await answer.json()) as { path: string };
  if (!path.startsWith('/daemon/v1/d/')) throw new ProblemError({ code: 'BAD_ANSWER' });
  const anchor = document.createElement('a');
  anchor.href = daemonUrl(address, path);
  anchor.download = '';
  anchor.rel = 'noopener';
  anchor.click();
}
