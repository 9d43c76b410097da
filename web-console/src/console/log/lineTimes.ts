import type { TimeMark } from '@/streams/consoleFrames';

/** More are thinned out: the older half loses every other one. */
const MOST = 20_000;

/** When which part of the stream was printed: everything before a mark and behind the one before it. */
export class LineTimes {
  #marks: TimeMark[] = [];

  add(marks: readonly TimeMark[]): void {
    const last = this.#marks.at(-1)?.[0] ?? -1;
    const first = marks[0]?.[0];
    if (first === undefined) return;
    if (first > last) this.#marks.push(...marks);
    else {
      const byOffset = new Map([...this.#marks, ...marks].map((mark) => [mark[0], mark]));
      this.#marks = [...byOffset.values()].sort((one, other) => one[0] - other[0]);
    }
    if (this.#marks.length > MOST)
      this.#marks = this.#marks.filter((_, index) => index > MOST / 2 || index % 2 === 1);
  }

  /** Milliseconds; null: nobody looked; undefined: not known yet. */
  at(offset: number): number | null | undefined {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle]?.[0] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return this.#marks[low]?.[1];
  }

  /** The stream began anew: other text stands at the same offsets. */
  clear(): void {
    this.#marks = [];
  }
}
