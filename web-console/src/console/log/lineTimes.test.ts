import { describe, expect, it } from 'vitest';
import samples from './levelSamples.json';
import { findLevel } from './levels';
import { LineTimes } from './lineTimes';

describe('times of lines', () => {
  it('are those of the first mark behind', () => {
    const times = new LineTimes();
    times.add([
      [10, 1000],
      [20, null],
    ]);
    times.add([[30, 3000]]);
    expect(times.at(0)).toBe(1000);
    expect(times.at(9)).toBe(1000);
    expect(times.at(10)).toBeNull();
    expect(times.at(20)).toBe(3000);
    expect(times.at(30)).toBeUndefined();
  });

  it('of older parts are put where they belong', () => {
    const times = new LineTimes();
    times.add([[100, 9000]]);
    times.add([
      [10, 1000],
      [100, 9000],
    ]);
    expect(times.at(5)).toBe(1000);
    expect(times.at(50)).toBe(9000);
  });

  it('take bounded space', () => {
    const times = new LineTimes();
    for (let at = 1; at <= 60_000; at += 1) times.add([[at * 10, at * 1000]]);
    expect(times.at(599_995)).toBe(60_000_000);
    expect(times.at(0)).toBeDefined();
  });
});

describe('levels', () => {
  it('are those that the daemon finds, by one list of samples', () => {
    for (const [text, level] of samples as [string, string | null][])
      expect([text, findLevel(text)?.level ?? null]).toEqual([text, level]);
  });
});
