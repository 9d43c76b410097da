/**
 * Which entries of a folder are selected and which one the keyboard is at. Immutable; works with names, because a
 * folder may change while it is looked at.
 */
export interface Selection {
  readonly names: ReadonlySet<string>;
  /** Where the keyboard is. */
  readonly active: string | undefined;
  /** Where a range began. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { names: new Set(), active: undefined, anchor: undefined };

/** How a row was reached: alone, added, or as the end of a range. */
export type Reach = 'only' | 'toggle' | 'range';

/** A click or Space on a row. */
export function reach(selection: Selection, name: string, how: Reach, order: readonly string[]): Selection {
  switch (how) {
    case 'only':
      return { names: new Set([name]), active: name, anchor: name };
    case 'toggle': {
      const names = new Set(selection.names);
      if (!names.delete(name)) names.add(name);
      return { names, active: name, anchor: name };
    }
    case 'range': {
      const anchor = selection.anchor ?? name;
      return { names: new Set(between(order, anchor, name)), active: name, anchor };
    }
  }
}

/** An arrow key: moves on, and with Shift selects what lies between. */
export function moveTo(
  selection: Selection,
  name: string,
  extend: boolean,
  order: readonly string[],
): Selection {
  if (!extend) return { ...selection, active: name, anchor: name };
  return reach({ ...selection, anchor: selection.anchor ?? selection.active }, name, 'range', order);
}

export function selectAll(selection: Selection, order: readonly string[]): Selection {
  return { ...selection, names: new Set(order) };
}

export function clear(selection: Selection): Selection {
  return selection.names.size === 0 ? selection : { ...selection, names: new Set() };
}

/** What actions work on: the selected entries in their order, or else the one that the keyboard is at. */
export function chosen(selection: Selection, order: readonly string[]): string[] {
  const selected = order.filter((name) => selection.names.has(name));
  if (selected.length > 0) return selected;
  return selection.active !== undefined && order.includes(selection.active) ? [selection.active] : [];
}

/** Forgets what is no longer there; the keyboard stays near where it was. */
export function withoutGone(
  selection: Selection,
  before: readonly string[],
  now: readonly string[],
): Selection {
  const there = new Set(now);
  const names = new Set([...selection.names].filter((name) => there.has(name)));
  const keep = (name: string | undefined) => (name !== undefined && there.has(name) ? name : undefined);
  const active = keep(selection.active) ?? neighbour(selection.active, before, now);
  return { names, active, anchor: keep(selection.anchor) };
}

function neighbour(
  gone: string | undefined,
  before: readonly string[],
  now: readonly string[],
): string | undefined {
  if (gone === undefined) return undefined;
  return now[Math.min(Math.max(0, before.indexOf(gone)), now.length - 1)];
}

function between(order: readonly string[], a: string, b: string): string[] {
  const from = order.indexOf(a);
  const to = order.indexOf(b);
  if (from < 0 || to < 0) return [b];
  return order.slice(Math.min(from, to), Math.max(from, to) + 1);
}
