import { beforeEach, describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatDuration, formatShare } from './format';

beforeEach(() => {
  document.documentElement.lang = 'en';
});

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe('formatDuration', () => {
  it.each([
    [-5, '0ms'],
    [12, '12ms'],
    [24_900, '24s'],
    [90 * SECOND, '1m 30s'],
    [2 * 60 * SECOND, '2m'],
    [HOUR + 61 * SECOND, '1h 1m'],
    [76 * HOUR, '3d 4h'],
  ])('%d ms is %s', (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '0.98 kB'],
    [1536, '1.5 kB'],
    [51_234_567, '48.9 MB'],
    [5.1 * 1024 ** 3, '5.1 GB'],
    [477 * 1024 ** 3, '477 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

it('formatShare rounds to whole per cents', () => {
  expect(formatShare(0.374)).toBe('37%');
});

describe('formatAgo', () => {
  const now = Date.UTC(2026, 0, 10, 12);
  it.each([
    [now - 10 * SECOND, 'now'],
    [now - 4 * 60 * SECOND, '4 minutes ago'],
    [now - 2 * HOUR, '2 hours ago'],
    [now - 24 * HOUR, 'yesterday'],
    [now - 72 * HOUR, '3 days ago'],
    [now + 2 * HOUR, 'in 2 hours'],
  ])('%d', (at, text) => {
    expect(formatAgo(at, now)).toBe(text);
  });
});
