import type { components } from './openapi';
import { API } from './http';
import { data, panel, until } from './panel';

type Schemas = components['schemas'];

export type AuditEntry = Schemas['AuditEntry'];
export type AuditPage = Schemas['AuditPage'];
export type AuditVerification = Schemas['AuditVerification'];
export type AuditRetention = Schemas['AuditRetention'];

/** What the page filters by; it stands in its address. */
export interface AuditSearch {
  q?: string | undefined;
  user?: string | undefined;
  act?: string | undefined;
  object?: string | undefined;
  outcome?: string | undefined;
  address?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export const OUTCOMES = ['done', 'refused', 'failed', 'unknown'] as const;

/** Days of the calendar here become times. */
export function query({ from, to, ...rest }: AuditSearch): Record<string, string> {
  const day = (text: string | undefined, after: number) => {
    const date = text === undefined ? undefined : new Date(`${text}T00:00:00`);
    date?.setDate(date.getDate() + after);
    return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  };
  const all = { ...rest, from: day(from, 0), to: day(to, 1) };
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

export const auditPage = (search: AuditSearch, cursor: string | undefined, signal?: AbortSignal): Promise<AuditPage> =>
  data(
    panel.GET('/audit', {
      params: { query: { ...query(search), ...(cursor !== undefined && { cursor: Number(cursor) }) } },
      ...until(signal),
    }),
  );

/** The browser saves what it links to. */
export const auditExport = (search: AuditSearch, format: 'jsonl' | 'csv'): string =>
  `${API}/audit/export?${new URLSearchParams({ ...query(search), format }).toString()}`;

export const verification = (signal?: AbortSignal): Promise<AuditVerification> => data(panel.GET('/audit/verification', until(signal)));

export const verifyAudit = (): Promise<AuditVerification> => data(panel.POST('/audit/verification'));

export const auditRetention = (signal?: AbortSignal): Promise<AuditRetention> => data(panel.GET('/audit/retention', until(signal)));

export const keepAudit = (body: AuditRetention): Promise<AuditRetention> => data(panel.PUT('/audit/retention', { body }));
