import { issueTicket } from '@/api/calls';
import { asProblem } from '@/api/problem';
import type { Ticket, TicketRequest } from '@/api/types';

/** How long the panel may take for a ticket before the next attempt is due. */
const TICKET_WITHIN_MILLIS = 10_000;

/** A daemon's permission for one stream or transfer; fetched just before it is used, because it lives 60 s. */
export const takeTicket = (instance: string, request: TicketRequest): Promise<Ticket> =>
  issueTicket(instance, request, { timeoutMillis: TICKET_WITHIN_MILLIS });

/** The panel said no, and will go on saying so: signed out, no right, no such instance. */
export function isRefusal(error: unknown): boolean {
  return [400, 401, 403, 404].includes(asProblem(error).status);
}
