import { data, done, one, panel, until } from './panel';
import type { CrashReport, FindingList } from './types';

/** What went wrong with an instance, and what can be done about it. */

export const listProblems = (id: string, signal?: AbortSignal): Promise<FindingList> =>
  data(panel.GET('/instances/{id}/problems', { params: one(id), ...until(signal) }));

export const fixProblem = (id: string, detector: string, fix: string): Promise<void> =>
  done(panel.POST('/instances/{id}/problems/{detector}/fix', { params: { path: { id, detector } }, body: { fix } }));

export const crashOf = async (id: string, signal?: AbortSignal): Promise<CrashReport | null> =>
  (await data(panel.GET('/instances/{id}/crash', { params: one(id), ...until(signal) }))).report ?? null;
