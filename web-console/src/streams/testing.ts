import type { SocketFactory } from './consoleConnection';

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static readonly all: FakeSocket[] = [];

  readonly url: string;
  readonly sent: Record<string, unknown>[] = [];
  readyState = 0;
  binaryType = 'blob';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }

  static readonly factory: SocketFactory = (url) => new FakeSocket(url) as unknown as WebSocket;

  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  frame(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  bytes(text: string | number): void {
    const data = typeof text === 'number' ? new Uint8Array(text) : new TextEncoder().encode(text);
    this.onmessage?.({ data: data.buffer });
  }

  hello(hello: { start?: number; end: number; from: number; write?: boolean; terminal?: boolean }): void {
    this.open();
    this.frame({ hello: { start: 0, write: true, terminal: false, ...hello } });
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
