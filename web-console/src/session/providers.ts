import { send } from '@/api/http';
import type { components } from '@/api/openapi';
import type { SecondStep } from './session';

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

/** Where the way leads, and what the panel wants to see before. */
export interface Arrival {
  to: string;
  step?: SecondStep;
}

type Answer = { to: string } | (SecondStep & { to: string });

const arrival = (answer: Answer): Arrival => ('token' in answer ? { to: answer.to, step: answer } : answer);

/** The code in the address works once; it doesn't stay in the history either. */
export async function arrive(): Promise<Arrival> {
  const parameters = Object.fromEntries(new URLSearchParams(location.search));
  history.replaceState(null, '', location.pathname);
  const binds = sessionStorage.getItem(PURPOSE_KEY) === 'bind';
  sessionStorage.removeItem(PURPOSE_KEY);
  return arrival(await send<Answer>('POST', binds ? '/account/identities/finish' : '/sign-in/finish', { parameters }));
}

export async function openLink(secret: string): Promise<Arrival> {
  return arrival(await send<Answer>('POST', '/sign-in/link', { secret }));
}

export function rememberSignOut(): void {
  sessionStorage.setItem(LEFT_KEY, '1');
}

/** Whether the page may go to the first provider by itself. */
export function mayLeaveAtOnce(): boolean {
  const left = sessionStorage.getItem(LEFT_KEY) !== null;
  return !left && !new URLSearchParams(location.search).has('local');
}
