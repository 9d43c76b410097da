import type { Level } from './levels';
import type { Segment } from './lineBuilder';
import { findLinks, type Link } from './links';
import type { LogLine } from './logModel';
import type { TextStyle } from './textStyle';

/** A run of a row that looks and acts the same. */
export interface Piece {
  readonly text: string;
  readonly style: TextStyle | undefined;
  /** Part of the word that names the line's level, where the program didn't colour it. */
  readonly level: Level | undefined;
  readonly href: string | undefined;
  readonly found: 'hit' | 'current' | undefined;
}

export interface Hit {
  readonly from: number;
  readonly to: number;
  readonly current: boolean;
}

const NO_HITS: readonly Hit[] = [];

/** Cuts a line where its look changes: colours, the level word, links and what was searched for. */
export function rowPieces(line: LogLine & { kind: 'text' }, hits: readonly Hit[] = NO_HITS): Piece[] {
  const links = findLinks(line.text);
  const { word } = line;
  const marks = [...links, ...hits, ...(word === undefined ? [] : [word])];
  const pieces: Piece[] = [];
  let at = 0;
  for (const segment of line.segments) {
    for (const [from, to] of cuts(at, at + segment.text.length, marks)) {
      pieces.push(piece(segment, from - at, to - at, at, { line, links, hits }));
    }
    at += segment.text.length;
  }
  return pieces;
}

interface Context {
  line: LogLine & { kind: 'text' };
  links: readonly Link[];
  hits: readonly Hit[];
}

function piece(
  segment: Segment,
  from: number,
  to: number,
  offset: number,
  { line, links, hits }: Context,
): Piece {
  const at = offset + from;
  const covers = (range: { from: number; to: number }): boolean => range.from <= at && at < range.to;
  const hit = hits.find(covers);
  const { word } = line;
  const plain = segment.style?.fg === undefined;
  return {
    text: segment.text.slice(from, to),
    style: segment.style,
    level: plain && word !== undefined && covers(word) ? word.level : undefined,
    href: links.find(covers)?.href,
    found: hit && (hit.current ? 'current' : 'hit'),
  };
}

function cuts(from: number, to: number, marks: readonly { from: number; to: number }[]): [number, number][] {
  const places = new Set([from, to]);
  for (const mark of marks) {
    if (mark.from > from && mark.from < to) places.add(mark.from);
    if (mark.to > from && mark.to < to) places.add(mark.to);
  }
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => [sorted[index] ?? from, end]);
}
