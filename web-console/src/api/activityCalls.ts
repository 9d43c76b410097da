import type { components } from './openapi';
import { query, type AuditSearch } from './auditCalls';
import { data, panel, until } from './panel';

type Schemas = components['schemas'];

export type ActivityEntry = Schemas['ActivityEntry'];
export type ActivityPage = Schemas['ActivityPage'];

/** What the tab filters by; it stands in its address. */
export type ActivitySearch = Pick<AuditSearch, 'act' | 'from' | 'to'>;

const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor: Number(cursor) });

export const instanceActivity = (id: string, search: ActivitySearch, cursor: string | undefined, signal?: AbortSignal): Promise<ActivityPage> =>
  data(panel.GET('/instances/{id}/activity', { params: { path: { id }, query: { ...query(search), ...at(cursor) } }, ...until(signal) }));

export const ownActivity = (cursor: string | undefined, signal?: AbortSignal): Promise<ActivityPage> =>
  data(panel.GET('/account/activity', { params: { query: { limit: 10, ...at(cursor) } }, ...until(signal) }));
