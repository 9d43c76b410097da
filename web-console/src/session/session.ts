import { useSyncExternalStore } from 'react';
import { onSignedOut, send, setCsrfToken } from '@/api/http';
import { asProblem, type ProblemError } from '@/api/problem';
import type { HousePermission } from '@/api/permissions';
import type { Session } from '@/api/types';
import type { PasskeyAnswer, Proof } from './passkeys';
import { rememberSignOut } from './providers';

/**
 * Who is here. A plain store without libraries, because the sign-in page loads nothing else.
 * `expired` keeps the page as it is, with its texts, behind the question for the password.
 */
export type SessionState =
  | { kind: 'loading' }
  | { kind: 'unreachable'; problem: ProblemError }
  | { kind: 'setup' }
  | { kind: 'signedOut' }
  | { kind: 'signedIn'; session: Session }
  | { kind: 'expired'; session: Session };

/** Remembers that this browser was signed in, so that the shell is fetched while the session is asked for. */
const HINT_KEY = 'ostler.signedIn';

let state: SessionState = { kind: 'loading' };
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  setCsrfToken(next.kind === 'signedIn' ? next.session.csrfToken : undefined);
  try {
    if (next.kind === 'signedIn') localStorage.setItem(HINT_KEY, '1');
    else if (next.kind === 'signedOut' || next.kind === 'setup') localStorage.removeItem(HINT_KEY);
  } catch {
    // Without storage the page only starts a little later.
  }
  for (const listener of listeners) listener();
}

export const sessionState = (): SessionState => state;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

/** The session inside the shell, where there always is one. */
export function useSession(): Session {
  const current = useSessionState();
  if (current.kind !== 'signedIn' && current.kind !== 'expired') throw new Error('outside the shell');
  return current.session;
}

/** Everywhere, or on some node: then the panel's answers hold what there is for this person, and each node says what they may. */
export function holds(session: Session, permission: string): boolean {
  return session.permissions.includes(permission) || session.somewhere.includes(permission);
}

export function useMay(permission: HousePermission | 'instance.delete'): boolean {
  return holds(useSession(), permission);
}

/** On every node, and on those to come. */
export function useMayEverywhere(permission: HousePermission): boolean {
  return useSession().permissions.includes(permission);
}

export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(HINT_KEY) !== null;
  } catch {
    return false;
  }
}

onSignedOut(() => {
  if (state.kind === 'signedIn') become({ kind: 'expired', session: state.session });
});

/** The panel said on the events socket that the session ended. */
export function sessionEnded(): void {
  if (state.kind === 'signedIn') become({ kind: 'expired', session: state.session });
}

export async function loadSession(): Promise<void> {
  try {
    become({ kind: 'signedIn', session: await send<Session>('GET', '/session') });
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === 'SETUP_NEEDED') become({ kind: 'setup' });
    else if (problem.status === 401) await signedOutOrSetup();
    else become({ kind: 'unreachable', problem });
  }
}

/** Asks again who is here and what they may do; the page stays as it is when that fails. */
export async function renewSession(): Promise<void> {
  try {
    const session = await send<Session>('GET', '/session');
    if (state.kind === 'signedIn') become({ kind: 'signedIn', session });
  } catch {
    // 401 reached the session on its way; else the next change says it again.
  }
}

async function signedOutOrSetup(): Promise<void> {
  try {
    const { needed } = await send<{ needed: boolean }>('GET', '/setup');
    become({ kind: needed ? 'setup' : 'signedOut' });
  } catch (error) {
    become({ kind: 'unreachable', problem: asProblem(error) });
  }
}

/** What the panel still wants to see after the password. */
export interface SecondStep {
  token: string;
  methods: string[];
}

export async function signIn(name: string, password: string): Promise<SecondStep | undefined> {
  const entry = await send<Session | SecondStep>('POST', '/session', { name, password });
  if ('token' in entry) return entry;
  enter(entry);
  return undefined;
}

export async function finishSignIn(token: string, proof: Proof): Promise<void> {
  enter(await send<Session>('POST', '/session/second-step', { token, ...proof }));
}

export async function signInWithPasskey(passkey: PasskeyAnswer): Promise<void> {
  enter(await send<Session>('POST', '/session/passkey', passkey));
}

function enter(session: Session): void {
  const before = state;
  // Another person on a page that waited for the first one: nothing of the first may stay.
  if (before.kind === 'expired' && before.session.user.id !== session.user.id) {
    location.assign('/');
    return;
  }
  become({ kind: 'signedIn', session });
}

export async function setUp(code: string, name: string, password: string): Promise<void> {
  become({ kind: 'signedIn', session: await send<Session>('POST', '/setup', { code, name, password }) });
}

/** Makes an account by the link of an invitation. */
export async function joinByInvitation(secret: string, name: string, password: string): Promise<void> {
  const session = await send<Session>('POST', '/invitation/account', { secret, name, password });
  become({ kind: 'signedIn', session });
}

/** Sets a new password with the code from the panel's machine, and goes to where a second factor is set up anew. */
export async function recover(code: string, password: string): Promise<void> {
  const session = await send<Session>('POST', '/recovery', { code, password });
  history.replaceState(null, '', '/account');
  become({ kind: 'signedIn', session });
}

/** From the wizard to the console, without a new page. */
export function enterConsole(path: string): void {
  history.replaceState(null, '', path);
  if (state.kind === 'signedIn') become({ ...state });
}

export async function signOut(): Promise<void> {
  try {
    await send('DELETE', '/session');
  } catch (error) {
    if (asProblem(error).status !== 401) throw error;
  }
  rememberSignOut();
  // A fresh page holds nothing of the last person in its memory.
  become({ kind: 'signedOut' });
  location.assign('/');
}
