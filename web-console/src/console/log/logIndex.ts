import { passes, type LevelFilter } from './levels';
import type { LogLine, LogModel } from './logModel';

/** What is drawn as one row: a line, or several equal ones. A changed row is a new object. */
export interface LogRow {
  readonly key: number;
  readonly line: LogLine;
  readonly repeats: number;
  /** Id of the last line that it stands for. */
  readonly last: number;
}

export interface LogChoice {
  filter: LevelFilter;
  collapse: boolean;
}

/** The rows that a reader chose to see, kept up to date with the model in steps instead of being built anew. */
export class LogIndex {
  #rows: LogRow[] = [];
  #choice: LogChoice = { filter: 'all', collapse: true };
  #first = 0;
  #next = 0;
  #unfinished = false;

  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** Brings the rows up to date and returns how many were removed and added at the top. */
  update(model: LogModel, choice: LogChoice): { removed: number; added: number } {
    const { lines } = model;
    const first = lines[0]?.id ?? this.#next;
    if (this.#unfinished) this.#rows.pop();
    this.#unfinished = false;
    let removed = 0;
    let added = 0;
    if (
      choice.filter !== this.#choice.filter ||
      choice.collapse !== this.#choice.collapse ||
      first < this.#first
    ) {
      const before = this.#rows.length;
      const sameChoice = choice.filter === this.#choice.filter && choice.collapse === this.#choice.collapse;
      this.#rows = [];
      this.#next = first;
      this.#choice = { ...choice };
      this.#take(lines, first);
      if (sameChoice) added = Math.max(0, this.#rows.length - before);
    } else {
      removed = this.#dropBefore(first);
      this.#take(lines, first);
    }
    this.#first = first;
    const { unfinished } = model;
    if (unfinished !== undefined && this.#shows(unfinished)) {
      this.#rows.push({ key: unfinished.id, line: unfinished, repeats: 1, last: unfinished.id });
      this.#unfinished = true;
    }
    return { removed, added };
  }

  #take(lines: readonly LogLine[], first: number): void {
    this.#next = Math.max(this.#next, first);
    for (let index = this.#next - first; index < lines.length; index += 1) {
      const line = lines[index];
      if (line === undefined) break;
      this.#next = line.id + 1;
      if (!this.#shows(line)) continue;
      const row = this.#rows.at(-1);
      if (this.#choice.collapse && line.kind === 'text' && line.repeated && row?.last === line.id - 1) {
        this.#rows[this.#rows.length - 1] = { ...row, repeats: row.repeats + 1, last: line.id };
      } else this.#rows.push({ key: line.id, line, repeats: 1, last: line.id });
    }
  }

  #dropBefore(first: number): number {
    let drop = 0;
    while (drop < this.#rows.length && (this.#rows[drop]?.last ?? first) < first) drop += 1;
    if (drop > 0) this.#rows.splice(0, drop);
    return drop;
  }

  #shows(line: LogLine): boolean {
    return line.kind !== 'text' || passes(line.level, this.#choice.filter);
  }
}
