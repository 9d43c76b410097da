import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { Backoff } from './backoff';
import { ConsoleStream, type ConsoleSink } from './consoleStream';
import { AddressBook } from './nodeAddress';
import { FakeSocket } from './testing';

const ticket = vi.fn(() =>
  Promise.resolve({ token: 'T', addresses: ['https://node.test:9401', ''], expires: '' }),
);
const find = vi.fn(() => Promise.resolve('https://node.test:9401'));
const forget = vi.fn();

class Recorder implements ConsoleSink {
  readonly log: string[] = [];
  hello = (_: unknown, resumed: boolean): void => void this.log.push(resumed ? 'resumed' : 'hello');
  output = (offset: number, bytes: Uint8Array): void =>
    void this.log.push(`${offset}:${new TextDecoder().decode(bytes)}`);
  gap = (from: number, to: number): void => void this.log.push(`gap ${from}-${to}`);
  restarted = (to: number): void => void this.log.push(`restarted ${to}`);
  refusedInput = ({ code }: { code: string }): void => void this.log.push(`refused ${code}`);
}

let sink: Recorder;
let stream: ConsoleStream;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(async () => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
  ticket.mockClear();
  forget.mockClear();
  sink = new Recorder();
  const addresses = Object.assign(
    new AddressBook({ location: { protocol: 'https:', origin: 'https://panel.test' } }),
    {
      find,
      forget,
    },
  );
  stream = new ConsoleStream({
    node: 'n1',
    from: -1000,
    ticket,
    addresses,
    sink,
    socket: FakeSocket.factory,
    backoff: new Backoff(() => 0),
  });
  stream.start();
  await settle();
});

afterEach(() => {
  stream.stop();
  vi.useRealTimers();
});

describe('a console stream', () => {
  it('presents the ticket in the first frame, never in the address', () => {
    FakeSocket.last.open();
    expect(FakeSocket.last.url).toBe('wss://node.test:9401/daemon/v1/console');
    expect(FakeSocket.last.sent).toEqual([{ ticket: 'T', from: -1000, window: 524_288 }]);
  });

  it('counts the offset and resumes exactly there with a new ticket', async () => {
    FakeSocket.last.hello({ end: 10, from: 4 });
    FakeSocket.last.bytes('abc');
    FakeSocket.last.bytes('d');
    FakeSocket.last.drop();
    expect(stream.status).toMatchObject({ kind: 'reconnecting', code: 'CONNECTION_LOST', attempt: 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    FakeSocket.last.hello({ end: 10, from: 8 });
    FakeSocket.last.bytes('ef');
    expect(ticket).toHaveBeenCalledTimes(2);
    expect(FakeSocket.last.sent[0]).toMatchObject({ from: 8 });
    expect(sink.log).toEqual(['hello', '4:abc', '7:d', 'resumed', '8:ef']);
    expect(stream.position).toBe(10);
  });

  it('goes on behind a gap', () => {
    FakeSocket.last.hello({ end: 10, from: 0 });
    FakeSocket.last.frame({ gap: { from: 0, to: 500 } });
    FakeSocket.last.bytes('x');
    expect(sink.log).toEqual(['hello', 'gap 0-500', '500:x']);
    expect(stream.position).toBe(501);
  });

  it('says so when the stored log is shorter than what was shown', async () => {
    FakeSocket.last.hello({ end: 100, from: 100 });
    FakeSocket.last.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    FakeSocket.last.hello({ end: 7, from: 7 });
    expect(sink.log).toEqual(['hello', 'restarted 7', 'resumed']);
  });

  it('is catching up until it has reached the end that the hello named', () => {
    FakeSocket.last.hello({ end: 200_000, from: 0 });
    expect(stream.status.kind).toBe('catchingUp');
    FakeSocket.last.bytes(65_536);
    expect(stream.status.kind).toBe('catchingUp');
    FakeSocket.last.bytes(65_536);
    FakeSocket.last.bytes(65_536);
    expect(stream.status.kind).toBe('live');
  });

  it('acknowledges what is drawn: every 64 KiB at once, the rest when it comes to rest', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    FakeSocket.last.bytes(65_536);
    stream.drawn(10);
    expect(FakeSocket.last.sent).toHaveLength(1);
    stream.drawn(65_536);
    expect(FakeSocket.last.sent[1]).toEqual({ ack: 65_536 });
    FakeSocket.last.bytes(5);
    stream.drawn(65_541);
    await vi.advanceTimersByTimeAsync(200);
    expect(FakeSocket.last.sent[2]).toEqual({ ack: 65_541 });
  });

  it('waits longer and longer, and starts short again after a stable connection', async () => {
    for (const wait of [1, 2, 4, 8, 16, 30, 30]) {
      FakeSocket.last.drop();
      const { status } = stream;
      expect(status.kind === 'reconnecting' && status.at - Date.now()).toBe(wait * 1000);
      await vi.advanceTimersByTimeAsync(wait * 1000);
    }
    FakeSocket.last.hello({ end: 0, from: 0 });
    await vi.advanceTimersByTimeAsync(10_000);
    FakeSocket.last.drop();
    expect(stream.status).toMatchObject({ attempt: 1 });
  });

  it('tries at once when the browser comes online or the tab is looked at', async () => {
    FakeSocket.last.drop();
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.drop();
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(FakeSocket.all).toHaveLength(3);
    expect(forget).toHaveBeenCalled();
  });

  it('looks for another address when the connection could not be made', async () => {
    FakeSocket.last.drop();
    expect(forget).toHaveBeenCalledWith('n1');
    forget.mockClear();
    await vi.advanceTimersByTimeAsync(1_000);
    FakeSocket.last.open();
    FakeSocket.last.drop(4401, 'TICKET_EXPIRED');
    expect(forget).not.toHaveBeenCalled();
    expect(stream.status).toMatchObject({ kind: 'reconnecting', code: 'TICKET_EXPIRED' });
  });

  it('asks the panel again after a withdrawn right and ends when that says no', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    ticket.mockRejectedValueOnce(new ProblemError({ code: 'FORBIDDEN', status: 403 }));
    FakeSocket.last.drop(4403, 'GRANT_REVOKED');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stream.status).toEqual({ kind: 'refused', code: 'FORBIDDEN' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('goes on trying while the panel or the node is away', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    ticket.mockRejectedValueOnce(new ProblemError({ code: 'NODE_AWAY', status: 503 }));
    FakeSocket.last.drop(1001, '');
    expect(stream.status).toMatchObject({ kind: 'reconnecting', code: 'NODE_STOPPED' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stream.status).toMatchObject({ kind: 'reconnecting', code: 'NODE_AWAY', attempt: 2 });
  });

  it('ends when the instance is gone', () => {
    FakeSocket.last.drop(4404, 'NOT_FOUND');
    expect(stream.status).toEqual({ kind: 'ended', code: 'NOT_FOUND' });
  });

  it('refuses commands instead of keeping them while there is no connection', () => {
    expect(stream.input('stop')).toBe('offline');
    FakeSocket.last.hello({ end: 0, from: 0 });
    expect(stream.input('list')).toBeUndefined();
    FakeSocket.last.drop();
    expect(stream.input('stop')).toBe('offline');
    expect(FakeSocket.last.sent.slice(1)).toEqual([{ input: 'list' }]);
  });

  it('refuses commands without the right', () => {
    FakeSocket.last.hello({ end: 0, from: 0, write: false });
    expect(stream.input('list')).toBe('readOnly');
    expect(stream.keys('x')).toBe('readOnly');
  });

  it('cuts long pastes into frames without cutting characters', () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    const pasted = `${'x'.repeat(16 * 1024 - 1)}😀end`;
    stream.keys(pasted);
    const parts = FakeSocket.last.sent.slice(1).map((frame) => String(frame.keys));
    expect(parts.join('')).toBe(pasted);
    expect(parts[0]).toHaveLength(16 * 1024 - 1);
  });

  it('tells each connection the size of the terminal', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    stream.resize(80, 24);
    FakeSocket.last.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    FakeSocket.last.hello({ end: 0, from: 0 });
    expect(FakeSocket.last.sent[1]).toEqual({ resize: [80, 24] });
  });

  it('gives up on a peer that fell silent', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(FakeSocket.last.sent.at(-1)).toEqual({ ping: 1 });
    FakeSocket.last.frame({ pong: 1 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stream.status.kind).toBe('live');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(stream.status.kind).toBe('reconnecting');
    expect(FakeSocket.all[0]?.readyState).toBe(3);
  });

  it('gives up on a connection that never greets', async () => {
    FakeSocket.last.open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stream.status.kind).toBe('reconnecting');
  });

  it('ignores nonsense and passes refused input on', () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    FakeSocket.last.onmessage?.({ data: 'not json' });
    FakeSocket.last.frame({ gap: { from: 'x', to: -1 } });
    FakeSocket.last.frame({ error: { code: 'CONSOLE_INPUT_FULL', params: {} } });
    expect(sink.log).toEqual(['hello', 'refused CONSOLE_INPUT_FULL']);
    expect(stream.status.kind).toBe('live');
  });

  it('leaves nothing running when stopped', async () => {
    FakeSocket.last.hello({ end: 0, from: 0 });
    stream.stop();
    expect(FakeSocket.last.readyState).toBe(3);
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
