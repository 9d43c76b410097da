import type { components } from './openapi';
import { data, one, panel, until } from './panel';

export type Usage = components['schemas']['InstanceUsage'];
export type History = components['schemas']['UsageHistory'];

const span = (from: number, to: number, points: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  points,
});

export const instanceMetrics = (
  id: string,
  from: number,
  to: number,
  points: number,
  signal?: AbortSignal,
): Promise<History> =>
  data(panel.GET('/instances/{id}/metrics', { params: { ...one(id), query: span(from, to, points) }, ...until(signal) }));

export const nodeMetrics = (
  id: string,
  from: number,
  to: number,
  points: number,
  signal?: AbortSignal,
): Promise<History> =>
  data(panel.GET('/nodes/{id}/metrics', { params: { ...one(id), query: span(from, to, points) }, ...until(signal) }));
