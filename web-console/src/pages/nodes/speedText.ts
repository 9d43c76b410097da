const MB = 1024 * 1024;
/** The least that a node takes. */
const LEAST = 16 * 1024;

/** Bytes per second as megabytes, for a field; empty: no limit. */
export function speedText(bytes: number | null | undefined): string {
  return bytes === null || bytes === undefined ? '' : String(Math.round((bytes / MB) * 1000) / 1000);
}

/** The way back: `null` for no limit, `undefined` for what is no speed. */
export function parseSpeed(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const bytes = Math.round(Number(plain) * MB);
  return bytes >= LEAST && Number.isSafeInteger(bytes) ? bytes : undefined;
}
