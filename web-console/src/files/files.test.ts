import { describe, expect, it } from 'vitest';
import { chosen, clear, moveTo, NOTHING_SELECTED, reach, selectAll, withoutGone } from './folder/selection';
import {
  crumbsOf,
  freeName,
  isWithin,
  join,
  nameOf,
  nameProblem,
  parentOf,
  shownName,
  stemLength,
} from './paths';

describe('paths', () => {
  it('join and part', () => {
    expect(join('', 'a')).toBe('a');
    expect(join('a/b', 'c')).toBe('a/b/c');
    expect(parentOf('a/b/c')).toBe('a/b');
    expect(parentOf('a')).toBe('');
    expect(nameOf('a/b')).toBe('b');
    expect(crumbsOf('a/b')).toEqual([
      { name: 'a', path: 'a' },
      { name: 'b', path: 'a/b' },
    ]);
    expect(crumbsOf('')).toEqual([]);
  });

  it('know what lies within a folder by whole names', () => {
    expect(isWithin('mods/a', 'mods')).toBe(true);
    expect(isWithin('mods-old/a', 'mods')).toBe(false);
    expect(isWithin('anything', '')).toBe(true);
  });

  it('name what the daemon would refuse', () => {
    expect(nameProblem('')).toBe('empty');
    expect(nameProblem('..')).toBe('dots');
    expect(nameProblem('a/b')).toBe('characters');
    expect(nameProblem('a\\b')).toBe('characters');
    expect(nameProblem('a\u0000')).toBe('characters');
    expect(nameProblem('ä'.repeat(128))).toBe('long');
    expect(nameProblem('server.properties')).toBeUndefined();
  });

  it('find a free name beside a taken one', () => {
    const taken = new Set(['a.txt', 'a (2).txt']);
    expect(freeName('a.txt', (name) => taken.has(name))).toBe('a (3).txt');
    expect(freeName('world.tar.gz', () => false)).toBe('world (2).tar.gz');
    expect(freeName('.env', () => false)).toBe('.env (2)');
    expect(freeName('LICENSE', () => false)).toBe('LICENSE (2)');
  });

  it('show names that try to hide what they are', () => {
    expect(shownName('photo\u202egnp.exe')).toBe('photo<U+202E>gnp.exe');
    expect(shownName('a\nb')).toBe('a<U+000A>b');
    expect(shownName('<b>ä.txt')).toBe('<b>ä.txt');
  });

  it('select the stem of a name', () => {
    expect('config.yml'.slice(0, stemLength('config.yml'))).toBe('config');
    expect(stemLength('.env')).toBe(4);
  });
});

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];

  it('reaches rows alone, one more, and in a range', () => {
    const one = reach(NOTHING_SELECTED, 'b', 'only', order);
    expect([...one.names]).toEqual(['b']);
    expect([...reach(one, 'd', 'toggle', order).names]).toEqual(['b', 'd']);
    expect([...reach(reach(one, 'd', 'toggle', order), 'd', 'toggle', order).names]).toEqual(['b']);
    expect([...reach(one, 'd', 'range', order).names]).toEqual(['b', 'c', 'd']);
    expect([...reach(reach(one, 'd', 'range', order), 'a', 'range', order).names]).toEqual(['a', 'b']);
  });

  it('extends with Shift and keeps with plain arrows', () => {
    const at = reach(NOTHING_SELECTED, 'b', 'only', order);
    const extended = moveTo(moveTo(at, 'c', true, order), 'd', true, order);
    expect([...extended.names]).toEqual(['b', 'c', 'd']);
    const moved = moveTo(extended, 'e', false, order);
    expect([...moved.names]).toEqual(['b', 'c', 'd']);
    expect(moved.active).toBe('e');
  });

  it('works on the selected, or else on the row that the keyboard is at', () => {
    expect(chosen(selectAll(NOTHING_SELECTED, order), order)).toEqual(order);
    expect(chosen(moveTo(NOTHING_SELECTED, 'c', false, order), order)).toEqual(['c']);
    expect(chosen(clear(selectAll(NOTHING_SELECTED, order)), order)).toEqual([]);
  });

  it('forgets what is gone and stays near', () => {
    const selection = reach(NOTHING_SELECTED, 'c', 'only', order);
    const after = withoutGone(selection, order, ['a', 'b', 'd', 'e']);
    expect(after).toEqual({ names: new Set(), active: 'd', anchor: undefined });
    expect(withoutGone(selection, order, []).active).toBeUndefined();
  });
});
