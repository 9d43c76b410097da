import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { instanceMetrics, nodeMetrics, type History, type Usage } from '@/api/metricsCalls';
import { latestUsage, onUsage, useSamples } from '@/live/usage';
import { withLive } from './chartMath';
import { MILLIS, POINTS, refreshMillis, type Range } from './range';

type Fetch = (id: string, from: number, to: number, points: number, signal?: AbortSignal) => Promise<History>;

const SOON_MILLIS = 10_000;

export function useHistory(kind: 'instance' | 'node', id: string, range: Range): UseQueryResult<History> {
  const fetch: Fetch = kind === 'instance' ? instanceMetrics : nodeMetrics;
  return useQuery({
    queryKey: ['metrics', kind, id, range],
    queryFn: ({ signal }) => {
      const now = Date.now();
      return fetch(id, now - MILLIS[range], now, POINTS, signal);
    },
    placeholderData: keepPreviousData,
    staleTime: SOON_MILLIS,
    // The first values come soon after a start.
    refetchInterval: (query) => (query.state.data?.series.length === 0 ? SOON_MILLIS : refreshMillis(range)),
  });
}

/** As many as may come between two fetches. */
const MOST_SAMPLES = 60;

/** The history of an instance that goes on by itself. */
export function useLiveHistory(id: string, history: History | undefined): History | undefined {
  const [samples, setSamples] = useState<readonly Usage[]>([]);
  useSamples();
  useEffect(
    () =>
      onUsage(id, () => {
        const sample = latestUsage(id);
        if (sample) setSamples((known) => [...known.slice(1 - MOST_SAMPLES), sample]);
      }),
    [id],
  );
  return history && withLive(history, samples);
}
