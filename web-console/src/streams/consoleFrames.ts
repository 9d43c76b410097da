/** Text frames of `/daemon/v1/console`, see docs/http-api.md. Binary frames are the console's bytes themselves. */

export type ClientFrame =
  | { ticket: string; from: number; window: number }
  | { ack: number }
  | { input: string }
  | { keys: string }
  | { resize: [columns: number, rows: number] }
  | { ping: number };

export interface Hello {
  /** First stored offset and the one behind the last stored byte. */
  start: number;
  end: number;
  /** Where the output of this connection begins. */
  from: number;
  write: boolean;
  terminal: boolean;
}

export interface InputError {
  code: string;
  params: Record<string, unknown>;
}

export type ServerFrame =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'gap'; from: number; to: number }
  | { kind: 'pong' }
  | { kind: 'error'; error: InputError }
  | { kind: 'unknown' };

/** The longest text that fits into one frame beside its JSON; longer input is sent in several frames. */
export const LONGEST_KEYS = 16 * 1024;

export function parseServerFrame(text: string): ServerFrame {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { kind: 'unknown' };
  }
  if (!isObject(frame)) return { kind: 'unknown' };
  if (isObject(frame.hello)) {
    const { start, end, from, write, terminal } = frame.hello;
    if (isOffset(start) && isOffset(end) && isOffset(from)) {
      return { kind: 'hello', hello: { start, end, from, write: write === true, terminal: terminal === true } };
    }
  }
  if (isObject(frame.gap) && isOffset(frame.gap.from) && isOffset(frame.gap.to)) {
    return { kind: 'gap', from: frame.gap.from, to: frame.gap.to };
  }
  if ('pong' in frame) return { kind: 'pong' };
  if (isObject(frame.error) && typeof frame.error.code === 'string') {
    const params = isObject(frame.error.params) ? frame.error.params : {};
    return { kind: 'error', error: { code: frame.error.code, params } };
  }
  return { kind: 'unknown' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
