import type { SendOptions } from './http';
import { data, done, one, panel, until } from './panel';
import type {
  AccountSession,
  Definition,
  Enrolment,
  Entry,
  FilePage,
  FormerDefinition,
  FileSort,
  Instance,
  InstancePage,
  Node,
  PowerAction,
  Revision,
  SavedText,
  TextFile,
  Ticket,
  TicketRequest,
} from './types';

import type { Task } from './fileTypes';

/** Every call of the console to the panel but those of the session and of fileCalls.ts, one function each. */

const LARGEST_PAGE = 200;
/** Beyond this many instances the list says that it isn't complete. */
export const MOST_INSTANCES = 5_000;

export async function allInstances(signal?: AbortSignal): Promise<{ instances: Instance[]; total: number }> {
  const instances: Instance[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const query: { limit: number; cursor?: string } = { limit: LARGEST_PAGE, ...(cursor !== null && { cursor }) };
    const page: InstancePage = await data(panel.GET('/instances', { params: { query }, ...until(signal) }));
    instances.push(...page.instances);
    total = page.total;
    cursor = page.next;
  } while (cursor !== null && instances.length < MOST_INSTANCES);
  return { instances, total };
}

/** What fills the first screen, by name. */
export const firstInstances = (signal?: AbortSignal): Promise<InstancePage> =>
  data(panel.GET('/instances', { params: { query: { limit: 50 } }, ...until(signal) }));

export const oneInstance = (id: string, signal?: AbortSignal): Promise<Instance> =>
  data(panel.GET('/instances/{id}', { params: one(id), ...until(signal) }));

export const createInstance = (node: string, definition: Definition, owner?: string): Promise<Instance> =>
  data(panel.POST('/instances', { body: { node, definition, ...(owner !== undefined && { owner }) } }));

export const saveDefinition = (id: string, revision: number, definition: Definition): Promise<Instance> =>
  data(
    panel.PUT('/instances/{id}/definition', {
      params: { ...one(id), header: { 'If-Match': `"${revision}"` } },
      body: definition,
    }),
  );

export const beginUpkeep = (id: string, what: 'install' | 'update'): Promise<Task> =>
  data(what === 'install' ? panel.POST('/instances/{id}/install', { params: one(id) }) : panel.POST('/instances/{id}/update', { params: one(id) }));

/** Newest first. */
export const revisions = async (id: string, signal?: AbortSignal): Promise<Revision[]> =>
  (await data(panel.GET('/instances/{id}/revisions', { params: one(id), ...until(signal) }))).revisions;

export const formerDefinition = (id: string, revision: number, signal?: AbortSignal): Promise<FormerDefinition> =>
  data(panel.GET('/instances/{id}/revisions/{revision}', { params: { path: { id, revision } }, ...until(signal) }));

/** `null` leaves it without an owner. */
export const changeOwner = (id: string, owner: string | null): Promise<Instance> =>
  data(panel.PUT('/instances/{id}/owner', { params: one(id), body: { owner } }));

export const deleteInstance = (id: string, files: boolean): Promise<void> =>
  done(panel.DELETE('/instances/{id}', { params: { ...one(id), query: { files } } }));

export const power = (id: string, action: PowerAction, options: Pick<SendOptions, 'keepalive'> = {}): Promise<Instance> =>
  data(panel.POST('/instances/{id}/power', { params: one(id), body: { action }, ...options }));

export const sendLine = (id: string, line: string): Promise<void> =>
  done(panel.POST('/instances/{id}/input', { params: one(id), body: { line } }));

export const issueTicket = (id: string, request: TicketRequest, options: SendOptions = {}): Promise<Ticket> =>
  data(panel.POST('/instances/{id}/tickets', { params: one(id), body: request, ...until(options.signal) }));

export const allNodes = async (signal?: AbortSignal): Promise<Node[]> =>
  (await data(panel.GET('/nodes', until(signal)))).nodes;

export const oneNode = (id: string, signal?: AbortSignal): Promise<Node> =>
  data(panel.GET('/nodes/{id}', { params: one(id), ...until(signal) }));

export const changeNode = (id: string, change: { name?: string; addresses?: string[] }): Promise<Node> =>
  data(panel.PATCH('/nodes/{id}', { params: one(id), body: change }));

/** With `lost` also the instances of a machine that is gone for good. */
export const removeNode = (id: string, lost: boolean): Promise<void> =>
  done(panel.DELETE('/nodes/{id}', { params: { ...one(id), query: { forget: lost } } }));

export const enrolNode = (name?: string): Promise<Enrolment> =>
  data(panel.POST('/enrolments', { body: name === undefined || name === '' ? {} : { name } }));

export const accountSessions = async (signal?: AbortSignal): Promise<AccountSession[]> =>
  (await data(panel.GET('/account/sessions', until(signal)))).sessions;

export const endSession = (handle: string): Promise<void> =>
  done(panel.DELETE('/account/sessions/{handle}', { params: { path: { handle } } }));

export const changePassword = (current: string, next: string): Promise<void> =>
  done(panel.POST('/account/password', { body: { current, next } }));

export interface FileQuery {
  path: string;
  cursor?: string;
  limit?: number;
  sort?: FileSort;
  descending?: boolean;
}

export const listFiles = (id: string, query: FileQuery, signal?: AbortSignal): Promise<FilePage> =>
  data(panel.GET('/instances/{id}/files', { params: { ...one(id), query }, ...until(signal) }));

export const readText = (id: string, path: string, encoding?: string, signal?: AbortSignal): Promise<TextFile> =>
  data(
    panel.GET('/instances/{id}/files/text', {
      params: { ...one(id), query: { path, ...(encoding !== undefined && { encoding }) } },
      ...until(signal),
    }),
  );

/** `etag` undefined means: only if there is no such file yet. */
export const saveText = (
  id: string,
  path: string,
  text: string,
  encoding: string,
  etag: string | undefined,
): Promise<SavedText> =>
  data(
    panel.PUT('/instances/{id}/files/text', {
      params: {
        ...one(id),
        query: { path },
        header: etag === undefined ? { 'If-None-Match': '*' } : { 'If-Match': `"${etag}"` },
      },
      body: { text, encoding },
    }),
  );

export const makeFolder = (id: string, path: string): Promise<Entry> =>
  data(panel.POST('/instances/{id}/files/folders', { params: one(id), body: { path } }));

export const moveFile = (id: string, from: string, to: string, overwrite?: boolean): Promise<Entry> =>
  data(
    panel.POST('/instances/{id}/files/move', {
      params: one(id),
      body: { from, to, ...(overwrite !== undefined && { overwrite }) },
    }),
  );
