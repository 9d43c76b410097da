import { API } from '@/api/http';
import { Backoff } from '@/streams/backoff';

/**
 * The one events socket of the page. It subscribes to topics, keeps for each the point to resume from
 * (epoch and sequence number), and comes back by itself: after 1, 2, 4 … 30 s, at once when the network or the person returns.
 * Confined to the page's thread; knows nothing of queries or React.
 */
export type Topic = 'instances' | 'nodes' | 'tasks' | 'findings' | 'batches' | 'presence' | 'samples';

export type ConnectionState =
  | { kind: 'live' }
  | { kind: 'catchingUp' }
  | { kind: 'reconnecting'; at: number }
  | { kind: 'offline' }
  | { kind: 'signedOut' };

export interface Change {
  topic: Topic;
  kind: 'changed' | 'removed';
  id: string;
  data?: unknown;
}

export interface EventListener {
  onChange: (change: Change) => void;
  /** The topic runs from now on: what was fetched before may be old. `resumed` says that nothing was missed. */
  onSubscribed: (topic: Topic, resumed: boolean) => void;
  onState: (state: ConnectionState) => void;
  onSignedOut: () => void;
  /** What this person may do is no longer what it was. */
  onRights: () => void;
  /** The socket could not be opened: perhaps the session is over, perhaps the panel is away. */
  onFailed: () => void;
}

interface ResumePoint {
  epoch: string;
  seq: number;
}

type Frame =
  | { subscribed: Topic; epoch: string; seq: number }
  | { gap: Topic; epoch: string; seq: number }
  | { topic: Topic; seq: number; kind: 'changed'; data: { id: string } }
  | { topic: Topic; seq: number; kind: 'removed'; id: string }
  | { pong: number }
  | { rightsChanged: true }
  | { signedOut: true };

export const PING_MILLIS = 20_000;
/** Silence after which the connection counts as dead, although no one said so. */
export const DEAD_MILLIS = 45_000;

export type OpenSocket = (url: string) => WebSocket;

export class EventSocket {
  readonly #listener: EventListener;
  readonly #topics: Set<Topic>;
  readonly #open: OpenSocket;
  readonly #backoff: Backoff;
  readonly #points = new Map<Topic, ResumePoint>();
  readonly #waiting = new Set<Topic>();

  #socket: WebSocket | undefined;
  #state: ConnectionState = { kind: 'catchingUp' };
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #heard = 0;
  #pings = 0;
  #closed = false;

  constructor(
    topics: readonly Topic[],
    listener: EventListener,
    open: OpenSocket = (url) => new WebSocket(url),
    backoff: Backoff = new Backoff(),
  ) {
    this.#topics = new Set(topics);
    this.#listener = listener;
    this.#open = open;
    this.#backoff = backoff;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    addEventListener('online', this.#comeBack);
    addEventListener('offline', this.#wentOffline);
    addEventListener('focus', this.#comeBack);
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    removeEventListener('online', this.#comeBack);
    removeEventListener('offline', this.#wentOffline);
    removeEventListener('focus', this.#comeBack);
    this.#drop();
  }

  /** Begins or ends a topic that only parts of the page want. */
  follow(topic: Topic, wanted: boolean): void {
    if (this.#topics.has(topic) === wanted) return;
    if (wanted) {
      this.#topics.add(topic);
      if (this.#socket?.readyState === WebSocket.OPEN) this.#subscribe(topic);
    } else {
      this.#topics.delete(topic);
      this.#points.delete(topic);
      this.#waiting.delete(topic);
      this.#send({ unsubscribe: topic });
    }
  }

  /** Tries at once instead of waiting. */
  retryNow(): void {
    if (this.#closed || this.#socket) return;
    this.#backoff.reset();
    this.#connect();
  }

  readonly #comeBack = (): void => {
    if (!this.#socket && navigator.onLine) this.retryNow();
    // A laptop that slept has a socket that only looks open.
    else if (this.#socket && Date.now() - this.#heard > PING_MILLIS + 5_000) this.#ping();
  };

  readonly #wentOffline = (): void => {
    this.#drop();
    this.#become({ kind: 'offline' });
  };

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#closed) return;
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    let socket: WebSocket;
    try {
      socket = this.#open(`${scheme}//${location.host}${API}/events`);
    } catch {
      this.#failed();
      return;
    }
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#heard = Date.now();
      this.#become({ kind: 'catchingUp' });
      for (const topic of this.#topics) this.#subscribe(topic);
      this.#pulse = setInterval(() => this.#beat(), PING_MILLIS);
    };
    socket.onmessage = (event: MessageEvent) => {
      if (this.#socket === socket) this.#take(event.data);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#drop();
      if (!opened) this.#listener.onFailed();
      this.#failed();
    };
  }

  #subscribe(topic: Topic): void {
    this.#waiting.add(topic);
    const point = this.#points.get(topic);
    this.#send(point ? { subscribe: topic, epoch: point.epoch, after: point.seq } : { subscribe: topic });
  }

  #take(text: unknown): void {
    this.#heard = Date.now();
    if (typeof text !== 'string') return;
    let frame: Frame;
    try {
      frame = JSON.parse(text) as Frame;
    } catch {
      return;
    }
    if ('subscribed' in frame) this.#begin(frame.subscribed, frame, this.#points.has(frame.subscribed));
    else if ('gap' in frame) this.#begin(frame.gap, frame, false);
    else if ('topic' in frame) this.#change(frame);
    else if ('rightsChanged' in frame) this.#listener.onRights();
    else if ('signedOut' in frame) {
      this.#drop();
      this.#become({ kind: 'signedOut' });
      this.#listener.onSignedOut();
    }
  }

  #begin(topic: Topic, point: ResumePoint, resumed: boolean): void {
    const before = this.#points.get(topic);
    // A resumed topic sends what was missed; those frames move the point on.
    this.#points.set(topic, resumed && before ? before : { epoch: point.epoch, seq: point.seq });
    this.#waiting.delete(topic);
    this.#listener.onSubscribed(topic, resumed);
    if (this.#waiting.size === 0) {
      this.#backoff.reset();
      this.#become({ kind: 'live' });
    }
  }

  #change(frame: Extract<Frame, { topic: Topic }>): void {
    const point = this.#points.get(frame.topic);
    if (point) point.seq = Math.max(point.seq, frame.seq);
    const id = frame.kind === 'removed' ? frame.id : frame.data.id;
    this.#listener.onChange({
      topic: frame.topic,
      kind: frame.kind,
      id,
      ...(frame.kind === 'changed' && { data: frame.data }),
    });
  }

  #beat(): void {
    if (Date.now() - this.#heard > DEAD_MILLIS) {
      this.#drop();
      this.#failed();
    } else {
      this.#ping();
    }
  }

  #ping(): void {
    this.#send({ ping: ++this.#pings });
  }

  #send(frame: unknown): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #failed(): void {
    if (this.#closed || this.#state.kind === 'signedOut') return;
    if (!navigator.onLine) {
      this.#become({ kind: 'offline' });
      return;
    }
    const wait = this.#backoff.next();
    this.#become({ kind: 'reconnecting', at: Date.now() + wait });
    this.#retry = setTimeout(() => this.#connect(), wait);
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#pulse);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#waiting.clear();
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#listener.onState(state);
  }
}
