/** Where the window onto the log stands. */
export interface Place {
  readonly top: number;
  readonly height: number;
  /** Key of the first row that there is. */
  readonly first: number | undefined;
}

/**
 * Whether whoever reads moved away from the end. Lines that came since the last step to the end put it out of reach,
 * too, but then nobody touched anything and the place went up only because lines above were dropped.
 */
export class Leaving {
  #touched = false;
  #last: Place = { top: 0, height: 0, first: undefined };

  /** The reader used wheel, finger, pointer or keys. */
  touch(): void {
    this.#touched = true;
  }

  /** The reader wants to be at the end. */
  stay(): void {
    this.#touched = false;
  }

  /** To be asked at every scroll, in order. */
  hasLeft(now: Place, atEnd: boolean): boolean {
    const last = this.#last;
    this.#last = now;
    if (atEnd) this.#touched = false;
    return this.#touched || (now.top < last.top && now.height >= last.height && now.first === last.first);
  }
}
