import type { Change, Topic } from './eventSocket';

/**
 * Changes that arrive while a list is being fetched: the answer may be older than they are,
 * so they are applied to it once more. An older change over a newer answer does no harm, because the newer one is on its way too.
 */
export class ChangeLog {
  readonly #open = new Map<symbol, Change[]>();

  begin(topic: Topic): symbol {
    const fetch = Symbol(topic);
    this.#open.set(fetch, []);
    return fetch;
  }

  add(change: Change): void {
    for (const [fetch, changes] of this.#open) if (fetch.description === change.topic) changes.push(change);
  }

  end(fetch: symbol): Change[] {
    const changes = this.#open.get(fetch) ?? [];
    this.#open.delete(fetch);
    return changes;
  }
}

/** The list with the changes in it; the same list when none of them touches it. */
export function applyChanges<T extends { id: string }>(list: T[], changes: readonly Change[]): T[] {
  if (changes.length === 0) return list;
  const latest = new Map(changes.map((change) => [change.id, change]));
  let touched = false;
  const next: T[] = [];
  for (const item of list) {
    const change = latest.get(item.id);
    if (!change) {
      next.push(item);
      continue;
    }
    touched = true;
    latest.delete(item.id);
    if (change.kind === 'changed') next.push(change.data as T);
  }
  for (const change of latest.values()) {
    if (change.kind === 'changed') {
      touched = true;
      next.push(change.data as T);
    }
  }
  return touched ? next : list;
}
