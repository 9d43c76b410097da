import type { History, Usage } from '@/api/metricsCalls';

/** From figures to lines. Pure. */
export type Values = readonly (number | null)[];

export interface Frame {
  width: number;
  height: number;
  /** The value at the upper edge. */
  top: number;
}

export function valuesOf(history: History, name: string): Values {
  return history.series.find((series) => series.name === name)?.values ?? [];
}

export const lengthOf = (history: History): number =>
  history.series.reduce((most, series) => Math.max(most, series.values.length), 0);

export const timeAt = (history: History, index: number): number =>
  new Date(history.from).getTime() + index * history.stepMillis;

/** Where the middle of a step stands. */
export const xAt = (index: number, length: number, width: number): number =>
  length <= 1 ? width / 2 : (index / (length - 1)) * width;

export const indexAt = (x: number, length: number, width: number): number =>
  length === 0 ? 0 : Math.min(length - 1, Math.max(0, Math.round((x / Math.max(1, width)) * (length - 1))));

/** A round number not below the highest value: 1, 2, 2.5 or 5 times a power of the base. */
export function niceTop(values: readonly Values[], least: number, binary: boolean): number {
  let highest = least;
  for (const each of values) for (const value of each) if (value !== null && value > highest) highest = value;
  if (highest <= 0) return 1;
  const unit = binary ? 1024 ** Math.floor(Math.log(highest) / Math.log(1024)) : 1;
  const share = highest / unit;
  const power = 10 ** Math.floor(Math.log10(share));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= share - 1e-9) ?? 10;
  return step * power * unit;
}

/** One piece of line per stretch without a gap; a single value between gaps is a short dash, so that it can be seen. */
export function linePath(values: Values, { width, height, top }: Frame): string {
  return stretches(values)
    .map(({ from, to }) => {
      const points = [];
      for (let i = from; i <= to; i++) points.push(point(values, i, width, height, top));
      const [only] = points;
      if (points.length === 1 && only) return `M${fixed(only.x - 1)} ${fixed(only.y)}H${fixed(only.x + 1)}`;
      return `M${points.map(({ x, y }) => `${fixed(x)} ${fixed(y)}`).join('L')}`;
    })
    .join('');
}

export function areaPath(values: Values, { width, height, top }: Frame): string {
  return stretches(values)
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => {
      let path = `M${fixed(xAt(from, values.length, width))} ${height}`;
      for (let i = from; i <= to; i++) {
        const { x, y } = point(values, i, width, height, top);
        path += `L${fixed(x)} ${fixed(y)}`;
      }
      return `${path}L${fixed(xAt(to, values.length, width))} ${height}Z`;
    })
    .join('');
}

function stretches(values: Values): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= values.length; i++) {
    const isThere = i < values.length && values[i] !== null;
    if (isThere && from < 0) from = i;
    if (!isThere && from >= 0) {
      found.push({ from, to: i - 1 });
      from = -1;
    }
  }
  return found;
}

function point(values: Values, index: number, width: number, height: number, top: number) {
  const value = values[index] ?? 0;
  return { x: xAt(index, values.length, width), y: height - Math.min(1, Math.max(0, value / top)) * height };
}

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200].map((minutes) => minutes * 60_000);

/** Round local times, at most so many. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = TICKS.find((each) => (to - from) / each <= most) ?? 7200 * 60_000;
  const zone = new Date(from).getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** The figures of a sample under the names of a history's series. */
const figure = (usage: Usage, name: string): number | null => {
  const plain = name === 'cpuMax' ? 'cpu' : name === 'memoryMax' ? 'memory' : name;
  const value = usage[plain as keyof Usage];
  return typeof value === 'number' ? value : null;
};

/** The history with samples that came after it; it goes on to the moment of the last, and as much of its beginning goes. */
export function withLive(history: History, samples: readonly Usage[]): History {
  const from = new Date(history.from).getTime();
  const step = history.stepMillis;
  const length = lengthOf(history);
  const fresh = new Map<number, Usage>();
  let last = length - 1;
  for (const sample of samples) {
    const index = Math.floor((new Date(sample.at).getTime() - from) / step);
    if (index < 0) continue;
    fresh.set(index, sample);
    last = Math.max(last, index);
  }
  if (fresh.size === 0 || length === 0) return history;
  const shift = last - (length - 1);
  const series = history.series.map(({ name, values }) => ({
    name,
    values: Array.from({ length }, (_, i) => {
      const known = values[i + shift] ?? null;
      const sample = fresh.get(i + shift);
      return known === null && sample ? figure(sample, name) : known;
    }) as typeof values,
  }));
  return { ...history, from: new Date(from + shift * step).toISOString(), series };
}
