import { LineAssembler, type ParsedLine } from './lineAssembler';

/** One entry of the log. Ids are consecutive; older ones that are loaded later get smaller ids. */
export type LogLine = { readonly id: number } & LogEntry;

export type LogEntry =
  | ({ readonly kind: 'text' } & ParsedLine)
  /** Bytes that are no longer stored; `stored`: they passed by too fast and can be loaded. */
  | { readonly kind: 'gap'; readonly offset: number; readonly bytes: number; readonly stored?: boolean }
  /** The stored log was shorter than what had been shown: it began anew here. */
  | { readonly kind: 'restart'; readonly offset: number }
  /** A command that somebody sent; not part of the stream. `sender`: id of the account. */
  | { readonly kind: 'command'; readonly offset: number; readonly text: string; readonly sender: string };

export interface LogLimits {
  lines: number;
  /** Approximate bytes of memory. */
  cost: number;
}

export const DEFAULT_LIMITS: LogLimits = { lines: 10_000, cost: 8 * 1024 * 1024 };
/** While somebody reads further up nothing is taken away from under them, up to this many times the limits. */
const HELD_FACTOR = 2;
/** Trimming in steps keeps it cheap. */
const SLACK = 500;

const LINE_COST = 120;
const SEGMENT_COST = 48;

/**
 * The loaded part of a console's log as lines, with limits. Not a DOM thing and not reactive: the view looks at
 * {@link version} once per frame.
 */
export class LogModel {
  readonly #encoding: string;
  readonly #limits: LogLimits;
  readonly #assembler: LineAssembler;
  #lines: LogLine[] = [];
  #cost = 0;
  #held = false;
  #version = 0;
  #received = 0;
  #start: number | undefined;

  constructor(encoding: string, limits: LogLimits = DEFAULT_LIMITS) {
    this.#encoding = encoding;
    this.#limits = limits;
    this.#assembler = new LineAssembler(encoding, (line) => this.#add({ kind: 'text', ...line }));
  }

  /** Finished lines, oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Changes with everything that can be seen. */
  get version(): number {
    return this.#version;
  }

  /** Lines that ever came in at the end; counts what is new while a reader is further up. */
  get received(): number {
    return this.#received;
  }

  /** Stream offset of the oldest loaded line; `undefined` before any output. */
  get firstOffset(): number | undefined {
    return this.#lines[0]?.offset ?? this.#start;
  }

  /** The line that has no end yet, with the id that it will have. */
  get unfinished(): LogLine | undefined {
    const line = this.#assembler.unfinished();
    return line && { id: this.#nextId, kind: 'text', ...line };
  }

  /** Nothing more should be taken in before the reader returns to the end. */
  get isFull(): boolean {
    return this.#held && this.#isOver(HELD_FACTOR);
  }

  /** Whether a reader is further up: then nothing is trimmed. */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    if (!held) this.#trim();
  }

  append(offset: number, bytes: Uint8Array): void {
    this.#start ??= offset;
    this.#assembler.write(offset, bytes);
    this.#trim();
    this.#version += 1;
  }

  gap(from: number, to: number, stored = false): void {
    this.#start ??= to;
    this.#assembler.interrupt();
    this.#add({ kind: 'gap', offset: from, bytes: to - from, ...(stored && { stored }) });
    this.#version += 1;
  }

  restarted(to: number): void {
    this.#assembler.interrupt();
    this.#add({ kind: 'restart', offset: to });
    this.#version += 1;
  }

  command(text: string, offset: number, sender: string): void {
    this.#add({ kind: 'command', text, offset, sender });
    this.#version += 1;
  }

  /** Puts older output before what is there; the pieces follow one another and end at {@link firstOffset}. */
  prepend(pieces: readonly { offset: number; bytes: Uint8Array }[]): number {
    const older: LogEntry[] = [];
    const assembler = new LineAssembler(this.#encoding, (line) => older.push({ kind: 'text', ...line }));
    for (const { offset, bytes } of pieces) assembler.write(offset, bytes);
    assembler.flush();
    const first = (this.#lines[0]?.id ?? this.#nextId) - older.length;
    const lines = older.map((entry, index): LogLine => ({ id: first + index, ...entry }));
    for (const line of lines) this.#cost += costOf(line);
    this.#lines = [...lines, ...this.#lines];
    this.#start = pieces[0]?.offset ?? this.#start;
    this.#version += 1;
    return older.length;
  }

  get #nextId(): number {
    const last = this.#lines.at(-1);
    return last === undefined ? this.#received : last.id + 1;
  }

  #add(entry: LogEntry): void {
    const line: LogLine = { id: this.#nextId, ...entry };
    this.#lines.push(line);
    this.#cost += costOf(line);
    this.#received += 1;
  }

  #isOver(factor: number): boolean {
    return this.#lines.length > this.#limits.lines * factor || this.#cost > this.#limits.cost * factor;
  }

  #trim(): void {
    if (this.#held) return;
    const tooMany = this.#lines.length > this.#limits.lines + SLACK;
    if (!tooMany && this.#cost <= this.#limits.cost * 1.05) return;
    let drop = Math.max(0, this.#lines.length - this.#limits.lines);
    let cost = this.#cost;
    for (let index = 0; index < this.#lines.length && (index < drop || cost > this.#limits.cost); index += 1) {
      const line = this.#lines[index];
      if (line !== undefined) cost -= costOf(line);
      drop = Math.max(drop, index + 1);
    }
    this.#lines.splice(0, drop);
    this.#cost = cost;
    this.#version += 1;
  }
}

function costOf(line: LogLine): number {
  return line.kind === 'text' ? LINE_COST + line.text.length + line.segments.length * SEGMENT_COST : LINE_COST;
}
