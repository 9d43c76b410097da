import { expect, it } from 'vitest';
import { fromQuery, toQuery } from './SavedViews';

it('a view comes back as it was saved', () => {
  const search = { q: 'a b&c', state: 'running', tags: 'pvp,eu', folder: 'clients/north', sort: '-changed', starred: true };
  expect(fromQuery(toQuery(search))).toMatchObject(search);
  expect(toQuery(fromQuery(toQuery(search)))).toBe(toQuery(search));
});

it('what is not known is left out', () => {
  expect(Object.keys(fromQuery('evil=1&__proto__=x'))).not.toContain('evil');
  expect(toQuery({})).toBe('');
});
