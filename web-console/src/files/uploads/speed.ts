/** Speed of a transfer over the last few seconds, so that it neither jumps nor remembers a slow start for ever. */
export class Speed {
  static readonly WINDOW_MILLIS = 4_000;

  readonly #samples: { at: number; bytes: number }[] = [];

  /** `bytes`: how far it is now. */
  record(bytes: number, at: number): void {
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) > Speed.WINDOW_MILLIS)
      this.#samples.shift();
  }

  /** Bytes per second; `undefined` while there is too little to tell. */
  get perSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 500) return undefined;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}

/** How long the rest takes, in milliseconds. */
export function timeLeft(bytes: number, perSecond: number | undefined): number | undefined {
  return perSecond === undefined || perSecond <= 0 ? undefined : (bytes / perSecond) * 1000;
}
