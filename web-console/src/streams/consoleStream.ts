import { Backoff } from './backoff';
import { ConsoleConnection, type SocketFactory } from './consoleConnection';
import { LONGEST_KEYS, type Hello, type InputError, type TimeMark, type SharedSize, type TypedLine } from './consoleFrames';
import { daemonSocketUrl, NodeUnreachable, type AddressBook, type DaemonAddress } from './nodeAddress';
import { asProblem } from '@/api/problem';
import type { Ticket } from '@/api/types';
import { isRefusal } from './tickets';

export type ConsoleStatus =
  /** `after`: why the attempt before failed. */
  | { kind: 'connecting'; stage: 'panel' | 'node' | 'instance'; after?: string }
  | { kind: 'catchingUp' }
  | { kind: 'live' }
  /** `at`: when the next attempt begins, browser clock; `code`: why the last one failed. */
  | { kind: 'reconnecting'; at: number; attempt: number; code: string }
  | { kind: 'offline' }
  /** The panel or the daemon said no; only a person can change that. */
  | { kind: 'refused'; code: string }
  /** The instance is gone. */
  | { kind: 'ended'; code: string };

/** Where the bytes go. Calls come in stream order; a reconnect never repeats or skips a byte without a `gap`. */
export interface ConsoleSink {
  hello(hello: Hello, resumed: boolean): void;
  output(offset: number, bytes: Uint8Array): void;
  /** These bytes are no longer stored; `stored`: they only passed by and can be loaded. */
  gap(from: number, to: number, stored: boolean): void;
  timed?(marks: readonly TimeMark[]): void;
  /** The stored log is shorter than what was shown: it was started anew at `to`. */
  restarted(to: number): void;
  refusedInput(error: InputError): void;
  typed?(line: TypedLine): void;
  sized?(size: SharedSize): void;
}

export interface ConsoleStreamOptions {
  node: string;
  /** Where the first connection begins, as in the protocol. */
  from: number;
  window?: number;
  /** Bytes behind the end from which on it goes on near the end, after a gap. */
  skip?: number;
  ticket: () => Promise<Ticket>;
  addresses: AddressBook;
  sink: ConsoleSink;
  socket?: SocketFactory;
  backoff?: Backoff;
}

/** Why a command wasn't sent. */
export type SendRefusal = 'offline' | 'readOnly';

export const DEFAULT_WINDOW = 512 * 1024;
const ACK_EVERY_BYTES = 64 * 1024;
const ACK_AT_REST_MILLIS = 100;
/** Less than this behind the end counts as live: it arrives within one frame. */
const LIVE_WITHIN_BYTES = 64 * 1024;
/** A connection that lasted this long wasn't part of the trouble: start with short waits again. */
const STABLE_MILLIS = 10_000;

/**
 * The console of one instance over as many connections as it takes. Remembers the exact offset, so a lost connection
 * costs neither a line nor a doubled one; takes a new ticket for each connection; tries again at once when the browser
 * comes online or the tab is looked at. Commands are never queued: while there is no connection, {@link input} says so.
 */
export class ConsoleStream {
  readonly #options: ConsoleStreamOptions;
  readonly #backoff: Backoff;
  readonly #listeners = new Set<() => void>();
  #status: ConsoleStatus = { kind: 'connecting', stage: 'panel' };
  #connection: ConsoleConnection | undefined;
  #hello: Hello | undefined;
  #address: DaemonAddress | undefined;
  #attempt = 0;
  #position: number | undefined;
  #acked = 0;
  #drawn = 0;
  #size: [number, number] | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #stable: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #failure: string | undefined;

  constructor(options: ConsoleStreamOptions) {
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
  }

  get status(): ConsoleStatus {
    return this.#status;
  }

  /** Rights and kind of the console as the daemon last said; `undefined` before the first hello. */
  get hello(): Hello | undefined {
    return this.#hello;
  }

  /** Address in use, `''` for the panel's own port; `undefined` while not connected. */
  get address(): DaemonAddress | undefined {
    return this.#address;
  }

  /** Offset behind the last byte received over all connections. */
  get position(): number | undefined {
    return this.#position;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    window.addEventListener('online', this.#wakeUp);
    window.addEventListener('offline', this.#wentOffline);
    window.addEventListener('focus', this.#wakeUp);
    document.addEventListener('visibilitychange', this.#wakeUp);
    void this.#connect();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#attempt += 1;
    window.removeEventListener('online', this.#wakeUp);
    window.removeEventListener('offline', this.#wentOffline);
    window.removeEventListener('focus', this.#wakeUp);
    document.removeEventListener('visibilitychange', this.#wakeUp);
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** Tries again now, also after a refusal. */
  retryNow(): void {
    if (!this.#running || this.#connection !== undefined) return;
    void this.#connect();
  }

  /** Everything before `offset` has reached the screen (or the view's memory, which is bounded). */
  drawn(offset: number): void {
    if (offset <= this.#drawn) return;
    this.#drawn = offset;
    if (this.#drawn - this.#acked >= ACK_EVERY_BYTES) this.#acknowledge();
    else this.#ackTimer ??= setTimeout(() => this.#acknowledge(), ACK_AT_REST_MILLIS);
  }

  /** Sends a line; the daemon adds the line end. */
  input(text: string): SendRefusal | undefined {
    return this.#send(this.#hello?.commands === true, () => this.#connection?.send({ input: text }) ?? false);
  }

  /** Sends what was typed into a terminal. */
  keys(raw: string): SendRefusal | undefined {
    return this.#send(this.#hello?.write === true, () => {
      for (let at = 0; at < raw.length;) {
        let to = Math.min(at + LONGEST_KEYS, raw.length);
        // never between the halves of a surrogate pair
        if (to < raw.length && /[\uD800-\uDBFF]/.test(raw.charAt(to - 1))) to -= 1;
        if (!this.#connection?.send({ keys: raw.slice(at, to) })) return false;
        at = to;
      }
      return true;
    });
  }

  /** The terminal's size; kept for the connections to come. */
  resize(columns: number, rows: number): void {
    this.#size = [columns, rows];
    if (this.#hello?.write === true) this.#connection?.send({ resize: [columns, rows] });
  }

  #send(allowed: boolean, send: () => boolean): SendRefusal | undefined {
    if (this.#connection === undefined || this.#hello === undefined) return 'offline';
    if (!allowed) return 'readOnly';
    return send() ? undefined : 'offline';
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry);
    const attempt = ++this.#attempt;
    const current = () => this.#running && attempt === this.#attempt;
    const { node, addresses, ticket: takeTicket } = this.#options;
    try {
      this.#stage('panel');
      const ticket = await takeTicket();
      if (!current()) return;
      this.#stage('node');
      const address = await addresses.find(node, ticket.addresses);
      if (!current()) return;
      this.#stage('instance');
      this.#open(address, ticket.token);
    } catch (problem) {
      if (!current()) return;
      if (isRefusal(problem)) this.#set({ kind: 'refused', code: asProblem(problem).code });
      else this.#later(problemCode(problem));
    }
  }

  #open(address: DaemonAddress, ticket: string): void {
    const { node, addresses, sink, socket } = this.#options;
    let greeted = false;
    const request = {
      url: daemonSocketUrl(address, '/daemon/v1/console'),
      ticket,
      from: this.#position ?? this.#options.from,
      window: this.#options.window ?? DEFAULT_WINDOW,
      ...(this.#options.skip !== undefined && { skip: this.#options.skip }),
    };
    const connection = new ConsoleConnection(
      request,
      {
        hello: (hello) => {
          greeted = true;
          this.#greeted(hello, address);
        },
        output: (offset, bytes) => {
          this.#position = offset + bytes.length;
          sink.output(offset, bytes);
          this.#caughtUp();
        },
        gap: (from, to, stored) => {
          this.#position = to;
          this.#drawn = this.#acked = Math.max(this.#acked, to);
          sink.gap(from, to, stored);
          this.#caughtUp();
        },
        timed: (marks) => sink.timed?.(marks),
        refusedInput: (error) => sink.refusedInput(error),
        typed: (line) => sink.typed?.(line),
        sized: (size) => sink.sized?.(size),
        closed: (code, reason) => {
          if (this.#connection !== connection) return;
          this.#drop();
          if (!this.#running) return;
          if (!greeted && code < 4000) addresses.forget(node);
          this.#lost(code, reason);
        },
      },
      socket,
    );
    this.#connection = connection;
  }

  #greeted(hello: Hello, address: DaemonAddress): void {
    const { sink } = this.#options;
    const before = this.#position;
    this.#hello = hello;
    this.#address = address;
    this.#failure = undefined;
    if (before !== undefined && hello.from < before) sink.restarted(hello.from);
    this.#position = hello.from;
    this.#drawn = this.#acked = hello.from;
    sink.hello(hello, before !== undefined);
    if (this.#size !== undefined && hello.write) this.#connection?.send({ resize: this.#size });
    clearTimeout(this.#stable);
    this.#stable = setTimeout(() => this.#backoff.reset(), STABLE_MILLIS);
    this.#set(this.#isBehind() ? { kind: 'catchingUp' } : { kind: 'live' });
  }

  #isBehind(): boolean {
    return this.#hello !== undefined && (this.#position ?? 0) + LIVE_WITHIN_BYTES < this.#hello.end;
  }

  #caughtUp(): void {
    if (this.#status.kind === 'catchingUp' && !this.#isBehind()) this.#set({ kind: 'live' });
  }

  #lost(code: number, reason: string): void {
    if (code === 4404) this.#set({ kind: 'ended', code: reason || 'NOT_FOUND' });
    else this.#later(closeCode(code, reason));
  }

  #later(code: string): void {
    this.#failure = code;
    if (typeof navigator !== 'undefined' && !navigator.onLine) {
      this.#set({ kind: 'offline' });
      return;
    }
    const wait = this.#backoff.next();
    this.#retry = setTimeout(() => void this.#connect(), wait);
    this.#set({ kind: 'reconnecting', at: Date.now() + wait, attempt: this.#backoff.attempt, code });
  }

  readonly #wakeUp = (event: Event): void => {
    if (document.visibilityState === 'hidden') return;
    // Another network may reach the node by another address.
    if (event.type === 'online') this.#options.addresses.forget(this.#options.node);
    if (this.#connection !== undefined) this.#connection.probe();
    else if (this.#status.kind === 'reconnecting' || this.#status.kind === 'offline') this.retryNow();
  };

  readonly #wentOffline = (): void => {
    // A console on the own machine goes on working: only say so once the connection is really lost.
    this.#connection?.probe();
    if (this.#status.kind === 'reconnecting') {
      clearTimeout(this.#retry);
      this.#set({ kind: 'offline' });
    }
  };

  #drop(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#address = undefined;
    clearTimeout(this.#ackTimer);
    clearTimeout(this.#stable);
    this.#ackTimer = undefined;
    connection?.close();
  }

  #acknowledge(): void {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = undefined;
    if (this.#drawn <= this.#acked) return;
    if (this.#connection?.send({ ack: this.#drawn })) this.#acked = this.#drawn;
  }

  #stage(stage: 'panel' | 'node' | 'instance'): void {
    this.#set({ kind: 'connecting', stage, ...(this.#failure !== undefined && { after: this.#failure }) });
  }

  #set(status: ConsoleStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}

function problemCode(problem: unknown): string {
  return problem instanceof NodeUnreachable ? 'NODE_UNREACHABLE' : asProblem(problem).code;
}

function closeCode(code: number, reason: string): string {
  if (/^[A-Z][A-Z_]+$/.test(reason)) return reason;
  if (code === 4401) return 'TICKET_INVALID';
  if (code === 4403) return 'GRANT_REVOKED';
  if (code === 1001) return 'NODE_STOPPED';
  return 'CONNECTION_LOST';
}
