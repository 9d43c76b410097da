import { problemOf, ProblemError } from './problem';

/**
 * One door to the panel: the CSRF header on writes, a time limit, problems as ProblemError, and a single place that
 * learns of a lost session. The sign-in page uses it as it is; calls.ts puts the typed paths around it.
 */
export const API = '/api/v1';
const TIMEOUT_MILLIS = 30_000;
const SAFE = ['GET', 'HEAD'];

let csrfToken: string | undefined;
let signedOut: (() => void) | undefined;
let askForProof: ((methods: readonly string[]) => Promise<boolean>) | undefined;

export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Called once by the session: what to do when the panel no longer knows it. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** Called once by the shell: asks the person to prove who they are; true when they did. */
export function onProofWanted(listener: (methods: readonly string[]) => Promise<boolean>): void {
  askForProof = listener;
}

export interface SendOptions {
  signal?: AbortSignal;
  timeoutMillis?: number;
  /** Outlives the page; for what must leave although the tab closes. */
  keepalive?: boolean;
}

/** Sends a request as this person; anything but success throws a ProblemError. */
export async function guardedFetch(request: Request, timeoutMillis = TIMEOUT_MILLIS): Promise<Response> {
  // The body can be read once: kept for the case that the panel wants a proof first.
  const again = SAFE.includes(request.method) || request.keepalive ? undefined : request.clone();
  try {
    return await fetchOnce(request, timeoutMillis);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'STEP_UP_REQUIRED' || !again || !askForProof) throw error;
    const { methods } = error.params;
    if (!(await askForProof(typeof methods === 'string' ? methods.split(',') : []))) throw error;
    return fetchOnce(again, timeoutMillis);
  }
}

async function fetchOnce(request: Request, timeoutMillis: number): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set('Accept', 'application/json');
  if (!SAFE.includes(request.method) && csrfToken !== undefined) headers.set('X-Ostler-Csrf', csrfToken);
  const answer = await fetch(
    new Request(request, {
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMillis)]),
    }),
  );
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  // 401 also answers a wrong password; only this code says that the session is over.
  if (problem.code === 'NOT_SIGNED_IN') signedOut?.();
  throw problem;
}

/** For the calls before sign-in. */
export async function send<T>(method: string, path: string, body?: unknown, options: SendOptions = {}): Promise<T> {
  const request = new Request(`${location.origin}${API}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    ...(options.signal && { signal: options.signal }),
    keepalive: options.keepalive ?? false,
  });
  const answer = await guardedFetch(request, options.timeoutMillis);
  if (answer.status === 204) return undefined as T;
  try {
    return (await answer.json()) as T;
  } catch {
    throw new ProblemError({ code: 'BAD_ANSWER', status: answer.status });
  }
}
