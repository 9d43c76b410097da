/**
 * Waiting times between attempts: 1, 2, 4 … 30 s, each with up to 25 % taken off at random so that the consoles of a
 * restarted node don't all come back in the same moment.
 */
export class Backoff {
  static readonly FIRST_MILLIS = 1_000;
  static readonly LONGEST_MILLIS = 30_000;

  #attempt = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** How often {@link next} was asked since the last {@link reset}. */
  get attempt(): number {
    return this.#attempt;
  }

  next(): number {
    const full = Math.min(Backoff.FIRST_MILLIS * 2 ** this.#attempt, Backoff.LONGEST_MILLIS);
    this.#attempt += 1;
    return Math.round(full * (1 - 0.25 * this.#random()));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
