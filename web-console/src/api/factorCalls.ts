import type { components } from './openapi';
import { data, done, one, panel, until } from './panel';

/** Calls about second factors, and what administrators do about the sign-in of others. */
type Schemas = components['schemas'];

export type Factors = Schemas['Factors'];
export type AppSetup = Schemas['AppSetup'];
export type Passkey = Schemas['Passkey'];
export type MadePasskey = Schemas['MadePasskey'];
export type PasskeyQuestion = Schemas['PasskeyChallenge'];

export const factors = (signal?: AbortSignal): Promise<Factors> => data(panel.GET('/account/factors', until(signal)));

export const beginApp = (): Promise<AppSetup> => data(panel.POST('/account/factors/app'));

export const confirmApp = async (code: string): Promise<string[]> =>
  (await data(panel.POST('/account/factors/app/confirmation', { body: { code } }))).codes;

export const removeApp = (): Promise<void> => done(panel.DELETE('/account/factors/app'));

export const renewRecoveryCodes = async (): Promise<string[]> =>
  (await data(panel.POST('/account/factors/recovery-codes'))).codes;

export const askForNewPasskey = (): Promise<PasskeyQuestion> => data(panel.POST('/account/factors/passkeys/question'));

export const addPasskey = (name: string, answer: { challenge: string; credential: unknown }): Promise<MadePasskey> =>
  data(
    panel.POST('/account/factors/passkeys', {
      body: { name, challenge: answer.challenge, credential: answer.credential as Schemas['NewPasskey']['credential'] },
    }),
  );

export const renamePasskey = (id: string, name: string): Promise<Passkey> =>
  data(panel.PATCH('/account/factors/passkeys/{id}', { params: one(id), body: { name } }));

export const removePasskey = (id: string): Promise<void> =>
  done(panel.DELETE('/account/factors/passkeys/{id}', { params: one(id) }));

export const endOtherSessions = (): Promise<void> => done(panel.DELETE('/account/sessions'));

export const resetFactors = (id: string): Promise<void> => done(panel.DELETE('/users/{id}/factors', { params: one(id) }));

export const impersonate = (id: string): Promise<void> => done(panel.POST('/users/{id}/impersonation', { params: one(id) }));
