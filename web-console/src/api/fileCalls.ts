import type {
  ArchiveFormat,
  Conflict,
  FileVersion,
  Found,
  Member,
  MemberList,
  NodeSettings,
  SftpInfo,
  SshKey,
  Task,
  TrashItem,
  Usage,
} from './fileTypes';
import { data, done, one, panel, until } from './panel';
import type { MemberGrant } from './userCalls';
import type { SavedText, TextFile } from './types';

/** Calls about files, long work and who may use them; those of the folder itself are in calls.ts. */

export interface Transfer {
  paths: string[];
  to: string;
  /** Another instance on the same node. */
  target?: string;
  conflict?: Conflict;
}

export const copyFiles = (id: string, body: Transfer): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/copy', { params: one(id), body }));

export const moveFiles = (id: string, body: Transfer): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/moves', { params: one(id), body }));

export const deleteFiles = (id: string, paths: string[], forever = false): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/delete', { params: one(id), body: { paths, forever } }));

export const changeMode = (id: string, paths: string[], mode: number, recursive: boolean): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/mode', { params: one(id), body: { paths, mode, recursive } }));

export interface Compression {
  paths: string[];
  to: string;
  format: ArchiveFormat;
  conflict?: Conflict;
}

export const compressFiles = (id: string, body: Compression): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/archives', { params: one(id), body }));

export interface Extraction {
  path: string;
  to: string;
  encoding?: string;
  conflict?: Conflict;
}

export const extractFile = (id: string, body: Extraction): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/extract', { params: one(id), body }));

export interface Fetch {
  url: string;
  to: string;
  name?: string;
  sha256?: string;
  conflict?: Conflict;
}

export const fetchFile = (id: string, body: Fetch): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/fetch', { params: one(id), body }));

export interface Search {
  path: string;
  name: string;
  content: string;
  regex: boolean;
  matchCase: boolean;
  limit: number;
}

export function searchFiles(id: string, search: Search, signal?: AbortSignal): Promise<Found> {
  const { path, name, content, regex, matchCase, limit } = search;
  const query = { path, regex, matchCase, limit, ...(name !== '' && { name }), ...(content !== '' && { content }) };
  return data(panel.GET('/instances/{id}/files/search', { params: { ...one(id), query }, ...until(signal) }));
}

export const fileUsage = (id: string, signal?: AbortSignal): Promise<Usage> =>
  data(panel.GET('/instances/{id}/files/usage', { params: one(id), ...until(signal) }));

export const trashOf = async (id: string, signal?: AbortSignal): Promise<TrashItem[]> =>
  (await data(panel.GET('/instances/{id}/files/trash', { params: one(id), ...until(signal) }))).items;

export const restoreTrash = (id: string, items: string[], conflict: Conflict): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/trash/restore', { params: one(id), body: { items, conflict } }));

/** Without items everything. */
export const purgeTrash = (id: string, items: string[] = []): Promise<Task> =>
  data(panel.POST('/instances/{id}/files/trash/purge', { params: one(id), body: { items } }));

export const versionsOf = async (id: string, path: string, signal?: AbortSignal): Promise<FileVersion[]> =>
  (
    await data(
      panel.GET('/instances/{id}/files/versions', { params: { ...one(id), query: { path } }, ...until(signal) }),
    )
  ).versions;

const versionAt = (id: string, version: string) => ({ path: { id, version } });

export const readVersion = (id: string, path: string, version: string, encoding: string): Promise<TextFile> =>
  data(
    panel.GET('/instances/{id}/files/versions/{version}', {
      params: { ...versionAt(id, version), query: { path, encoding } },
    }),
  );

export const restoreVersion = (id: string, path: string, version: string): Promise<SavedText> =>
  data(
    panel.POST('/instances/{id}/files/versions/{version}/restore', {
      params: { ...versionAt(id, version), query: { path } },
    }),
  );

export const allTasks = async (signal?: AbortSignal): Promise<Task[]> =>
  (await data(panel.GET('/tasks', until(signal)))).tasks;

export const oneTask = (id: string): Promise<Task> => data(panel.GET('/tasks/{id}', { params: one(id) }));

export const cancelTask = (id: string): Promise<Task> => data(panel.POST('/tasks/{id}/cancel', { params: one(id) }));

export const sshKeys = async (signal?: AbortSignal): Promise<SshKey[]> =>
  (await data(panel.GET('/account/ssh-keys', until(signal)))).keys;

export const addSshKey = (name: string, text: string): Promise<SshKey> =>
  data(panel.POST('/account/ssh-keys', { body: { ...(name !== '' && { name }), text } }));

export const removeSshKey = (key: string): Promise<void> =>
  done(panel.DELETE('/account/ssh-keys/{key}', { params: { path: { key } } }));

export const sftpOf = (id: string, signal?: AbortSignal): Promise<SftpInfo> =>
  data(panel.GET('/instances/{id}/sftp', { params: one(id), ...until(signal) }));

export const nodeSettings = (id: string, signal?: AbortSignal): Promise<NodeSettings> =>
  data(panel.GET('/nodes/{id}/settings', { params: one(id), ...until(signal) }));

export const saveNodeSettings = (id: string, settings: NodeSettings): Promise<NodeSettings> =>
  data(panel.PUT('/nodes/{id}/settings', { params: one(id), body: settings }));

export const membersOf = (id: string, signal?: AbortSignal): Promise<MemberList> =>
  data(panel.GET('/instances/{id}/members', { params: one(id), ...until(signal) }));

export const saveMember = (id: string, userName: string, grant: MemberGrant): Promise<Member> =>
  data(
    panel.PUT('/instances/{id}/members/{member}', {
      params: { path: { id, member: userName } },
      body: grant,
    }),
  );

export const removeMember = (id: string, userId: string): Promise<void> =>
  done(panel.DELETE('/instances/{id}/members/{member}', { params: { path: { id, member: userId } } }));
