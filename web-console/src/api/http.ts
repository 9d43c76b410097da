import { problemOf, ProblemError } from './problem';

/**
 * One door to the panel: JSON both ways, the CSRF header on writes, problems as ProblemError,
 * and a single place that learns of a lost session (401) or of an answer (the panel is reachable).
 */
export const API = '/api/v1';
const TIMEOUT_MILLIS = 30_000;

export type Query = Record<string, string | number | boolean | undefined>;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  timeoutMillis?: number;
  /** Outlives the page; for what must leave although the tab closes. */
  keepalive?: boolean;
}

export interface Answer<T> {
  data: T;
  etag: string | undefined;
  status: number;
}

let csrfToken: string | undefined;
let signedOut: (() => void) | undefined;

export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Called once by the session: what to do when the panel no longer knows it. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

export function url(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `${API}${path}${text === '' ? '' : `?${text}`}`;
}

/** Path segments with every part encoded: `at('instances', id, 'power')`. */
export function at(...segments: string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

export async function send<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && method !== 'HEAD' && csrfToken !== undefined) headers['X-Ostler-Csrf'] = csrfToken;

  const limit = AbortSignal.timeout(options.timeoutMillis ?? TIMEOUT_MILLIS);
  const answer = await fetch(url(path, options.query), {
    method,
    headers,
    body: options.body === undefined ? null : JSON.stringify(options.body),
    credentials: 'same-origin',
    cache: 'no-store',
    keepalive: options.keepalive ?? false,
    signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
  });
  if (!answer.ok) {
    const problem = await problemOf(answer);
    // 401 also answers a wrong password; only this code says that the session is over.
    if (answer.status === 401 && problem.code === 'NOT_SIGNED_IN') signedOut?.();
    throw problem;
  }
  const etag = answer.headers.get('ETag') ?? undefined;
  if (answer.status === 204) return { data: undefined as T, etag, status: answer.status };
  try {
    return { data: (await answer.json()) as T, etag, status: answer.status };
  } catch {
    throw new ProblemError({ code: 'BAD_ANSWER', status: answer.status });
  }
}

export async function get<T>(path: string, options?: RequestOptions): Promise<T> {
  return (await send<T>('GET', path, options)).data;
}

export async function post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
  return (await send<T>('POST', path, { ...options, body })).data;
}

export async function put<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
  return (await send<T>('PUT', path, { ...options, body })).data;
}

export async function patch<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
  return (await send<T>('PATCH', path, { ...options, body })).data;
}

export async function remove(path: string, options?: RequestOptions): Promise<void> {
  await send<undefined>('DELETE', path, options);
}
