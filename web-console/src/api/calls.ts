import { at, get, patch, post, put, remove, send, type RequestOptions } from './http';
import type {
  AccountSession,
  Definition,
  Enrolment,
  Entry,
  FilePage,
  FileSort,
  Instance,
  InstancePage,
  Node,
  PowerAction,
  Role,
  SavedText,
  TextFile,
  Ticket,
  TicketRequest,
  User,
} from './types';

/** Every call of the console to the panel but those of the session, one function each. */

const LARGEST_PAGE = 200;
/** Beyond this many instances the list says that it isn't complete and the search runs on the panel. */
export const MOST_INSTANCES = 5_000;

export async function allInstances(signal?: AbortSignal): Promise<{ instances: Instance[]; total: number }> {
  const instances: Instance[] = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    const page: InstancePage = await get('/instances', {
      query: { limit: LARGEST_PAGE, cursor },
      ...(signal && { signal }),
    });
    instances.push(...page.instances);
    total = page.total;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && instances.length < MOST_INSTANCES);
  return { instances, total };
}

export const searchInstances = (q: string): Promise<InstancePage> =>
  get('/instances', { query: { q, limit: LARGEST_PAGE } });

export const oneInstance = (id: string, signal?: AbortSignal): Promise<Instance> =>
  get(at('instances', id), signal && { signal });

export const createInstance = (node: string, definition: Definition, owner?: string): Promise<Instance> =>
  post('/instances', { node, definition, ...(owner !== undefined && { owner }) });

export const saveDefinition = (id: string, revision: number, definition: Definition): Promise<Instance> =>
  put(at('instances', id, 'definition'), definition, { headers: { 'If-Match': `"${revision}"` } });

/** `null` leaves it without an owner. */
export const changeOwner = (id: string, owner: string | null): Promise<Instance> =>
  put(at('instances', id, 'owner'), { owner });

export const deleteInstance = (id: string, files: boolean): Promise<void> =>
  remove(at('instances', id), { query: { files } });

export const power = (id: string, action: PowerAction, options?: RequestOptions): Promise<Instance> =>
  post(at('instances', id, 'power'), { action }, options);

export const sendLine = (id: string, line: string): Promise<void> => post(at('instances', id, 'input'), { line });

export const issueTicket = (id: string, request: TicketRequest, options?: RequestOptions): Promise<Ticket> =>
  post(at('instances', id, 'tickets'), request, options);

export const allNodes = async (signal?: AbortSignal): Promise<Node[]> =>
  (await get<{ nodes: Node[] }>('/nodes', signal && { signal })).nodes;

export const oneNode = (id: string, signal?: AbortSignal): Promise<Node> =>
  get(at('nodes', id), signal && { signal });

export const changeNode = (id: string, change: { name?: string; addresses?: string[] }): Promise<Node> =>
  patch(at('nodes', id), change);

export const removeNode = (id: string): Promise<void> => remove(at('nodes', id));

export const enrolNode = (name?: string): Promise<Enrolment> =>
  post('/enrolments', name === undefined || name === '' ? {} : { name });

export const allUsers = async (signal?: AbortSignal): Promise<User[]> =>
  (await get<{ users: User[] }>('/users', signal && { signal })).users;

export const createUser = (user: { name: string; password: string; role: Role }): Promise<User> =>
  post('/users', user);

export const changeUser = (
  id: string,
  change: { role?: Role; disabled?: boolean; password?: string },
): Promise<User> => patch(at('users', id), change);

export const deleteUser = (id: string): Promise<void> => remove(at('users', id));

export const accountSessions = async (signal?: AbortSignal): Promise<AccountSession[]> =>
  (await get<{ sessions: AccountSession[] }>('/account/sessions', signal && { signal })).sessions;

export const endSession = (handle: string): Promise<void> => remove(at('account', 'sessions', handle));

export const changePassword = (current: string, next: string): Promise<void> =>
  post('/account/password', { current, next });

export interface FileQuery {
  path: string;
  cursor?: string;
  limit?: number;
  sort?: FileSort;
  descending?: boolean;
}

export const listFiles = (id: string, query: FileQuery, signal?: AbortSignal): Promise<FilePage> =>
  get(at('instances', id, 'files'), { query: { ...query }, ...(signal && { signal }) });

export const readText = (id: string, path: string, encoding?: string, signal?: AbortSignal): Promise<TextFile> =>
  get(at('instances', id, 'files', 'text'), { query: { path, encoding }, ...(signal && { signal }) });

/** `etag` undefined means: only if there is no such file yet. */
export const saveText = async (
  id: string,
  path: string,
  text: string,
  encoding: string,
  etag: string | undefined,
): Promise<SavedText> =>
  (
    await send<SavedText>('PUT', at('instances', id, 'files', 'text'), {
      query: { path },
      body: { text, encoding },
      headers: etag === undefined ? { 'If-None-Match': '*' } : { 'If-Match': etag },
    })
  ).data;

export const makeFolder = (id: string, path: string): Promise<Entry> =>
  post(at('instances', id, 'files', 'folders'), { path });

export const moveFile = (id: string, from: string, to: string, overwrite?: boolean): Promise<Entry> =>
  post(at('instances', id, 'files', 'move'), { from, to, ...(overwrite !== undefined && { overwrite }) });

export const deleteFiles = (id: string, paths: string[]): Promise<void> =>
  post(at('instances', id, 'files', 'delete'), { paths });
