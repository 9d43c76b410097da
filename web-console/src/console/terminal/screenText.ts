import type { IBuffer, IBufferLine } from '@xterm/xterm';

/** A place in the terminal's buffer, both from 0. */
export interface Cell {
  readonly x: number;
  readonly y: number;
}

/** A line as the program wrote it, however many rows it takes, and where each of its characters stands. */
export interface WrittenLine {
  readonly text: string;
  /** One per UTF-16 unit of `text`. */
  readonly cells: readonly Cell[];
}

/** A program may write one endless line; this many rows of it are looked at together. */
const MOST_ROWS = 50;

/** First row of the written line that row `y` is part of. */
function firstRow(buffer: IBuffer, y: number): number {
  let first = y;
  while (first > 0 && y - first < MOST_ROWS && buffer.getLine(first)?.isWrapped === true) first -= 1;
  return first;
}

/** First row of the next written line. */
function nextRow(buffer: IBuffer, first: number): number {
  let next = first + 1;
  while (next < buffer.length && next - first < MOST_ROWS && buffer.getLine(next)?.isWrapped === true)
    next += 1;
  return next;
}

export function writtenLine(buffer: IBuffer, y: number): WrittenLine {
  const first = firstRow(buffer, y);
  const end = nextRow(buffer, first);
  let text = '';
  const cells: Cell[] = [];
  for (let row = first; row < end; row += 1) {
    const line = buffer.getLine(row);
    if (line === undefined) break;
    for (const [x, chars] of charsOf(line)) {
      text += chars;
      for (let unit = 0; unit < chars.length; unit += 1) cells.push({ x, y: row });
    }
  }
  return { text, cells };
}

function* charsOf(line: IBufferLine): Generator<[number, string]> {
  for (let x = 0; x < line.length; x += 1) {
    const cell = line.getCell(x);
    // The second half of a wide character has no width of its own.
    if (cell !== undefined && cell.getWidth() > 0) yield [x, cell.getChars() || ' '];
  }
}

export interface Place extends Cell {
  /** In cells, as a selection counts. */
  readonly length: number;
}

/** Every place of a text in the whole buffer, letter case aside, oldest first. */
export function placesOf(buffer: IBuffer, query: string, columns: number, most: number): Place[] {
  const wanted = query.toLowerCase();
  const places: Place[] = [];
  if (wanted === '') return places;
  for (let row = 0; row < buffer.length; row = nextRow(buffer, row)) {
    if (!roughText(buffer, row).includes(wanted)) continue;
    const { text, cells } = writtenLine(buffer, row);
    const lower = text.toLowerCase();
    if (lower.length !== text.length) continue;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      const start = cells[at];
      const end = cells[at + wanted.length - 1];
      if (start === undefined || end === undefined) continue;
      places.push({ ...start, length: (end.y - start.y) * columns + end.x - start.x + 1 });
      if (places.length >= most) return places;
    }
  }
  return places;
}

/** Cheap to get; good enough to skip the lines that don't have the text. */
function roughText(buffer: IBuffer, row: number): string {
  let text = '';
  for (let y = row; y < nextRow(buffer, row); y += 1) text += buffer.getLine(y)?.translateToString() ?? '';
  return text.toLowerCase();
}
