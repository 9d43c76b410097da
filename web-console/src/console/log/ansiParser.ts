import { applySgr, type TextStyle } from './textStyle';

/** What a program's output comes down to in a log: styled text and the few movements within one line. */
export interface AnsiSink {
  text(text: string, style: TextStyle | undefined): void;
  newLine(): void;
  carriageReturn(): void;
  backspace(): void;
  /** As in EL: 0 from here to the end, 1 from the start to here, 2 all. */
  eraseLine(mode: number): void;
}

type State = 'ground' | 'escape' | 'escapeIntermediate' | 'csi' | 'csiIgnore' | 'string' | 'stringEscape';

/** Longer sequences are dropped: no real colour code comes near. */
const LONGEST_CSI = 128;
const MOST_PARAMS = 32;
/** A string sequence (title, link, clipboard) that goes on for longer was never one: show text again. */
const LONGEST_STRING = 64 * 1024;

const ESC = 0x1b;
const CAN = 0x18;
const SUB = 0x1a;
// Characters that end a run of plain text: controls, and those that could change the order of what a reader sees.
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Reads the escape sequences of a byte stream's text. Only colours, carriage return, backspace and "erase line" have
 * an effect; everything else (cursor movement, titles, OSC 8 links, OSC 52 clipboard, images, modes, reports) is
 * swallowed without a trace. State lives across chunks and is bounded, whatever a program prints: a line end always
 * leads back to plain text.
 */
export class AnsiParser {
  readonly #sink: AnsiSink;
  #state: State = 'ground';
  #style: TextStyle | undefined;
  #csi = '';
  #length = 0;

  constructor(sink: AnsiSink) {
    this.#sink = sink;
  }

  /** Forgets sequence and colours, after a gap in the stream. */
  reset(): void {
    this.#state = 'ground';
    this.#style = undefined;
  }

  write(chunk: string): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'ground') at = this.#plain(chunk, at);
      else {
        this.#sequence(chunk.charCodeAt(at));
        at += 1;
      }
    }
  }

  #plain(chunk: string, from: number): number {
    SPECIAL.lastIndex = from;
    const special = SPECIAL.exec(chunk);
    const to = special?.index ?? chunk.length;
    if (to > from) this.#sink.text(chunk.slice(from, to), this.#style);
    if (special === null) return to;
    this.#control(chunk.charCodeAt(to));
    return to + 1;
  }

  #control(code: number): void {
    switch (code) {
      case 0x0a:
        this.#sink.newLine();
        break;
      case 0x0d:
        this.#sink.carriageReturn();
        break;
      case 0x08:
        this.#sink.backspace();
        break;
      case ESC:
        this.#state = 'escape';
        break;
      case 0x9b:
        this.#begin('csi');
        break;
      case 0x90:
      case 0x98:
      case 0x9d:
      case 0x9e:
      case 0x9f:
        this.#begin('string');
        break;
      default:
        // Marks that reorder text are shown by name, so that a line reads as it was sent.
        if (code > 0x9f)
          this.#sink.text(`<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`, this.#style);
    }
  }

  #begin(state: State): void {
    this.#state = state;
    this.#csi = '';
    this.#length = 0;
  }

  #sequence(code: number): void {
    if (code === 0x0a) {
      this.#state = 'ground';
      this.#sink.newLine();
    } else if (code === CAN || code === SUB) this.#state = 'ground';
    else if (this.#state === 'escape') this.#escape(code);
    else if (this.#state === 'escapeIntermediate') {
      if (code >= 0x30) this.#state = 'ground';
    } else if (this.#state === 'csi' || this.#state === 'csiIgnore') this.#inCsi(code);
    else this.#inString(code);
  }

  #escape(code: number): void {
    if (code === 0x5b) this.#begin('csi');
    else if (code === 0x5d || code === 0x50 || code === 0x58 || code === 0x5e || code === 0x5f)
      this.#begin('string');
    else if (code >= 0x20 && code <= 0x2f) this.#state = 'escapeIntermediate';
    else if (code !== ESC) this.#state = 'ground';
  }

  #inCsi(code: number): void {
    if (code === ESC) this.#state = 'escape';
    else if (code >= 0x40 && code <= 0x7e) {
      if (this.#state === 'csi') this.#csiDone(code);
      this.#state = 'ground';
    } else if (code >= 0x20 && code <= 0x3f && this.#csi.length < LONGEST_CSI) {
      this.#csi += String.fromCharCode(code);
    } else if (code >= 0x20) {
      this.#state = 'csiIgnore';
      this.#length += 1;
      if (this.#length > LONGEST_STRING) this.#state = 'ground';
    }
  }

  #csiDone(final: number): void {
    if (!/^[\d;:]*$/.test(this.#csi)) return;
    if (final === 0x6d) this.#style = applySgr(this.#style, sgrParams(this.#csi));
    else if (final === 0x4b) this.#sink.eraseLine(Number(this.#csi || '0'));
  }

  #inString(code: number): void {
    this.#length += 1;
    if (code === 0x07 || code === 0x9c) this.#state = 'ground';
    else if (code === ESC) this.#state = 'stringEscape';
    else if (this.#state === 'stringEscape') {
      // ESC \ ends the string; any other escape ends it as well and begins a sequence of its own.
      if (code === 0x5c) this.#state = 'ground';
      else this.#escape(code);
    } else if (this.#length > LONGEST_STRING) this.#state = 'ground';
  }
}

/** `38:2::r:g:b` and `38:2:r:g:b` are read like `38;2;r;g;b`; `4:3` (curly) like `4`, `4:0` like `24`. */
function sgrParams(text: string): number[] {
  const params: number[] = [];
  for (const part of text.split(';').slice(0, MOST_PARAMS)) {
    const [first = '', ...sub] = part.split(':');
    const code = Number(first || '0');
    if (sub.length === 0) params.push(code);
    else if (code === 38 || code === 48) {
      const values = sub.map((value) => Number(value || '0'));
      if (values[0] === 2 && values.length > 4) values.splice(1, values.length - 4);
      params.push(code, ...values.slice(0, 4));
    } else params.push(code === 4 && sub[0] === '0' ? 24 : code);
  }
  return params;
}
