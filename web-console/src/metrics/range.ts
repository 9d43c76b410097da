/** The spans of time that charts show. */
export const RANGES = ['1h', '6h', '1d', '7d', '30d'] as const;

export type Range = (typeof RANGES)[number];

export const DEFAULT_RANGE: Range = '1h';

const HOUR = 3_600_000;

export const MILLIS: Record<Range, number> = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '1d': 24 * HOUR,
  '7d': 7 * 24 * HOUR,
  '30d': 30 * 24 * HOUR,
};

/** The range that a page's address names; the usual one isn't written there. */
export const rangeOf = (value: unknown): Range | undefined =>
  value !== DEFAULT_RANGE && RANGES.includes(value as Range) ? (value as Range) : undefined;

/** As many values as a chart can show apart. */
export const POINTS = 360;

/** How often a history is asked for again: when about one more value has come. */
export const refreshMillis = (range: Range): number => Math.max(60_000, MILLIS[range] / POINTS);
