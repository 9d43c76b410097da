/** Commands that were sent to one instance from this browser, newest last. */
const KEPT = 200;
const LONGEST = 1_000;

export class CommandHistory {
  readonly #key: string;
  #commands: string[];
  /** Index of the command shown now; `undefined` while typing. */
  #at: number | undefined;
  #typed = '';

  constructor(instanceId: string) {
    this.#key = `ostler.commands.${instanceId}`;
    this.#commands = read(this.#key);
  }

  get commands(): readonly string[] {
    return this.#commands;
  }

  add(command: string): void {
    this.#at = undefined;
    this.#typed = '';
    if (command.trim() === '' || command.length > LONGEST) return;
    this.#commands = [...this.#commands.filter((other) => other !== command), command].slice(-KEPT);
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#commands));
    } catch {
      // Kept until the page closes.
    }
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

function read(key: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
