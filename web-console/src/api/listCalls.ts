import type { components } from './openapi';
import { data, done, one, panel, until } from './panel';
import type { Instance } from './types';

/** Calls about what the instances page keeps and does: labels, batches, copies, deleted instances, preferences. */
type Schemas = components['schemas'];

export type Labels = Schemas['Labels'];
export type Batch = Schemas['Batch'];
export type BatchItem = Schemas['BatchItem'];
export type BatchAction = Schemas['BatchAction'];
export type BatchOrder = Schemas['BatchOrder'];
export type Deleted = Schemas['Deleted'];

export const putLabels = (
  id: string,
  revision: number,
  body: { tags: string[]; notes: string; folder: string[] },
): Promise<Labels> =>
  data(panel.PUT('/instances/{id}/labels', { params: { ...one(id), header: { 'If-Match': `"${revision}"` } }, body }));

export const putExpiry = (id: string, expires: string | null): Promise<Instance> =>
  data(panel.PUT('/instances/{id}/expiry', { params: one(id), body: { expires } }));

export const cloneInstance = (id: string, name: string, withFiles: boolean): Promise<Schemas['CloneBegun']> =>
  data(panel.POST('/instances/{id}/clone', { params: one(id), body: { name, withFiles } }));

export const deletedInstances = async (node: string, signal?: AbortSignal): Promise<Deleted[]> =>
  (await data(panel.GET('/nodes/{id}/deleted', { params: one(node), ...until(signal) }))).instances;

const two = (node: string, instance: string) => ({ path: { id: node, instance } });

export const restoreInstance = (node: string, instance: string): Promise<Instance> =>
  data(panel.POST('/nodes/{id}/deleted/{instance}/restore', { params: two(node, instance) }));

export const purgeInstance = (node: string, instance: string): Promise<void> =>
  done(panel.DELETE('/nodes/{id}/deleted/{instance}', { params: two(node, instance) }));

export const beginBatch = (body: BatchOrder): Promise<Batch> => data(panel.POST('/batches', { body }));

export const allBatches = async (signal?: AbortSignal): Promise<Batch[]> =>
  (await data(panel.GET('/batches', until(signal)))).batches;

export const oneBatch = (id: string, signal?: AbortSignal): Promise<Batch> =>
  data(panel.GET('/batches/{id}', { params: one(id), ...until(signal) }));

/** Cancels what hasn't begun; one that has ended goes off the list. */
export const removeBatch = (id: string): Promise<void> => done(panel.DELETE('/batches/{id}', { params: one(id) }));

export const getPreference = async (key: string, signal?: AbortSignal): Promise<unknown> =>
  ((await data(panel.GET('/account/preferences/{key}', { params: { path: { key } }, ...until(signal) }))) as { value?: unknown })
    .value;

export const putPreference = (key: string, value: unknown): Promise<void> =>
  done(panel.PUT('/account/preferences/{key}', { params: { path: { key } }, body: { value: value as never } }));
