/** POSIX permission bits as people set them: three times read, write, run. */
export const WHO = ['owner', 'group', 'others'] as const;
export const WHAT = ['read', 'write', 'execute'] as const;
export type Who = (typeof WHO)[number];
export type What = (typeof WHAT)[number];

function bitOf(who: Who, what: What): number {
  return (4 >> WHAT.indexOf(what)) << (6 - 3 * WHO.indexOf(who));
}

export const hasBit = (mode: number, who: Who, what: What): boolean => (mode & bitOf(who, what)) !== 0;

export const withBit = (mode: number, who: Who, what: What, on: boolean): number =>
  on ? mode | bitOf(who, what) : mode & ~bitOf(who, what);

/** `644`. */
export const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, '0');

/** The bits of `644` or `0644`; undefined for anything else, also for set-user-id and the like. */
export function parseOctal(text: string): number | undefined {
  return /^0?[0-7]{3}$/.test(text.trim()) ? Number.parseInt(text.trim(), 8) : undefined;
}

/** `rw-r--r--`. */
export function letters(mode: number): string {
  return WHO.flatMap((who) => WHAT.map((what, index) => (hasBit(mode, who, what) ? 'rwx'[index] : '-'))).join('');
}
