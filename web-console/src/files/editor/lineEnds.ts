export type LineEndKind = 'LF' | 'CRLF' | 'CR';

const TEXT: Record<LineEndKind, string> = { LF: '\n', CRLF: '\r\n', CR: '\r' };

export interface LineEnds {
  /** The most frequent one; LF for a text of one line. */
  readonly kind: LineEndKind;
  readonly mixed: boolean;
}

export function findLineEnds(text: string): LineEnds {
  const counts: Record<LineEndKind, number> = { LF: 0, CRLF: 0, CR: 0 };
  for (const [end] of text.matchAll(/\r\n|\n|\r/g))
    counts[end === '\r\n' ? 'CRLF' : end === '\n' ? 'LF' : 'CR'] += 1;
  const used = (Object.keys(counts) as LineEndKind[]).filter((kind) => counts[kind] > 0);
  const [first = 'LF'] = used.sort((a, b) => counts[b] - counts[a]);
  return { kind: first, mixed: used.length > 1 };
}

/** The text as it goes to the disk. */
export function withLineEnds(text: string, kind: LineEndKind): string {
  return text.replace(/\r\n|\n|\r/g, TEXT[kind]);
}
