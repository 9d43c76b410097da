import type { LevelFilter } from './levels';
import { LogIndex, type LogChoice, type LogRow } from './logIndex';
import type { LogModel } from './logModel';
import { findMatches, nearestMatch, type Match } from './logSearch';

/** What the log view draws. A new object with every change; `rows` is the live list. */
export interface LogSnapshot {
  readonly rows: readonly LogRow[];
  /** Lines that ever came in at the end. */
  readonly received: number;
  readonly isFull: boolean;
  readonly matches: readonly Match[];
  /** Index of the match that the reader is at; -1 without any. */
  readonly current: number;
}

/** Where the reader was, for the way back from another tab. */
export interface ReadingPlace {
  readonly row: number;
  readonly offset: number;
}

/** The session's side of the feed, so that tests need no stream. */
export interface FeedSource {
  readonly model: LogModel;
  subscribe(listener: () => void): () => void;
}

const SEARCH_EVERY_MILLIS = 250;

/** Joins lines, filter and search into what one reader sees. One per console, outside of React. */
export class LogFeed {
  /** `undefined`: at the end, following. */
  place: ReadingPlace | undefined;
  /** Id of a line that stands out: the one that the reader jumped to. */
  marked: number | undefined;
  readonly #source: FeedSource;
  readonly #index = new LogIndex();
  readonly #listeners = new Set<() => void>();
  #choice: LogChoice = { filter: 'all', collapse: true };
  #query = '';
  #matches: readonly Match[] = [];
  #current: Match | undefined;
  #searched = 0;
  #searchLater: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void) | undefined;
  #snapshot: LogSnapshot = { rows: [], received: 0, isFull: false, matches: [], current: -1 };

  constructor(source: FeedSource) {
    this.#source = source;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#leave = this.#source.subscribe(() => this.#update());
      this.#update();
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#leave?.();
      clearTimeout(this.#searchLater);
      this.#searchLater = undefined;
    };
  };

  readonly snapshot = (): LogSnapshot => this.#snapshot;

  choose(filter: LevelFilter, collapse: boolean): void {
    if (filter === this.#choice.filter && collapse === this.#choice.collapse) return;
    this.#choice = { filter, collapse };
    this.#searched = 0;
    this.#update();
  }

  search(query: string): void {
    if (query === this.#query) return;
    this.#query = query;
    this.#searched = 0;
    this.#update();
  }

  /** Goes to another match, round the ends; returns it. */
  step(by: 1 | -1): Match | undefined {
    const count = this.#matches.length;
    if (count === 0) return undefined;
    this.#current = this.#matches[(this.#snapshot.current + by + count) % count];
    this.#publish();
    return this.#current;
  }

  #update(): void {
    this.#index.update(this.#source.model, this.#choice);
    this.#searchSoon();
    this.#publish();
  }

  /** While output pours in, looking through all of it for every frame would cost more than it shows. */
  #searchSoon(): void {
    const wait = this.#searched + SEARCH_EVERY_MILLIS - Date.now();
    if (this.#query === '') {
      this.#matches = [];
      this.#current = undefined;
    } else if (wait <= 0) {
      this.#searched = Date.now();
      this.#matches = findMatches(this.#index.rows, this.#query);
    } else {
      this.#searchLater ??= setTimeout(() => {
        this.#searchLater = undefined;
        this.#update();
      }, wait);
    }
  }

  #publish(): void {
    const { model } = this.#source;
    const current = nearestMatch(this.#matches, this.#current);
    this.#current = this.#matches[current];
    this.#snapshot = {
      rows: this.#index.rows,
      received: model.received,
      isFull: model.isFull,
      matches: this.#matches,
      current,
    };
    for (const listener of this.#listeners) listener();
  }
}
