import { USER_STATES, type UserQuery, type UserState } from '@/api/userCalls';

export const USER_SORTS = ['name', 'created', 'last-sign-in'] as const;
export type UserSort = (typeof USER_SORTS)[number];

/** "-created" is descending; by name where nothing is said, or nothing that we know. */
export function parseUserSort(text: string | undefined): { key: UserSort; descending: boolean } {
  const descending = text?.startsWith('-') ?? false;
  const key = USER_SORTS.find((sort) => sort === (descending ? text?.slice(1) : text));
  return { key: key ?? 'name', descending: key !== undefined && descending };
}

export function formatUserSort(key: UserSort, descending: boolean): string | undefined {
  return key === 'name' && !descending ? undefined : `${descending ? '-' : ''}${key}`;
}

export const parseUserState = (text: string | undefined): UserState | undefined =>
  USER_STATES.find((state) => state === text);

/** What the panel is asked for; anything that it wouldn't understand is left out. */
export function userQuery(search: { q?: string | undefined; role?: string | undefined; state?: string | undefined; sort?: string | undefined }): UserQuery {
  const { key, descending } = parseUserSort(search.sort);
  return {
    q: search.q,
    role: search.role !== undefined && /^[a-z0-9][a-z0-9-]{0,39}$/.test(search.role) ? search.role : undefined,
    state: parseUserState(search.state),
    sort: formatUserSort(key, descending),
  };
}
