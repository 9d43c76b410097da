/** Amounts as people type them, with their units; pure. */

export const TIME_UNITS = ['s', 'min', 'h'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
export const SIZE_UNITS = ['MB', 'GB'] as const;
export type SizeUnit = (typeof SIZE_UNITS)[number];

export interface Amount<U extends string> {
  text: string;
  unit: U;
}
export type Time = Amount<TimeUnit>;
export type Size = Amount<SizeUnit>;

const MILLIS: Record<TimeUnit, number> = { s: 1_000, min: 60_000, h: 3_600_000 };
const BYTES: Record<SizeUnit, number> = { MB: 1024 ** 2, GB: 1024 ** 3 };

const rounded = (value: number) => String(Math.round(value * 1000) / 1000);

/** In the largest unit that needs no fraction. */
export function timeOf(millis: number): Time {
  const unit = [...TIME_UNITS].reverse().find((each) => millis % MILLIS[each] === 0 && millis > 0) ?? 's';
  return { text: rounded(millis / MILLIS[unit]), unit };
}

export function sizeOf(bytes: number | null | undefined, otherwise: SizeUnit = 'GB'): Size {
  if (bytes === null || bytes === undefined) return { text: '', unit: otherwise };
  const unit = bytes % BYTES.GB === 0 ? 'GB' : 'MB';
  return { text: rounded(bytes / BYTES[unit]), unit };
}

/** `null` for an empty field, `undefined` for what is no number. */
export function parseNumber(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

export function parseWhole(text: string): number | null | undefined {
  const number = parseNumber(text);
  return typeof number === 'number' && !Number.isSafeInteger(number) ? undefined : number;
}

export function millisOf(time: Time): number | undefined {
  const number = parseNumber(time.text);
  return typeof number === 'number' ? Math.round(number * MILLIS[time.unit]) : undefined;
}

/** `null`: empty, no limit. */
export function bytesOf(size: Size): number | null | undefined {
  const number = parseNumber(size.text);
  return typeof number === 'number' ? Math.round(number * BYTES[size.unit]) : number;
}
