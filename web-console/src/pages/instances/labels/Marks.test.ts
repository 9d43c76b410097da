import { expect, it } from 'vitest';
import { daysLeft } from './Marks';

const now = Date.parse('2026-01-01T00:00:00Z');

it.each([
  [undefined, undefined],
  ['2026-01-09T00:00:01Z', undefined],
  ['2026-01-08T00:00:00Z', 7],
  ['2026-01-01T00:00:01Z', 1],
  ['2026-01-01T00:00:00Z', 0],
  ['2020-01-01T00:00:00Z', 0],
])('%s leaves %s days', (expires, days) => {
  expect(daysLeft(expires, now)).toBe(days);
});
