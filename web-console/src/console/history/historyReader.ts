import { LogFeed } from '../log/logFeed';
import { LogModel } from '../log/logModel';
import type { ConsoleSession } from '../session/consoleSession';
import { fromLineStart, type RangePiece } from '../session/readRange';

/** How much is fetched to each side of a place, and with each step on. */
const AROUND = 128 * 1024;

/** Room for some steps to either side, also with short lines. */
const LIMITS = { lines: 100_000, cost: 32 * 1024 * 1024 };

export type ReaderState = 'loading' | 'ready' | 'failed';

/** A place in the stored output that somebody jumped to, with what stands around it. */
export class HistoryReader {
  readonly offset: number;
  readonly model: LogModel;
  readonly feed: LogFeed;
  readonly #session: ConsoleSession;
  readonly #listeners = new Set<() => void>();
  #state: ReaderState = 'loading';
  #earlier: 'idle' | 'loading' | 'failed' = 'idle';
  #end = 0;
  #version = 0;

  constructor(session: ConsoleSession, offset: number) {
    this.#session = session;
    this.offset = offset;
    this.model = new LogModel(session.encoding, LIMITS);
    this.model.hold(true);
    this.feed = new LogFeed(this);
    void this.#open();
  }

  get state(): ReaderState {
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  get earlier(): 'idle' | 'loading' | 'failed' | 'none' {
    return (this.model.firstOffset ?? 0) <= this.#start ? 'none' : this.#earlier;
  }

  /** Whether there is more to load below. */
  get hasLater(): boolean {
    return this.#state === 'ready' && !this.model.isFull && this.#end < this.#streamEnd;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async loadEarlier(): Promise<void> {
    const to = this.model.firstOffset;
    if (this.#earlier === 'loading' || to === undefined) return;
    this.#earlier = 'loading';
    this.#changed();
    try {
      const from = Math.max(this.#start, to - AROUND);
      const pieces = await this.#session.read(from, to);
      if (this.model.firstOffset === to) this.model.prepend(from === this.#start ? pieces : fromLineStart(pieces));
      this.#earlier = 'idle';
    } catch {
      this.#earlier = 'failed';
    }
    this.#changed();
  }

  async loadLater(): Promise<void> {
    const from = this.#end;
    this.#take(await this.#session.read(from, Math.min(this.#streamEnd, from + AROUND)));
    this.#changed();
  }

  get #start(): number {
    return this.#session.stream.hello?.start ?? 0;
  }

  get #streamEnd(): number {
    return this.#session.stream.position ?? this.#session.stream.hello?.end ?? 0;
  }

  async #open(): Promise<void> {
    try {
      const from = Math.max(this.#start, this.offset - AROUND);
      const to = Math.min(Math.max(this.#streamEnd, this.offset + 1), this.offset + AROUND);
      const pieces = await this.#session.read(from, to);
      this.#take(from === this.#start || from === this.offset ? pieces : fromLineStart(pieces));
      const line = this.model.lines.findLast(({ offset }) => offset <= this.offset) ?? this.model.lines[0];
      this.feed.place = { row: line?.id ?? 0, offset: 0 };
      this.feed.marked = line?.id;
      this.#state = 'ready';
      // Keeps the rows up to date, also before somebody draws them.
      this.feed.subscribe(() => undefined);
    } catch {
      this.#state = 'failed';
    }
    this.#changed();
  }

  #take(pieces: readonly RangePiece[]): void {
    for (const { offset, bytes } of pieces) {
      this.model.append(offset, bytes);
      this.#end = offset + bytes.length;
    }
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
