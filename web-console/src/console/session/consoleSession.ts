import { may } from '@/api/permissions';
import type { Instance, TicketScope } from '@/api/types';
import { addressBook } from '@/streams/addresses';
import { daemonSocketUrl } from '@/streams/nodeAddress';
import type { Hello, InputError, SharedSize, TimeMark, TypedLine } from '@/streams/consoleFrames';
import { ConsoleStream, type ConsoleSink, type SendRefusal } from '@/streams/consoleStream';
import { takeTicket } from '@/streams/tickets';
import { LineTimes } from '../log/lineTimes';
import { LogModel } from '../log/logModel';
import { personName } from '../people/names';
import { RawHistory, type RawPiece } from './rawHistory';
import { fromLineStart, readRange, type RangePiece } from './readRange';

/** A terminal on the stream. `replay`: the bytes are history, so answers to queries in them must not be sent. */
export interface TerminalSink {
  write(offset: number, bytes: Uint8Array, replay: boolean): void;
  gap(from: number, to: number): void;
  /** A line was sent that the program won't echo. */
  command(text: string, sender: string): void;
  /** The terminal has this size for all. */
  sized(size: SharedSize): void;
}

/** How much of the end is fetched first, and with each "load earlier". */
export const TAIL_BYTES = 256 * 1024;
/** Farther behind nobody reads: the console goes on near the end, and what passed by can be loaded. */
export const SKIP_BYTES = 16 * 1024 * 1024;
/** Frames don't come to a hidden tab; then this often is enough. */
const FLUSH_AT_LATEST_MILLIS = 200;

/**
 * What is open of one instance's console: the stream, its lines, and the newest raw bytes for a terminal. Lives outside
 * of React, so that changing the view or the tab neither reconnects nor loses anything. Changes are announced once per
 * animation frame, however much arrives.
 */
export class ConsoleSession implements ConsoleSink {
  readonly instanceId: string;
  readonly encoding: string;
  readonly model: LogModel;
  readonly times = new LineTimes();
  readonly stream: ConsoleStream;
  readonly #node: string;
  readonly #raw = new RawHistory();
  readonly #listeners = new Set<() => void>();
  readonly #inputErrors = new Set<(error: InputError) => void>();
  #scope: TicketScope;
  #size: SharedSize | undefined;
  #terminal: TerminalSink | undefined;
  #historyEnd = 0;
  #scheduled: { frame: number; timer: ReturnType<typeof setTimeout> } | undefined;
  #version = 0;
  #restarted = false;
  #earlier: 'idle' | 'loading' | 'failed' | 'none' = 'idle';

  constructor(instance: Instance) {
    this.instanceId = instance.id;
    this.encoding = instance.definition.encoding;
    this.#node = instance.node;
    this.#scope = scopeFor(instance);
    this.model = new LogModel(this.encoding);
    this.stream = new ConsoleStream({
      node: instance.node,
      from: -TAIL_BYTES,
      skip: SKIP_BYTES,
      addresses: addressBook(),
      ticket: () => takeTicket(this.instanceId, { scope: this.#scope }),
      sink: this,
    });
    this.stream.subscribe(() => this.#announce());
  }

  /** Changes whenever something visible may have changed. */
  get version(): number {
    return this.#version;
  }

  get earlier(): 'idle' | 'loading' | 'failed' | 'none' {
    const { hello } = this.stream;
    const first = this.model.firstOffset;
    if (hello === undefined || first === undefined || first <= hello.start || this.#restarted) return 'none';
    return this.#earlier;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onInputError(listener: (error: InputError) => void): () => void {
    this.#inputErrors.add(listener);
    return () => this.#inputErrors.delete(listener);
  }

  /** The caller's rights as the panel last said; a new right counts from the next connection on. */
  rightsChanged(instance: Instance): void {
    this.#scope = scopeFor(instance);
  }

  /** Gives a terminal what is there and then everything that comes, until the returned function is called. */
  attachTerminal(terminal: TerminalSink): () => void {
    this.#terminal = terminal;
    this.model.hold(false);
    for (const piece of this.#raw.pieces()) replay(terminal, piece);
    return () => {
      if (this.#terminal !== terminal) return;
      this.#terminal = undefined;
      this.#drawn();
    };
  }

  /** A reader of the log is further up: nothing is taken away, and at some point nothing more is fetched. */
  hold(held: boolean): void {
    this.model.hold(held);
    if (!held) this.#announce();
  }

  /** Sends a line; it is shown, with its sender, to everybody who has the console open. */
  sendLine(text: string): SendRefusal | undefined {
    return this.stream.input(text);
  }

  /** The terminal's size for all; undefined while nobody's window counts. */
  get size(): SharedSize | undefined {
    return this.#size;
  }

  /** A stretch of what is stored, over a connection of its own; its times go to {@link times}. */
  async read(from: number, to: number): Promise<RangePiece[]> {
    const ticket = await takeTicket(this.instanceId, { scope: 'console.read' });
    const address = await addressBook().find(this.#node, ticket.addresses);
    const url = daemonSocketUrl(address, '/daemon/v1/console');
    return readRange({ url, ticket: ticket.token, from, to, onTimes: (marks) => this.times.add(marks) });
  }

  async loadEarlier(): Promise<void> {
    const to = this.model.firstOffset;
    const { hello } = this.stream;
    if (this.earlier === 'none' || this.earlier === 'loading' || to === undefined || hello === undefined)
      return;
    this.#setEarlier('loading');
    try {
      const from = Math.max(hello.start, to - TAIL_BYTES);
      const pieces = await this.read(from, to);
      // The view may have been trimmed or extended meanwhile: then the pieces no longer fit.
      if (this.model.firstOffset === to) {
        const begin = pieces[0]?.offset ?? to;
        this.model.prepend(begin === 0 ? pieces : fromLineStart(pieces));
      }
      this.#setEarlier(pieces.length === 0 ? 'none' : 'idle');
    } catch {
      this.#setEarlier('failed');
    }
  }

  hello(hello: Hello): void {
    this.#historyEnd = hello.end;
    this.#announce();
  }

  output(offset: number, bytes: Uint8Array): void {
    this.#raw.append(offset, bytes);
    this.model.append(offset, bytes);
    this.#terminal?.write(offset, bytes, offset < this.#historyEnd);
    this.#announce();
  }

  gap(from: number, to: number, stored: boolean): void {
    this.#raw.gap(from, to);
    this.model.gap(from, to, stored);
    this.#terminal?.gap(from, to);
    this.#announce();
  }

  timed(marks: readonly TimeMark[]): void {
    this.times.add(marks);
    this.#announce();
  }

  restarted(to: number): void {
    this.times.clear();
    this.#restarted = true;
    this.model.restarted(to);
    this.#announce();
  }

  typed({ user, text }: TypedLine): void {
    this.model.command(text, this.stream.position ?? 0, user);
    // A program with a terminal echoes by itself.
    if (this.stream.hello?.terminal !== true) this.#terminal?.command(text, personName(user));
    this.#announce();
  }

  sized(size: SharedSize): void {
    this.#size = size;
    this.#terminal?.sized(size);
    this.#announce();
  }

  refusedInput(error: InputError): void {
    for (const listener of this.#inputErrors) listener(error);
  }

  #setEarlier(state: 'idle' | 'loading' | 'failed' | 'none'): void {
    this.#earlier = state;
    this.#announce();
  }

  #announce(): void {
    if (this.#scheduled !== undefined) return;
    const flush = () => this.#flush();
    this.#scheduled = { frame: requestAnimationFrame(flush), timer: setTimeout(flush, FLUSH_AT_LATEST_MILLIS) };
  }

  #flush(): void {
    if (this.#scheduled === undefined) return;
    cancelAnimationFrame(this.#scheduled.frame);
    clearTimeout(this.#scheduled.timer);
    this.#scheduled = undefined;
    this.#version += 1;
    for (const listener of this.#listeners) listener();
    this.#drawn();
  }

  #drawn(): void {
    // A terminal acknowledges by itself, once it has drawn; a full log waits for its reader.
    if (this.#terminal !== undefined || this.model.isFull) return;
    const { position } = this.stream;
    if (position !== undefined) this.stream.drawn(position);
  }
}

function scopeFor(instance: Instance): TicketScope {
  if (may(instance, 'instance.console.write')) return 'console.write';
  return may(instance, 'instance.console.commands') ? 'console.commands' : 'console.read';
}

function replay(terminal: TerminalSink, piece: RawPiece): void {
  if (piece.kind === 'bytes') terminal.write(piece.offset, piece.bytes, true);
  else terminal.gap(piece.offset, piece.to);
}
