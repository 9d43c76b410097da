import { describe, expect, it } from 'vitest';
import type { Instance, State } from '@/api/types';
import { filterInstances, formatSort, parseSort, parseState } from './filter';

const exit = { at: '2026-01-01T00:00:00Z', ranMillis: 1, requested: false, code: 1 };
const states: State[] = [
  { type: 'running', since: '2026-01-01T00:00:00Z', pid: 1 },
  { type: 'stopped' },
  { type: 'crashed', exit },
];

function instance(name: string, state: State, more: Partial<Instance> = {}): Instance {
  return {
    id: `id-${name}`,
    node: 'n1',
    nodeName: 'fra-1',
    name,
    definition: {} as Instance['definition'],
    revision: 1,
    state,
    changedAt: '2026-01-01T00:00:00Z',
    stale: false,
    seen: '2026-01-01T00:00:00Z',
    permissions: [],
    problems: 0,
    ...more,
  };
}

const list = [
  instance('World 10', states[0]!, { changedAt: '2026-01-03T00:00:00Z' }),
  instance('World 9', states[1]!, { node: 'n2', nodeName: 'home', changedAt: '2026-01-02T00:00:00Z' }),
  instance('lobby', states[2]!, { owner: { id: 'u', name: 'Juno' } }),
  instance('Attic', states[0]!, { stale: true }),
];

const any = { q: '', state: undefined, node: undefined };
const names = (found: Instance[]) => found.map((each) => each.name);

describe('filterInstances', () => {
  it('sorts names as people read them', () => {
    expect(names(filterInstances(list, any, parseSort(undefined)))).toEqual(['Attic', 'lobby', 'World 9', 'World 10']);
  });

  it('leaves the list that it was given as it is', () => {
    const before = [...list];
    filterInstances(list, any, parseSort('-name'));
    expect(list).toEqual(before);
  });

  it.each([
    ['world', ['World 9', 'World 10']],
    ['home', ['World 9']],
    ['JUNO', ['lobby']],
    ['world fra', ['World 10']],
    ['id-lobby', ['lobby']],
    ['id-lobb', []],
    ['nothing', []],
  ])('%s finds %j', (q, expected) => {
    expect(names(filterInstances(list, { ...any, q }, parseSort(undefined)))).toEqual(expected);
  });

  it('finds by state, by node and what needs attention', () => {
    expect(names(filterInstances(list, { ...any, state: 'stopped' }, parseSort(undefined)))).toEqual(['World 9']);
    expect(names(filterInstances(list, { ...any, node: 'n2' }, parseSort(undefined)))).toEqual(['World 9']);
    expect(names(filterInstances(list, { ...any, state: 'attention' }, parseSort(undefined)))).toEqual(['Attic', 'lobby']);
  });

  it('sorts by state with trouble first, and by the last change', () => {
    expect(names(filterInstances(list, any, parseSort('state')))).toEqual(['lobby', 'Attic', 'World 10', 'World 9']);
    expect(names(filterInstances(list, any, parseSort('-changed')))[0]).toBe('World 10');
  });
});

describe('labels', () => {
  const labels = (tags: string[], folder: string[], notes = '') => ({ labels: { tags, folder, notes, revision: 1 } });
  const labelled = [
    instance('a', states[0]!, { ...labels(['pvp', 'eu'], ['clients', 'north'], 'See the wiki'), expires: '2031-01-01T00:00:00Z' }),
    instance('b', states[0]!, { ...labels(['pvp'], ['clients']), expires: '2030-01-01T00:00:00Z' }),
    instance('c', states[1]!),
  ];
  const sort = parseSort(undefined);

  it('all of the tags, the folder with what is beneath', () => {
    expect(names(filterInstances(labelled, { ...any, tags: ['pvp'] }, sort))).toEqual(['a', 'b']);
    expect(names(filterInstances(labelled, { ...any, tags: ['pvp', 'eu'] }, sort))).toEqual(['a']);
    expect(names(filterInstances(labelled, { ...any, folder: ['clients'] }, sort))).toEqual(['a', 'b']);
    expect(names(filterInstances(labelled, { ...any, folder: ['clients', 'north'] }, sort))).toEqual(['a']);
    expect(names(filterInstances(labelled, { ...any, starred: new Set(['id-c']) }, sort))).toEqual(['c']);
  });

  it('finds words of notes, tags and folders', () => {
    expect(names(filterInstances(labelled, { ...any, q: 'WIKI' }, sort))).toEqual(['a']);
    expect(names(filterInstances(labelled, { ...any, q: 'eu north' }, sort))).toEqual(['a']);
  });

  it('sorts by expiry with "never" last, and in the order of the person', () => {
    expect(names(filterInstances(labelled, any, parseSort('expires')))).toEqual(['b', 'a', 'c']);
    expect(names(filterInstances(labelled, any, parseSort('manual'), ['id-c', 'id-b']))).toEqual(['c', 'b', 'a']);
  });
});

describe('what stands in the address', () => {
  it.each(['state', '-changed', 'node', '-name'])('%s comes back the same', (text) => {
    expect(formatSort(parseSort(text))).toBe(text);
  });

  it('ignores what it does not know', () => {
    expect(parseSort('-evil')).toEqual({ key: 'name', descending: false });
    expect(formatSort(parseSort('name'))).toBeUndefined();
    expect(parseState('evil')).toBeUndefined();
  });
});
