import { describe, expect, it } from 'vitest';
import type { History, Usage } from '@/api/metricsCalls';
import { areaPath, indexAt, linePath, niceTop, timeTicks, valuesOf, withLive } from './chartMath';
import { rangeOf } from './range';

const FRAME = { width: 100, height: 50, top: 10 };

const history = (values: (number | null)[]): History => ({
  from: '2026-01-01T00:00:00Z',
  stepMillis: 10_000,
  series: [{ name: 'cpu', values: values as number[] }],
  marks: [],
});

const sample = (seconds: number, cpu: number): Usage => ({
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString(),
  cpu,
  memory: 1,
  threads: 1,
  processes: 1,
});

describe('lines', () => {
  it('go from the left to the right edge', () => {
    expect(linePath([0, 10], FRAME)).toBe('M0 50L100 0');
  });

  it('are not drawn over gaps', () => {
    expect(linePath([1, 1, null, 2, 2], FRAME)).toBe('M0 45L25 45M75 40L100 40');
    expect(areaPath([1, 1, null, 2, 2], FRAME)).toBe('M0 50L0 45L25 45L25 50ZM75 50L75 40L100 40L100 50Z');
  });

  it('show a single value between gaps', () => {
    expect(linePath([null, 5, null], FRAME)).toBe('M49 25H51');
  });

  it('are nothing where nothing was measured', () => {
    expect(linePath([null, null], FRAME)).toBe('');
    expect(linePath([], FRAME)).toBe('');
  });

  it('stay inside', () => {
    expect(linePath([-5, 20], FRAME)).toBe('M0 50L100 0');
  });
});

describe('the upper edge', () => {
  it('is a round number', () => {
    expect(niceTop([[0.3]], 0, false)).toBe(0.5);
    expect(niceTop([[1.2, null]], 1, false)).toBe(2);
    expect(niceTop([[73]], 0, false)).toBe(100);
  });

  it('is round in bytes', () => {
    expect(niceTop([[300 * 1024 ** 2]], 0, true)).toBe(500 * 1024 ** 2);
    expect(niceTop([[1.2 * 1024 ** 3]], 0, true)).toBe(2 * 1024 ** 3);
  });

  it('is something without values', () => {
    expect(niceTop([[]], 0, true)).toBe(1);
  });
});

it('finds the value under the pointer', () => {
  expect(indexAt(0, 5, 100)).toBe(0);
  expect(indexAt(60, 5, 100)).toBe(2);
  expect(indexAt(500, 5, 100)).toBe(4);
  expect(indexAt(-5, 5, 100)).toBe(0);
  expect(indexAt(5, 0, 100)).toBe(0);
});

it('marks round times, and few', () => {
  const from = Date.UTC(2026, 0, 1, 0, 3);
  const ticks = timeTicks(from, from + 3_600_000, 6);
  expect(ticks.length).toBeLessThanOrEqual(7);
  expect(ticks.every((at) => at % 600_000 === 0)).toBe(true);
});

describe('live continuation', () => {
  it('fills what was not there yet', () => {
    const values = valuesOf(withLive(history([1, null]), [sample(15, 3)]), 'cpu');
    expect(values).toEqual([1, 3]);
  });

  it('moves on with time and keeps the length', () => {
    const moved = withLive(history([1, 2, 3]), [sample(32, 4), sample(41, 5)]);
    expect(valuesOf(moved, 'cpu')).toEqual([3, 4, 5]);
    expect(moved.from).toBe('2026-01-01T00:00:20.000Z');
  });

  it('shows a gap when samples were missed', () => {
    expect(valuesOf(withLive(history([1, 2, 3]), [sample(45, 5)]), 'cpu')).toEqual([3, null, 5]);
  });

  it('changes nothing that is known', () => {
    const known = history([1, 2]);
    expect(valuesOf(withLive(known, [sample(12, 9)]), 'cpu')).toEqual([1, 2]);
    expect(withLive(known, [])).toBe(known);
    expect(withLive(known, [sample(-100, 9)])).toBe(known);
  });
});

it('takes no range but those that there are', () => {
  expect(rangeOf('7d')).toBe('7d');
  expect(rangeOf('1h')).toBeUndefined();
  expect(rangeOf('2y')).toBeUndefined();
  expect(rangeOf(undefined)).toBeUndefined();
});
