import type { Topic } from './eventSocket';

/**
 * A list waits a moment for its topic before it is fetched, so that no change falls between the two.
 * Remembers who could not wait: their list is fetched again when the topic runs.
 */
export class TopicGate {
  readonly #running = new Set<Topic>();
  readonly #early = new Set<Topic>();
  readonly #waiters = new Map<Topic, (() => void)[]>();
  readonly #patience: number;

  constructor(patienceMillis = 1_000) {
    this.#patience = patienceMillis;
  }

  isOpen(topic: Topic): boolean {
    return this.#running.has(topic);
  }

  /** Resolves when the topic runs or patience ends. */
  async ready(topic: Topic): Promise<void> {
    if (this.#running.has(topic)) return;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(() => {
        this.#early.add(topic);
        resolve();
      }, this.#patience);
      const go = () => {
        clearTimeout(giveUp);
        resolve();
      };
      this.#waiters.set(topic, [...(this.#waiters.get(topic) ?? []), go]);
    });
  }

  /** The topic runs; answers whether somebody fetched without it. */
  open(topic: Topic): boolean {
    this.#running.add(topic);
    for (const go of this.#waiters.get(topic) ?? []) go();
    this.#waiters.delete(topic);
    return this.#early.delete(topic);
  }

  close(): void {
    this.#running.clear();
  }
}
