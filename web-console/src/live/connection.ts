import { useSyncExternalStore } from 'react';
import { send } from '@/api/http';
import type { Session } from '@/api/types';
import { holds, onSession, renewSession, sessionEnded, sessionState } from '@/session/session';
import { EventSocket, type ConnectionState, type Topic } from './eventSocket';
import { takeChange } from './patches';
import { queryClient } from './queryClient';
import { TopicGate } from './topicGate';
import { onWanted, takeSample } from './usage';

/** The socket of this page and what it means for the cache. It lives as long as there is a session. */
export const gate = new TopicGate();

const ONE_OF: Record<Topic, string> = { instances: 'instance', nodes: 'node', tasks: 'task', findings: 'problems', batches: 'batch', presence: 'presence', samples: 'sample' };

let socket: EventSocket | undefined;
/** Whether the socket has the nodes, too. */
let watched = false;
let connection: ConnectionState = { kind: 'catchingUp' };
const listeners = new Set<() => void>();

function become(state: ConnectionState): void {
  connection = state;
  if (state.kind !== 'live') gate.close();
  for (const listener of listeners) listener();
}

/** Starts with each session and stops with it. */
export function followSession(): () => void {
  const follow = () => {
    const state = sessionState();
    if (state.kind === 'signedIn' && !socket) start(state.session);
    else if (state.kind !== 'signedIn' && socket) stop();
  };
  follow();
  const forget = onSession(follow);
  return () => {
    forget();
    stop();
  };
}

function start(session: Session): void {
  watched = holds(session, 'node.view');
  socket = new EventSocket(watched ? ['instances', 'tasks', 'findings', 'batches', 'presence', 'nodes'] : ['instances', 'tasks', 'findings', 'batches', 'presence'], {
    onChange: (change) => (change.topic === 'samples' ? takeSample(change) : takeChange(change)),
    onSubscribed: subscribed,
    onState: become,
    onSignedOut: sessionEnded,
    onRights: () => void rightsChanged(),
    onFailed: () => void askForSession(),
  });
  socket.start();
  const started = socket;
  onWanted((wanted) => started.follow('samples', wanted));
}

function stop(): void {
  socket?.close();
  socket = undefined;
  onWanted(() => undefined);
  become({ kind: 'signedOut' });
}

function subscribed(topic: Topic, resumed: boolean): void {
  const early = gate.open(topic);
  if (!resumed && topic === 'presence') void queryClient.invalidateQueries({ queryKey: [topic] });
  const known = queryClient.getQueryData([topic]) !== undefined;
  if (!resumed && (early || known)) {
    void queryClient.invalidateQueries({ queryKey: [topic] });
    void queryClient.invalidateQueries({ queryKey: [ONE_OF[topic]] });
  }
}

/** Everything that is shown may be shown no longer, or something more. */
async function rightsChanged(): Promise<void> {
  const before = watched;
  await renewSession();
  const state = sessionState();
  if (state.kind === 'signedIn' && holds(state.session, 'node.view') !== before) {
    stop();
    start(state.session);
  }
  void queryClient.invalidateQueries();
}

/** A socket that can't be opened doesn't say whether panel or session is gone; a plain request does. */
async function askForSession(): Promise<void> {
  try {
    await send('GET', '/session', undefined, { timeoutMillis: 10_000 });
  } catch {
    // 401 reached the session on its way; for anything else the socket waits.
  }
}

export const retryNow = (): void => socket?.retryNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribe, () => connection);
}
