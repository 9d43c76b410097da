import type { Instance } from '@/api/types';
import { onSession, sessionState } from '@/session/session';
import { LogFeed } from '../log/logFeed';
import { ConsoleSession } from './consoleSession';

/** A console's stream and what its reader sees of it. */
export interface OpenConsole {
  readonly session: ConsoleSession;
  readonly feed: LogFeed;
}

interface Entry extends OpenConsole {
  users: number;
  ending: ReturnType<typeof setTimeout> | undefined;
}

/** A console that nobody looks at stays connected for this long, so that a look at the files costs nothing. */
const LINGER_MILLIS = 60_000;

const open = new Map<string, Entry>();

/** Keeps the console of that instance open, and starts it if need be, until the returned function is called. */
export function holdConsole(instance: Instance): () => void {
  const key = consoleKey(instance);
  let entry = open.get(key);
  if (entry === undefined) {
    const session = new ConsoleSession(instance);
    entry = { session, feed: new LogFeed(session), users: 0, ending: undefined };
    open.set(key, entry);
    session.stream.start();
  }
  clearTimeout(entry.ending);
  entry.users += 1;
  const held = entry;
  return () => letGo(key, held);
}

export const openConsole = (key: string): OpenConsole | undefined => open.get(key);

function letGo(key: string, entry: Entry): void {
  entry.users -= 1;
  if (entry.users > 0) return;
  entry.session.hold(false);
  entry.ending = setTimeout(() => {
    if (open.get(key) === entry) open.delete(key);
    entry.session.stream.stop();
  }, LINGER_MILLIS);
}

let person: string | undefined;

/** What one person saw is not for the next; and who signs in again goes on where the stream was refused. */
function sessionChanged(): void {
  const state = sessionState();
  const now = 'session' in state ? state.session.user.id : undefined;
  if (now !== person) closeAll();
  else if (state.kind === 'signedIn') for (const { session } of open.values()) session.stream.retryNow();
  person = now;
}

onSession(sessionChanged);
sessionChanged();

function closeAll(): void {
  for (const { session, ending } of open.values()) {
    clearTimeout(ending);
    session.stream.stop();
  }
  open.clear();
}

/** Another node or encoding makes another stream. */
export function consoleKey({ id, node, definition }: Instance): string {
  return `${id} ${node} ${definition.encoding}`;
}
