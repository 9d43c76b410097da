import type { components } from './openapi';
import { data, done, one, panel, until } from './panel';

/** Calls about the people at an instance's console. */
type Schemas = components['schemas'];

export type ConsolePresence = Schemas['ConsolePresence'];
export type ConsoleInput = Schemas['ConsoleInput'];
export type ConsoleInputs = Schemas['ConsoleInputs'];

export const consolePresence = (id: string, signal?: AbortSignal): Promise<ConsolePresence> =>
  data(panel.GET('/instances/{id}/console/viewers', { params: one(id), ...until(signal) }));

/** One's own, newest first. */
export const commandHistory = async (id: string): Promise<string[]> =>
  (await data(panel.GET('/instances/{id}/console/history', { params: one(id) }))).commands;

export const consoleInputs = (id: string, before?: string): Promise<ConsoleInputs> =>
  data(
    panel.GET('/instances/{id}/console/inputs', {
      params: { ...one(id), query: { limit: 100, ...(before !== undefined && { before }) } },
    }),
  );

/** Null: the smallest window decides. */
export const pinConsoleSize = (id: string, size: { columns: number; rows: number } | null): Promise<void> =>
  done(
    panel.PUT('/instances/{id}/console/size', {
      params: one(id),
      body: size ?? {},
    }),
  );
