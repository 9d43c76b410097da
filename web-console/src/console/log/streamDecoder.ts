/** A piece of the stream as text, with the byte offset at which each of its new lines begins. */
export interface DecodedChunk {
  text: string;
  /** The n-th entry is the offset behind the n-th line feed of `text`. */
  lineStarts: readonly number[];
}

/** The decoder for a daemon's name of an encoding; names that browsers don't know are read as UTF-8. */
export function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true });
  }
}

/**
 * Turns the console's bytes into text across frame borders without losing track of where lines begin in the stream.
 * In every encoding that consoles use, a line feed is the single byte 0x0A and nothing else is, so the n-th such byte
 * is the n-th line feed of the text.
 */
export class StreamDecoder {
  readonly #encoding: string;
  #decoder: TextDecoder;

  constructor(encoding: string) {
    this.#encoding = encoding;
    this.#decoder = decoderFor(encoding);
  }

  decode(offset: number, bytes: Uint8Array): DecodedChunk {
    const text = this.#decoder.decode(bytes, { stream: true });
    const lineStarts: number[] = [];
    for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1))
      lineStarts.push(offset + at + 1);
    return { text, lineStarts };
  }

  /** Drops the first bytes of a character whose rest won't come. */
  reset(): void {
    this.#decoder = decoderFor(this.#encoding);
  }
}
