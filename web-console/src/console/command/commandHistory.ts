/** Most that the panel keeps of one person at one instance. */
const KEPT = 500;

/** One's own commands at one instance, newest last; the panel keeps them, so they follow the person. */
export class CommandHistory {
  #commands: string[] = [];
  /** Index of the command shown now; `undefined` while typing. */
  #at: number | undefined;
  #typed = '';

  get commands(): readonly string[] {
    return this.#commands;
  }

  /** What the panel has, newest first; what was sent meanwhile from here stays the newest. */
  load(stored: readonly string[]): void {
    const here = this.#commands;
    this.#commands = [...stored.filter((command) => !here.includes(command)).reverse(), ...here].slice(-KEPT);
    this.#at = undefined;
  }

  add(command: string): void {
    this.#at = undefined;
    this.#typed = '';
    if (command.trim() === '') return;
    this.#commands = [...this.#commands.filter((other) => other !== command), command].slice(-KEPT);
  }

  /** The next older command that begins with what had been typed, or `undefined` at the oldest. */
  older(current: string): string | undefined {
    if (this.#at === undefined) this.#typed = current;
    for (let index = (this.#at ?? this.#commands.length) - 1; index >= 0; index -= 1) {
      if (this.#fits(index)) return this.#go(index);
    }
    return undefined;
  }

  /** The next newer one; after the newest what had been typed. */
  newer(): string | undefined {
    if (this.#at === undefined) return undefined;
    for (let index = this.#at + 1; index < this.#commands.length; index += 1) {
      if (this.#fits(index)) return this.#go(index);
    }
    this.#at = undefined;
    return this.#typed;
  }

  /** Something was typed: what is in the field is a new command. */
  typed(): void {
    this.#at = undefined;
  }

  #fits(index: number): boolean {
    return this.#commands[index]?.startsWith(this.#typed) ?? false;
  }

  #go(index: number): string | undefined {
    this.#at = index;
    return this.#commands[index];
  }
}
