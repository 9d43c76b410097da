import type { components } from './openapi';
import { data, done, panel, until } from './panel';

/** Calls about API keys and what keeps the panel safe. */
type Schemas = components['schemas'];

export type ApiKey = Schemas['ApiKey'];
export type AnyApiKey = Schemas['AnyApiKey'];
export type NewApiKey = Schemas['NewApiKey'];
export type MadeApiKey = Schemas['MadeApiKey'];
export type SecuritySettings = Schemas['SecuritySettingsBody'];
export type SignInWait = Schemas['SignInWait'];

export const apiKeys = async (signal?: AbortSignal): Promise<ApiKey[]> =>
  (await data(panel.GET('/account/api-keys', until(signal)))).keys;

/** The answer is the only place where the secret ever stands. */
export const makeApiKey = (body: NewApiKey): Promise<MadeApiKey> => data(panel.POST('/account/api-keys', { body }));

export const revokeApiKey = (key: string): Promise<void> =>
  done(panel.DELETE('/account/api-keys/{key}', { params: { path: { key } } }));

export const allApiKeys = async (signal?: AbortSignal): Promise<AnyApiKey[]> =>
  (await data(panel.GET('/api-keys', until(signal)))).keys;

export const revokeAnyApiKey = (key: string): Promise<void> =>
  done(panel.DELETE('/api-keys/{key}', { params: { path: { key } } }));

export const securitySettings = (signal?: AbortSignal): Promise<SecuritySettings> =>
  data(panel.GET('/settings/security', until(signal)));

export const putSecuritySettings = (body: SecuritySettings): Promise<SecuritySettings> =>
  data(panel.PUT('/settings/security', { body }));

export const signInWaits = async (signal?: AbortSignal): Promise<SignInWait[]> =>
  (await data(panel.GET('/settings/security/waits', until(signal)))).waiting;

export const liftSignInWait = (address: string): Promise<unknown> =>
  data(panel.DELETE('/settings/security/waits', { params: { query: { address } } }));

/** By name or id, for a choice. */
export const instancesLike = async (q: string, signal?: AbortSignal): Promise<{ id: string; name: string }[]> =>
  (await data(panel.GET('/instances', { params: { query: { limit: 20, ...(q !== '' && { q }) } }, ...until(signal) }))).instances.map(
    ({ id, name }) => ({ id, name }),
  );
