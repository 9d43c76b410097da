import type { LogRow } from './logIndex';

/** One place where the searched words stand. */
export interface Match {
  /** Key of the row. */
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** More matches than this are counted as "at least". */
export const MOST_MATCHES = 10_000;

/** Finds plain text in the loaded rows, letter case aside. */
export function findMatches(rows: readonly LogRow[], query: string): Match[] {
  const wanted = fold(query);
  const matches: Match[] = [];
  if (wanted === '') return matches;
  for (const { key, line } of rows) {
    if (line.kind !== 'text' && line.kind !== 'command') continue;
    const text = fold(line.text);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ row: key, from: at, to: at + wanted.length });
      if (matches.length >= MOST_MATCHES) return matches;
    }
  }
  return matches;
}

/** Lower case that keeps every character's place: those that would change the length stay as they are. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (char) =>
    char.toLowerCase().length === char.length ? char.toLowerCase() : char,
  ).join('');
}

/** The match to go on from when the set changed: the same one if it is still there, else the next below it. */
export function nearestMatch(matches: readonly Match[], wanted: Match | undefined): number {
  if (matches.length === 0) return -1;
  if (wanted === undefined) return matches.length - 1;
  const index = matches.findIndex(
    (match) => match.row > wanted.row || (match.row === wanted.row && match.from >= wanted.from),
  );
  return index < 0 ? matches.length - 1 : index;
}
