import { send } from '@/api/http';
import type { components } from '@/api/openapi';

/** Signing in by a provider: the browser leaves, comes back to /login/callback, and the page there sends what it got. */
type Schemas = components['schemas'];

export type SignInWay = Schemas['SignInWay'];
export type SignInChoices = Schemas['SignInChoices'];

/** What the browser left for: remembered in the tab, because only the page that comes back knows. */
const PURPOSE_KEY = 'ostler.signIn';
/** Somebody just signed out here: the page doesn't sign them in again by itself. */
const LEFT_KEY = 'ostler.signedOut';

export const signInChoices = (): Promise<SignInChoices> => send<SignInChoices>('GET', '/sign-in');

const here = () => location.pathname + location.search;

export async function leaveToSignIn(provider: string): Promise<void> {
  const { address } = await send<{ address: string }>('POST', `/sign-in/${provider}`, { to: here() });
  leave(address, 'signIn');
}

export async function leaveToBind(provider: string): Promise<void> {
  const { address } = await send<{ address: string }>('POST', `/account/identities/${provider}`, { to: here() });
  leave(address, 'bind');
}

function leave(address: string, purpose: string): void {
  sessionStorage.setItem(PURPOSE_KEY, purpose);
  location.assign(address);
}

/** The code in the address works once; it doesn't stay in the history either. */
export async function arrive(): Promise<string> {
  const parameters = Object.fromEntries(new URLSearchParams(location.search));
  history.replaceState(null, '', location.pathname);
  const binds = sessionStorage.getItem(PURPOSE_KEY) === 'bind';
  sessionStorage.removeItem(PURPOSE_KEY);
  const { to } = await send<{ to: string }>('POST', binds ? '/account/identities/finish' : '/sign-in/finish', { parameters });
  return to;
}

export async function openLink(secret: string): Promise<string> {
  const { to } = await send<{ to: string }>('POST', '/sign-in/link', { secret });
  return to;
}

export function rememberSignOut(): void {
  sessionStorage.setItem(LEFT_KEY, '1');
}

/** Whether the page may go to the first provider by itself. */
export function mayLeaveAtOnce(): boolean {
  const left = sessionStorage.getItem(LEFT_KEY) !== null;
  return !left && !new URLSearchParams(location.search).has('local');
}
