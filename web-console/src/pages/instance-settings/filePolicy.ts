const GB = 1024 ** 3;
const LEAST = 1024 ** 2;
const MOST = 1024 ** 6;
const MOST_PATTERNS = 100;
const LONGEST_PATTERN = 256;

/** Bytes as gigabytes, for a field; empty: no limit. */
export function quotaText(quota: number | null | undefined): string {
  return quota === null || quota === undefined ? '' : String(Math.round((quota / GB) * 1000) / 1000);
}

/** The way back: `null` for no limit, `undefined` for what is no size. */
export function parseQuota(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const bytes = Math.round(Number(plain) * GB);
  return bytes >= LEAST && bytes <= MOST ? bytes : undefined;
}

/** One pattern on each line; `undefined` when the server would refuse one. */
export function parsePatterns(text: string): string[] | undefined {
  const patterns = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const isWrong = patterns.some(
    // eslint-disable-next-line no-control-regex
    (each) => each.startsWith('/') || each.length > LONGEST_PATTERN || /[\u0000-\u001f\u007f-\u009f]/.test(each),
  );
  return isWrong || patterns.length > MOST_PATTERNS ? undefined : patterns;
}
