import { API } from './http';
import type { components } from './openapi';
import { data, panel, until } from './panel';

type Schemas = components['schemas'];

export type Storage = Schemas['Storage'];
export type DatabaseServer = Schemas['DatabaseServer'];
export type DatabaseTrial = Schemas['DatabaseTrial'];
export type BackupFile = Schemas['BackupFile'];

export const storage = (signal?: AbortSignal): Promise<Storage> => data(panel.GET('/storage', until(signal)));

export const tryDatabase = (body: DatabaseServer): Promise<DatabaseTrial> => data(panel.POST('/storage/trial', { body }));

export const planDatabase = (body: DatabaseServer): Promise<Storage> => data(panel.PUT('/storage/plan', { body }));

export const cancelPlan = (): Promise<Storage> => data(panel.DELETE('/storage/plan'));

export const backUp = (passphrase: string | null): Promise<Storage> =>
  data(panel.POST('/storage/backups', { body: passphrase === null ? {} : { passphrase } }));

export const deleteBackup = (name: string): Promise<Storage> =>
  data(panel.DELETE('/storage/backups/{name}', { params: { path: { name } } }));

export const backupAddress = (name: string): string => `${API}/storage/backups/${encodeURIComponent(name)}`;
