import type { Problem } from './types';

/** Codes that the console makes itself, for answers that never came from the panel. */
export const LOCAL_CODES = ['OFFLINE', 'TIMEOUT', 'BAD_ANSWER', 'PAGE_BROKEN'] as const;

/** What a failed request throws: always with a code that the message files know, or the server's own words. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly remedy: string | undefined;
  readonly requestId: string | undefined;

  constructor(problem: Partial<Problem> & { code: string }) {
    super(problem.title ?? problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.params = problem.params ?? {};
    this.remedy = problem.remedy;
    this.requestId = problem.requestId;
  }

  /** The number in a parameter, for texts like "try again in 12 s". */
  number(name: string): number | undefined {
    const value = Number(this.params[name]);
    return Number.isFinite(value) ? value : undefined;
  }
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') return new ProblemError({ code: 'TIMEOUT' });
  const message = error instanceof Error ? error.message : String(error);
  // fetch reports an unreachable server as a TypeError, each browser in its own words.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(message)) {
    return new ProblemError({ code: 'OFFLINE', title: message });
  }
  return new ProblemError({ code: 'PAGE_BROKEN', title: message, params: { message } });
}

/** Reads a problem document; anything else (a proxy's page, say) becomes BAD_ANSWER with the status. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  const type = answer.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    try {
      const body: unknown = await answer.json();
      if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
        return new ProblemError({ status: answer.status, ...(body as Partial<Problem> & { code: string }) });
      }
    } catch {
      // Not JSON after all: told below.
    }
  }
  // Every "not found" of Ostler's own says so in JSON: this one comes from a bare server, before Ostler is there.
  if (answer.status === 404) return new ProblemError({ code: 'NOT_READY', status: 503 });
  return new ProblemError({
    code: 'BAD_ANSWER',
    status: answer.status,
    title: `HTTP ${answer.status} ${answer.statusText}`.trim(),
    params: { status: answer.status },
  });
}
