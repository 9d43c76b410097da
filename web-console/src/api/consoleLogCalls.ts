import type { components } from './openapi';
import { data, one, panel, until } from './panel';

export type ConsoleLine = components['schemas']['ConsoleLine'];
export type ConsoleFound = components['schemas']['ConsoleFound'];

export interface ConsoleSearch {
  text: string;
  regex: boolean;
  matchCase: boolean;
  level?: 'info' | 'warn' | 'error';
  /** ISO times; `before` not included. */
  after?: string;
  before?: string;
  /** Backwards: where it goes on. */
  to?: number;
}

/** Where in the stored output the text of a time begins. */
export const offsetAt = async (id: string, at: string): Promise<number> =>
  (await data(panel.GET('/instances/{id}/console/place', { params: { ...one(id), query: { at } } }))).offset;

/** Lines of the stored output, newest first. */
export const searchConsole = (
  id: string,
  search: ConsoleSearch,
  limit: number,
  signal?: AbortSignal,
): Promise<ConsoleFound> =>
  data(
    panel.GET('/instances/{id}/console/search', {
      params: { ...one(id), query: { ...search, backwards: true, limit } },
      ...until(signal),
    }),
  );
