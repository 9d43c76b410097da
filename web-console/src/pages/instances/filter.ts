import { needsAttention } from '@/instance/stateText';
import type { Instance, StateType } from '@/api/types';

/** Which rows are shown and in which order. Pure, so that typing in the filter never asks the panel. */
export const STATE_FILTERS = ['running', 'starting', 'stopping', 'busy', 'stopped', 'crashed', 'unknown', 'attention'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export const SORTS = ['name', 'state', 'node', 'changed', 'expires', 'manual'] as const;
export type SortKey = (typeof SORTS)[number];

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export interface Filter {
  q: string;
  state: StateFilter | undefined;
  node: string | undefined;
  /** All of them. */
  tags?: readonly string[] | undefined;
  /** Those in it and beneath it. */
  folder?: readonly string[] | undefined;
  /** Only these. */
  starred?: ReadonlySet<string> | undefined;
}

const STATE_ORDER: Record<StateType, number> = {
  crashed: 0,
  unknown: 1,
  stopping: 2,
  starting: 3,
  busy: 4,
  running: 5,
  stopped: 6,
};

export function parseState(text: string | undefined): StateFilter | undefined {
  return STATE_FILTERS.find((filter) => filter === text);
}

/** "-changed" is descending by the time of the last change. */
export function parseSort(text: string | undefined): Sort {
  const descending = text?.startsWith('-') ?? false;
  const key = SORTS.find((sort) => sort === (descending ? text?.slice(1) : text));
  return { key: key ?? 'name', descending: key !== undefined && descending };
}

export function formatSort(sort: Sort): string | undefined {
  if (sort.key === 'name' && !sort.descending) return undefined;
  return `${sort.descending ? '-' : ''}${sort.key}`;
}

/** @param manual ids in the order that the person made, for the sort "manual" */
export function filterInstances(
  instances: readonly Instance[],
  filter: Filter,
  sort: Sort,
  manual: readonly string[] = [],
): Instance[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = instances.filter(
    (instance) =>
      (filter.node === undefined || instance.node === filter.node) &&
      matchesState(instance, filter.state) &&
      (filter.starred?.has(instance.id) ?? true) &&
      (filter.tags ?? []).every((tag) => tagsOf(instance).includes(tag)) &&
      isIn(folderOf(instance), filter.folder ?? []) &&
      words.every((word) => searchText(instance).includes(word) || isBeginOfId(instance.id, word)),
  );
  const order = comparator(sort.key, manual);
  return found.sort((a, b) => (sort.descending ? order(b, a) : order(a, b)) || byName(a, b));
}

export const tagsOf = (instance: Instance): readonly string[] => instance.labels?.tags ?? [];
export const folderOf = (instance: Instance): readonly string[] => instance.labels?.folder ?? [];

const isIn = (path: readonly string[], folder: readonly string[]): boolean =>
  folder.every((name, index) => path[index] === name);

function matchesState(instance: Instance, state: StateFilter | undefined): boolean {
  if (state === undefined) return true;
  if (state === 'attention') return needsAttention(instance);
  return instance.state.type === state;
}

function searchText(instance: Instance): string {
  return [instance.name, instance.nodeName, instance.owner?.name ?? '', ...tagsOf(instance), folderOf(instance).join('/'), instance.labels?.notes ?? '']
    .join('\n')
    .toLowerCase();
}

/** Ids are random letters: a short word would be in many of them. */
const LEAST_OF_ID = 8;
const isBeginOfId = (id: string, word: string): boolean => word.length >= LEAST_OF_ID && id.startsWith(word);

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: Instance, b: Instance): number => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

const LAST = '~';

function comparator(key: SortKey, manual: readonly string[]): (a: Instance, b: Instance) => number {
  switch (key) {
    case 'name':
      return byName;
    case 'state':
      return (a, b) => STATE_ORDER[a.state.type] - STATE_ORDER[b.state.type];
    case 'node':
      return (a, b) => collator.compare(a.nodeName, b.nodeName);
    case 'expires':
      return (a, b) => {
        const [x, y] = [a.expires ?? LAST, b.expires ?? LAST];
        return x < y ? -1 : x > y ? 1 : 0;
      };
    case 'manual': {
      const places = new Map(manual.map((id, index) => [id, index]));
      return (a, b) => (places.get(a.id) ?? manual.length) - (places.get(b.id) ?? manual.length);
    }
    case 'changed':
      return (a, b) => (a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : 0);
  }
}
