import createClient from 'openapi-fetch';
import { API, guardedFetch } from './http';
import type { paths } from './openapi';
import { ProblemError } from './problem';

/** The typed client that calls.ts and fileCalls.ts put their functions around; the paths are checked by the compiler. */
export const panel = createClient<paths>({
  baseUrl: `${location.origin}${API}`,
  fetch: (request) => guardedFetch(request),
});

/** guardedFetch threw already for anything but success: without data the answer was not the panel's. */
export async function data<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data: found, response } = await call;
  if (found === undefined) throw new ProblemError({ code: 'BAD_ANSWER', status: response.status });
  return found;
}

export async function done(call: Promise<unknown>): Promise<void> {
  await call;
}

export const one = (id: string) => ({ path: { id } });
export const until = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
