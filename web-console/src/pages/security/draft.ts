import type { SecuritySettings } from '@/api/keyCalls';

/** The settings as they stand in the fields. */
export interface Draft {
  keyMode: string;
  sessionIdleHours: string;
  sessionDays: string;
  passwordLength: string;
  trustedProxies: string;
  origins: string;
  blockedAddresses: string;
}

export type NumberField = 'sessionIdleHours' | 'sessionDays' | 'passwordLength';

export const BOUNDS: Readonly<Record<NumberField, readonly [min: number, max: number]>> = {
  sessionIdleHours: [1, 8760],
  sessionDays: [1, 365],
  passwordLength: [8, 64],
};

export const asDraft = (saved: SecuritySettings): Draft => ({
  keyMode: saved.keyMode,
  sessionIdleHours: String(saved.sessionIdleHours),
  sessionDays: String(saved.sessionDays),
  passwordLength: String(saved.passwordLength),
  trustedProxies: saved.trustedProxies.join('\n'),
  origins: saved.origins.join('\n'),
  blockedAddresses: (saved.blockedAddresses ?? []).join('\n'),
});

export const isWrong = (draft: Draft, field: NumberField): boolean => {
  const [min, max] = BOUNDS[field];
  const text = draft[field].trim();
  return !/^\d{1,6}$/.test(text) || Number(text) < min || Number(text) > max;
};

const lines = (text: string): string[] => text.split(/[\s,]+/).filter((line) => line !== '');

export const asBody = (draft: Draft): SecuritySettings => ({
  keyMode: draft.keyMode,
  sessionIdleHours: Number(draft.sessionIdleHours),
  sessionDays: Number(draft.sessionDays),
  passwordLength: Number(draft.passwordLength),
  trustedProxies: lines(draft.trustedProxies),
  origins: lines(draft.origins),
  blockedAddresses: lines(draft.blockedAddresses),
});
