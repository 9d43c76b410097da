import { sameStyle, type TextStyle } from './textStyle';

/** A run of text in one style. */
export interface Segment {
  readonly text: string;
  readonly style: TextStyle | undefined;
}

/** More characters than this are put on a line of their own, so that no program can make one endless row. */
export const LONGEST_LINE = 8 * 1024;
/** More changes of style within one line are ignored. */
export const MOST_SEGMENTS = 512;

/** The line being printed: a row of styled text with a write position, as carriage returns and backspaces move it. */
export class LineBuilder {
  #segments: Segment[] = [];
  #length = 0;
  #column = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get text(): string {
    return this.#segments.map((segment) => segment.text).join('');
  }

  /** A copy of what is there now. */
  get segments(): readonly Segment[] {
    return this.#segments.slice();
  }

  /** Writes as much as fits on this line and returns the rest. */
  write(text: string, style: TextStyle | undefined): string {
    const fits = LONGEST_LINE - this.#column;
    const cut = text.length > fits ? withoutHalfPair(text, fits) : text.length;
    const part = text.slice(0, cut);
    if (this.#column < this.#length) this.#overwrite(part, style);
    else this.#push({ text: part, style });
    this.#column += part.length;
    this.#length = Math.max(this.#length, this.#column);
    return text.slice(cut);
  }

  carriageReturn(): void {
    this.#column = 0;
  }

  backspace(): void {
    this.#column = Math.max(0, this.#column - 1);
  }

  erase(mode: number): void {
    if (mode === 0) this.#keep(this.#cut(0, this.#column));
    else if (mode === 1) this.#overwriteBefore();
    else if (mode === 2) {
      // The position stays; what follows begins there, and a log has no use for the blanks before it.
      this.#keep([]);
      this.#column = 0;
    }
  }

  /** Hands the line over and begins an empty one. */
  take(): readonly Segment[] {
    const segments = this.#segments;
    this.#segments = [];
    this.#length = this.#column = 0;
    return segments;
  }

  #overwriteBefore(): void {
    const column = this.#column;
    this.#column = 0;
    this.#overwrite(' '.repeat(Math.min(column, this.#length)), undefined);
    this.#column = column;
  }

  #overwrite(text: string, style: TextStyle | undefined): void {
    const before = this.#cut(0, this.#column);
    const after = this.#cut(this.#column + text.length, this.#length);
    this.#segments = before;
    this.#push({ text, style });
    for (const segment of after) this.#push(segment);
  }

  #cut(from: number, to: number): Segment[] {
    const parts: Segment[] = [];
    let at = 0;
    for (const { text, style } of this.#segments) {
      const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
      if (part !== '') parts.push({ text: part, style });
      at += text.length;
    }
    return parts;
  }

  #keep(segments: Segment[]): void {
    this.#segments = segments;
    this.#length = segments.reduce((length, { text }) => length + text.length, 0);
  }

  #push(segment: Segment): void {
    if (segment.text === '') return;
    const last = this.#segments.at(-1);
    if (
      last !== undefined &&
      (sameStyle(last.style, segment.style) || this.#segments.length >= MOST_SEGMENTS)
    ) {
      this.#segments[this.#segments.length - 1] = { text: last.text + segment.text, style: last.style };
    } else this.#segments.push(segment);
  }
}

function withoutHalfPair(text: string, length: number): number {
  const last = text.charCodeAt(length - 1);
  return length > 1 && last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}
