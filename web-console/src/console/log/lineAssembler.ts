import { AnsiParser, type AnsiSink } from './ansiParser';
import { continuesPrevious, findLevel, type Level, type LevelWord } from './levels';
import { LineBuilder, type Segment } from './lineBuilder';
import { StreamDecoder } from './streamDecoder';
import type { TextStyle } from './textStyle';

/** A line of output as it is shown. */
export interface ParsedLine {
  /** Where in the stream it begins. */
  readonly offset: number;
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly level: Level | undefined;
  readonly word: LevelWord | undefined;
  /** Reads the same as the line above, time stamps aside. */
  readonly repeated: boolean;
}

const LEADING_TIME = /^\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?[\]\s]?/;

/** Cuts a byte stream into lines and finds out what they are. One per stream; keeps the unfinished line. */
export class LineAssembler implements AnsiSink {
  readonly #decoder: StreamDecoder;
  readonly #parser = new AnsiParser(this);
  readonly #line = new LineBuilder();
  readonly #emit: (line: ParsedLine) => void;
  #starts: readonly number[] = [];
  #feeds = 0;
  #offset = 0;
  #end = 0;
  #last: ParsedLine | undefined;

  constructor(encoding: string, emit: (line: ParsedLine) => void) {
    this.#decoder = new StreamDecoder(encoding);
    this.#emit = emit;
  }

  write(offset: number, bytes: Uint8Array): void {
    if (offset !== this.#end) this.#offset = offset;
    const { text, lineStarts } = this.#decoder.decode(offset, bytes);
    this.#starts = lineStarts;
    this.#feeds = 0;
    this.#end = offset + bytes.length;
    this.#parser.write(text);
  }

  /** The stream is interrupted here: ends the line and forgets colours and half characters. */
  interrupt(): void {
    this.#decoder.reset();
    this.#parser.reset();
    this.flush();
    this.#last = undefined;
  }

  /** Ends an unfinished line. */
  flush(): void {
    if (!this.#line.isEmpty) this.#finish(this.#end);
  }

  /** The unfinished line as it stands, if there is anything on it. */
  unfinished(): ParsedLine | undefined {
    return this.#line.isEmpty ? undefined : this.#parsed(this.#line.segments);
  }

  text(text: string, style: TextStyle | undefined): void {
    let rest = this.#line.write(text, style);
    while (rest !== '') {
      // An endless line is broken; the exact place in the stream isn't known, the last known one is near enough.
      this.#finish(this.#starts[this.#feeds - 1] ?? this.#offset);
      rest = this.#line.write(rest, style);
    }
  }

  newLine(): void {
    const next = this.#starts[this.#feeds] ?? this.#end;
    this.#feeds += 1;
    this.#finish(next);
  }

  carriageReturn(): void {
    this.#line.carriageReturn();
  }

  backspace(): void {
    this.#line.backspace();
  }

  eraseLine(mode: number): void {
    this.#line.erase(mode);
  }

  #finish(nextOffset: number): void {
    const line = this.#parsed(this.#line.take());
    this.#last = line;
    this.#offset = nextOffset;
    this.#emit(line);
  }

  #parsed(segments: readonly Segment[]): ParsedLine {
    const text =
      segments.length === 1 ? (segments[0]?.text ?? '') : segments.map((segment) => segment.text).join('');
    const word = findLevel(text);
    const level = word?.level ?? (continuesPrevious(text) ? this.#last?.level : undefined);
    const repeated =
      text !== '' && this.#last !== undefined && withoutTime(this.#last.text) === withoutTime(text);
    return { offset: this.#offset, text, segments, level, word, repeated };
  }
}

function withoutTime(text: string): string {
  return text.replace(LEADING_TIME, '');
}
