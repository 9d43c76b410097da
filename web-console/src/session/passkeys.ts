import { send } from '@/api/http';
import { ProblemError } from '@/api/problem';

/** Passkeys between the panel's JSON and the browser's bytes. */

export interface PasskeyAnswer {
  challenge: string;
  credential: unknown;
}

export type Proof = { password: string } | { code: string } | { passkey: PasskeyAnswer };

interface Question {
  challenge: string;
  options: { publicKey: JsonOptions };
}

interface JsonCredential {
  id: string;
  type: PublicKeyCredentialType;
}

interface JsonOptions {
  challenge: string;
  rpId?: string;
  allowCredentials?: JsonCredential[];
  excludeCredentials?: JsonCredential[];
  user?: { id: string };
  [other: string]: unknown;
}

const HINT_KEY = 'ostler.passkey';

/** Whether this browser ever used one here: only then it is offered without being asked for. */
export function passkeyUsed(): boolean {
  try {
    return localStorage.getItem(HINT_KEY) !== null;
  } catch {
    return false;
  }
}

function rememberUse(): void {
  try {
    localStorage.setItem(HINT_KEY, '1');
  } catch {
    // Then the button is what there is.
  }
}

/** Asks the panel, then the person. With a token for a second step, with `own` for somebody who is signed in. */
export async function provePasskey(
  whose: { token?: string; own?: true },
  options: { conditional?: boolean; signal?: AbortSignal } = {},
): Promise<PasskeyAnswer> {
  const question = whose.own
    ? await send<Question>('POST', '/session/confirmation/passkey', {})
    : await send<Question>('POST', '/session/passkey/question', whose.token === undefined ? {} : { token: whose.token });
  const publicKey = withBytes(question.options.publicKey);
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions,
      ...(options.signal && { signal: options.signal }),
      ...(options.conditional && { mediation: 'conditional' as CredentialMediationRequirement }),
    }),
  );
  rememberUse();
  return { challenge: question.challenge, credential: json(credential) };
}

export async function makePasskey(question: { challenge: string; options: unknown }): Promise<PasskeyAnswer> {
  const { publicKey } = question.options as Question['options'];
  const credential = await ask(() =>
    navigator.credentials.create({ publicKey: withBytes(publicKey) as unknown as PublicKeyCredentialCreationOptions }),
  );
  rememberUse();
  return { challenge: question.challenge, credential: json(credential) };
}

async function ask(call: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await call();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    // Refused, timed out, or no such passkey on the device: browsers don't say which.
    throw new ProblemError({ code: 'PASSKEY_REFUSED', status: 401 });
  }
  if (!(credential instanceof PublicKeyCredential)) throw new ProblemError({ code: 'PASSKEY_REFUSED', status: 401 });
  return credential;
}

function withBytes(options: JsonOptions): Record<string, unknown> {
  const bytesOf = (list: JsonCredential[]) => list.map((each) => ({ ...each, id: bytes(each.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: bytesOf(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: bytesOf(options.excludeCredentials) }),
  };
}

function json(credential: PublicKeyCredential): unknown {
  const { response } = credential;
  const answered =
    response instanceof AuthenticatorAttestationResponse
      ? { attestationObject: text(response.attestationObject), transports: response.getTransports() }
      : response instanceof AuthenticatorAssertionResponse
        ? {
            authenticatorData: text(response.authenticatorData),
            signature: text(response.signature),
            ...(response.userHandle && { userHandle: text(response.userHandle) }),
          }
        : {};
  return {
    id: credential.id,
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(response.clientDataJSON), ...answered },
  };
}

function bytes(base64Url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
