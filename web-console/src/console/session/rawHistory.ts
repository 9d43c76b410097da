/** A piece of the stream as it came, or a hole in it. */
export type RawPiece =
  | { readonly kind: 'bytes'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'gap'; readonly offset: number; readonly to: number };

/** The newest bytes of the stream, for a terminal that is opened later than the stream was. */
export class RawHistory {
  readonly #limit: number;
  #pieces: RawPiece[] = [];
  #size = 0;

  constructor(limit = 1024 * 1024) {
    this.#limit = limit;
  }

  append(offset: number, bytes: Uint8Array): void {
    this.#pieces.push({ kind: 'bytes', offset, bytes });
    this.#size += bytes.length;
    while (this.#size > this.#limit && this.#pieces.length > 1) this.#dropFirst();
  }

  gap(from: number, to: number): void {
    this.#pieces.push({ kind: 'gap', offset: from, to });
  }

  /** What is kept, oldest first; begins at a line where there is one. */
  pieces(): readonly RawPiece[] {
    const [first, ...rest] = this.#pieces;
    if (first?.kind !== 'bytes' || this.#size <= this.#limit / 2) return this.#pieces.slice();
    const line = first.bytes.indexOf(0x0a) + 1;
    return line === 0
      ? this.#pieces.slice()
      : [{ ...first, offset: first.offset + line, bytes: first.bytes.subarray(line) }, ...rest];
  }

  #dropFirst(): void {
    const first = this.#pieces.shift();
    if (first?.kind === 'bytes') this.#size -= first.bytes.length;
    while (this.#pieces[0]?.kind === 'gap') this.#pieces.shift();
  }
}
