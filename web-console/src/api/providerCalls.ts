import type { components } from './openapi';
import { data, done, one, panel, until } from './panel';

/** Calls about ways to sign in. */
type Schemas = components['schemas'];

export type Provider = Schemas['Provider'];
export type ProviderType = Schemas['ProviderType'];
export type ProviderField = Schemas['ProviderField'];
export type Admission = Schemas['Admission'];
export type ProviderDraft = Schemas['ProviderDraft'];
export type SignInPolicy = Schemas['SignInPolicy'];
export type RoleAnswer = Schemas['RoleAnswer'];
export type BoundIdentity = Schemas['BoundIdentity'];

export const providers = async (signal?: AbortSignal): Promise<Provider[]> =>
  (await data(panel.GET('/providers', until(signal)))).providers;

export const providerTypes = async (signal?: AbortSignal): Promise<ProviderType[]> =>
  (await data(panel.GET('/providers/types', until(signal)))).types;

export const createProvider = (type: string, draft: ProviderDraft): Promise<Provider> =>
  data(panel.POST('/providers', { body: { type, ...draft } }));

export const changeProvider = (id: string, draft: ProviderDraft): Promise<Provider> =>
  data(panel.PUT('/providers/{id}', { params: one(id), body: draft }));

export const removeProvider = (id: string): Promise<void> => done(panel.DELETE('/providers/{id}', { params: one(id) }));

export const orderProviders = (ids: string[]): Promise<void> => done(panel.PUT('/providers/order', { body: { ids } }));

export const testProvider = (type: string, values: Record<string, string>, id?: string): Promise<void> =>
  done(panel.POST('/providers/test', { body: { type, values, ...(id !== undefined && { id }) } }));

export const previewRole = (admission: Admission, groups: string[]): Promise<RoleAnswer> =>
  data(panel.POST('/providers/preview', { body: { admission, groups } }));

export const groupsOfPerson = async (id: string, name: string, password: string): Promise<string[]> =>
  (await data(panel.POST('/providers/{id}/groups', { params: one(id), body: { name, password } }))).groups;

export const signInPolicy = (signal?: AbortSignal): Promise<SignInPolicy> =>
  data(panel.GET('/providers/policy', until(signal)));

export const saveSignInPolicy = (policy: SignInPolicy): Promise<SignInPolicy> =>
  data(panel.PUT('/providers/policy', { body: policy }));

export const ownIdentities = async (signal?: AbortSignal): Promise<BoundIdentity[]> =>
  (await data(panel.GET('/account/identities', until(signal)))).identities;

export const bindByPassword = (provider: string, name: string, password: string): Promise<void> =>
  done(panel.POST('/account/identities/{provider}/password', { params: { path: { provider } }, body: { name, password } }));

export const unbind = (provider: string): Promise<void> =>
  done(panel.DELETE('/account/identities/{provider}', { params: { path: { provider } } }));
