import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff } from '@/streams/backoff';
import { DEAD_MILLIS, EventSocket, PING_MILLIS, type Change, type ConnectionState, type Topic } from './eventSocket';

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly OPEN = 1;
  readonly sent: unknown[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  breaks(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const sockets: FakeSocket[] = [];
const changes: Change[] = [];
const states: ConnectionState[] = [];
const subscribed: [Topic, boolean][] = [];
let signedOut = 0;
let rights = 0;
let failed = 0;
let events: EventSocket;

const latest = (): FakeSocket => sockets.at(-1)!;
const state = (): string => states.at(-1)?.kind ?? '';

function start(topics: Topic[] = ['instances']): void {
  events = new EventSocket(
    topics,
    {
      onChange: (change) => changes.push(change),
      onSubscribed: (topic, resumed) => subscribed.push([topic, resumed]),
      onState: (next) => states.push(next),
      onSignedOut: () => signedOut++,
      onRights: () => rights++,
      onFailed: () => failed++,
    },
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    new Backoff(() => 0),
  );
  events.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  for (const list of [sockets, changes, states, subscribed]) list.length = 0;
  signedOut = 0;
  rights = 0;
  failed = 0;
});

afterEach(() => {
  events.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('EventSocket', () => {
  it('is live once every topic is subscribed', () => {
    start(['instances', 'nodes']);
    latest().opens();
    expect(latest().sent).toEqual([{ subscribe: 'instances' }, { subscribe: 'nodes' }]);
    expect(state()).toBe('catchingUp');
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 4 });
    expect(state()).toBe('catchingUp');
    latest().says({ subscribed: 'nodes', epoch: 'e', seq: 9 });
    expect(state()).toBe('live');
    expect(subscribed).toEqual([
      ['instances', false],
      ['nodes', false],
    ]);
  });

  it('hands on what changed and what was removed', () => {
    start();
    latest().opens();
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 4 });
    latest().says({ topic: 'instances', seq: 5, kind: 'changed', data: { id: 'a', name: 'A' } });
    latest().says({ topic: 'instances', seq: 6, kind: 'removed', id: 'b' });
    expect(changes).toEqual([
      { topic: 'instances', kind: 'changed', id: 'a', data: { id: 'a', name: 'A' } },
      { topic: 'instances', kind: 'removed', id: 'b' },
    ]);
  });

  it('resumes after the last change that it saw', () => {
    start();
    latest().opens();
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 4 });
    latest().says({ topic: 'instances', seq: 7, kind: 'removed', id: 'b' });
    latest().breaks();
    vi.advanceTimersByTime(1_000);
    latest().opens();
    expect(latest().sent).toEqual([{ subscribe: 'instances', epoch: 'e', after: 7 }]);
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 9 });
    expect(subscribed.at(-1)).toEqual(['instances', true]);
    // What was missed follows; until it came, a second break resumes at the same point.
    latest().breaks();
    vi.advanceTimersByTime(1_000);
    latest().opens();
    expect(latest().sent).toEqual([{ subscribe: 'instances', epoch: 'e', after: 7 }]);
  });

  it('starts over at the point that a gap names', () => {
    start();
    latest().opens();
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 4 });
    latest().breaks();
    vi.advanceTimersByTime(1_000);
    latest().opens();
    latest().says({ gap: 'instances', epoch: 'f', seq: 90 });
    expect(subscribed.at(-1)).toEqual(['instances', false]);
    expect(state()).toBe('live');
    latest().breaks();
    vi.advanceTimersByTime(1_000);
    latest().opens();
    expect(latest().sent).toEqual([{ subscribe: 'instances', epoch: 'f', after: 90 }]);
  });

  it('waits 1, 2, 4 … 30 seconds and tells when it tries again', () => {
    start();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      latest().breaks();
      expect(states.at(-1)).toEqual({ kind: 'reconnecting', at: Date.now() + seconds * 1_000 });
      const before = sockets.length;
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      expect(sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(before + 1);
    }
    expect(failed).toBe(7);
  });

  it('begins with one second again after it was live', () => {
    start();
    latest().breaks();
    vi.advanceTimersByTime(1_000);
    latest().breaks();
    vi.advanceTimersByTime(2_000);
    latest().opens();
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 1 });
    latest().breaks();
    expect(states.at(-1)).toEqual({ kind: 'reconnecting', at: Date.now() + 1_000 });
  });

  it.each(['online', 'focus'])('comes back at once on %s', (event) => {
    start();
    latest().breaks();
    dispatchEvent(new Event(event));
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(2);
  });

  it('rests while the browser is offline', () => {
    start();
    latest().opens();
    dispatchEvent(new Event('offline'));
    expect(state()).toBe('offline');
    vi.advanceTimersByTime(120_000);
    expect(sockets).toHaveLength(1);
    dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
  });

  it('takes silence for a dead connection', () => {
    start();
    latest().opens();
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 1 });
    vi.advanceTimersByTime(PING_MILLIS);
    expect(latest().sent.at(-1)).toEqual({ ping: 1 });
    latest().says({ pong: 1 });
    expect(state()).toBe('live');
    vi.advanceTimersByTime(DEAD_MILLIS + 2 * PING_MILLIS);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('tells that rights changed and goes on', () => {
    start();
    latest().says({ rightsChanged: true });
    expect(rights).toBe(1);
    expect(state()).not.toBe('signedOut');
  });

  it('ends when the session ends', () => {
    start();
    latest().opens();
    latest().says({ signedOut: true });
    expect(signedOut).toBe(1);
    expect(state()).toBe('signedOut');
    vi.advanceTimersByTime(120_000);
    expect(sockets).toHaveLength(1);
  });

  it('survives frames that it does not know', () => {
    start();
    latest().opens();
    latest().onmessage?.({ data: 'not json' });
    latest().onmessage?.({ data: new ArrayBuffer(3) });
    latest().says({ somethingNew: 1 });
    latest().says({ subscribed: 'instances', epoch: 'e', seq: 1 });
    expect(state()).toBe('live');
  });
});
