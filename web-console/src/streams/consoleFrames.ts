/** Text frames of `/daemon/v1/console`, see docs/http-api.md. Binary frames are the console's bytes themselves. */

/** Offset and milliseconds; null where no daemon looked. */
export type TimeMark = readonly [offset: number, millis: number | null];

export type ClientFrame =
  /** `skip`: bytes behind the end from which on the stream goes on near it, after a gap. */
  | { ticket: string; from: number; window: number; skip?: number }
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
  /** Whether lines that the definition allows may be sent. */
  commands: boolean;
  terminal: boolean;
}

/** A line that somebody at the console sent. */
export interface TypedLine {
  /** Id of the account. */
  user: string;
  text: string;
  offset: number;
}

/** The terminal's size for all. */
export interface SharedSize {
  columns: number;
  rows: number;
  pinned: boolean;
}

export interface InputError {
  code: string;
  params: Record<string, unknown>;
}

export type ServerFrame =
  | { kind: 'hello'; hello: Hello }
  /** `stored`: the bytes are still there, they only passed by. */
  | { kind: 'gap'; from: number; to: number; stored: boolean }
  | { kind: 'times'; marks: TimeMark[] }
  | { kind: 'typed'; line: TypedLine }
  | { kind: 'size'; size: SharedSize }
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
    const { start, end, from, write, commands, terminal } = frame.hello;
    if (isOffset(start) && isOffset(end) && isOffset(from)) {
      return { kind: 'hello', hello: { start, end, from, write: write === true, commands: write === true || commands === true, terminal: terminal === true } };
    }
  }
  if (isObject(frame.gap) && isOffset(frame.gap.from) && isOffset(frame.gap.to)) {
    return { kind: 'gap', from: frame.gap.from, to: frame.gap.to, stored: frame.gap.stored === true };
  }
  if (Array.isArray(frame.times)) return { kind: 'times', marks: frame.times.filter(isMark) };
  if (isObject(frame.typed)) {
    const { user, text, offset } = frame.typed;
    if (typeof user === 'string' && typeof text === 'string' && isOffset(offset)) {
      return { kind: 'typed', line: { user, text, offset } };
    }
  }
  if (isObject(frame.size) && isOffset(frame.size.columns) && isOffset(frame.size.rows)) {
    const { columns, rows, pinned } = frame.size;
    return { kind: 'size', size: { columns, rows, pinned: pinned === true } };
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

function isMark(value: unknown): value is TimeMark {
  return (
    Array.isArray(value) && isOffset(value[0]) && (value[1] === null || typeof value[1] === 'number')
  );
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
