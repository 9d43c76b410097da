import { expect, it } from 'vitest';
import { formatUserSort, parseUserSort, parseUserState, userQuery } from './userFilter';

it.each([
  [undefined, 'name', false],
  ['-created', 'created', true],
  ['last-sign-in', 'last-sign-in', false],
  ['-nonsense', 'name', false],
])('sort %s', (text, key, descending) => {
  expect(parseUserSort(text)).toEqual({ key, descending });
});

it('the usual order stands in no address', () => {
  expect(formatUserSort('name', false)).toBeUndefined();
  expect(formatUserSort('name', true)).toBe('-name');
  expect(formatUserSort('created', true)).toBe('-created');
});

it('what the panel would not understand is left out', () => {
  expect(parseUserState('never-signed-in')).toBe('never-signed-in');
  expect(userQuery({ q: 'a b', role: '../x', state: 'gone', sort: 'x' })).toEqual({
    q: 'a b',
    role: undefined,
    state: undefined,
    sort: undefined,
  });
  expect(userQuery({ role: 'read-only' }).role).toBe('read-only');
});
