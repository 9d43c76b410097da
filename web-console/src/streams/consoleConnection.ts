import { parseServerFrame, type ClientFrame, type Hello, type InputError, type SharedSize, type TimeMark, type TypedLine } from './consoleFrames';

/** What one connection reports, in order; nothing comes after {@link closed}. */
export interface ConnectionListener {
  hello(hello: Hello): void;
  output(offset: number, bytes: Uint8Array): void;
  gap(from: number, to: number, stored: boolean): void;
  timed?(marks: readonly TimeMark[]): void;
  refusedInput(error: InputError): void;
  typed?(line: TypedLine): void;
  sized?(size: SharedSize): void;
  closed(code: number, reason: string): void;
}

export type SocketFactory = (url: string) => WebSocket;

export interface ConnectionRequest {
  url: string;
  ticket: string;
  /** Absolute offset, or negative: that many bytes before the end. */
  from: number;
  window: number;
  skip?: number;
}

const PING_EVERY_MILLIS = 20_000;
const ANSWER_WITHIN_MILLIS = 10_000;
const HELLO_WITHIN_MILLIS = 10_000;
/** Our own close code for a peer that fell silent. */
export const CLOSED_SILENT = 4900;

/**
 * One WebSocket to `/daemon/v1/console`: presents the ticket, counts the offset and notices a silent peer. It knows
 * nothing of reconnecting; that is {@link ConsoleStream}'s part.
 */
export class ConsoleConnection {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  #position = -1;
  #heard = Date.now();
  #pings = 0;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    request: ConnectionRequest,
    listener: ConnectionListener,
    open: SocketFactory = (url) => new WebSocket(url),
  ) {
    this.#listener = listener;
    this.#socket = open(request.url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () =>
      this.send({
        ticket: request.ticket,
        from: request.from,
        window: request.window,
        ...(request.skip !== undefined && { skip: request.skip }),
      });
    this.#socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.#received(event.data);
    this.#socket.onclose = (event) => this.#end(event.code, event.reason);
    this.#timer = setTimeout(() => this.#giveUp(), HELLO_WITHIN_MILLIS);
  }

  /** Offset behind the last byte received; -1 before the hello. */
  get position(): number {
    return this.#position;
  }

  /** Returns false when the connection can't take it now. */
  send(frame: ClientFrame): boolean {
    if (this.#closed || this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Asks whether the peer is still there and gives up on it if it doesn't answer soon. */
  probe(): void {
    if (this.#closed || this.#position < 0) return;
    const asked = Date.now();
    this.send({ ping: ++this.#pings });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => (this.#heard >= asked ? this.#rest() : this.#giveUp()),
      ANSWER_WITHIN_MILLIS,
    );
  }

  close(): void {
    this.#end(1000, '');
  }

  #received(data: string | ArrayBuffer): void {
    if (this.#closed) return;
    this.#heard = Date.now();
    if (typeof data !== 'string') {
      // Output before the hello would have no offset; such a peer isn't a daemon.
      if (this.#position < 0) {
        this.#giveUp();
        return;
      }
      const offset = this.#position;
      this.#position += data.byteLength;
      this.#listener.output(offset, new Uint8Array(data));
      return;
    }
    const frame = parseServerFrame(data);
    switch (frame.kind) {
      case 'hello':
        this.#position = frame.hello.from;
        this.#rest();
        this.#listener.hello(frame.hello);
        break;
      case 'gap':
        if (frame.to < this.#position) return;
        this.#position = frame.to;
        this.#listener.gap(frame.from, frame.to, frame.stored);
        break;
      case 'times':
        this.#listener.timed?.(frame.marks);
        break;
      case 'typed':
        this.#listener.typed?.(frame.line);
        break;
      case 'size':
        this.#listener.sized?.(frame.size);
        break;
      case 'error':
        this.#listener.refusedInput(frame.error);
        break;
      case 'pong':
      case 'unknown':
        break;
    }
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.probe(), PING_EVERY_MILLIS);
  }

  #giveUp(): void {
    this.#end(CLOSED_SILENT, '');
  }

  #end(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    // Leaving a listener would be enough for a closed socket, but a connecting or silent one has to be told.
    if (this.#socket.readyState < 2) this.#socket.close();
    this.#listener.closed(code, reason);
  }
}
