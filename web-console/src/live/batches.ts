import { useQuery } from '@tanstack/react-query';
import { allBatches, oneBatch, type Batch } from '@/api/listCalls';
import { applyChanges } from './changeLog';
import { gate } from './connection';
import { changeLog, takeBatch } from './patches';

/** Actions on many instances, kept fresh by events. */

async function fetchBatches(signal: AbortSignal): Promise<Batch[]> {
  await gate.ready('batches');
  const fetch = changeLog.begin('batches');
  try {
    return applyChanges(await allBatches(signal), changeLog.end(fetch));
  } finally {
    changeLog.end(fetch);
  }
}

const NONE: readonly Batch[] = [];

/** Newest first. */
export function useBatches(): readonly Batch[] {
  const { data } = useQuery({
    queryKey: ['batches'],
    queryFn: ({ signal }) => fetchBatches(signal),
    staleTime: Infinity,
    select: newestFirst,
  });
  return data ?? NONE;
}

function newestFirst(batches: Batch[]): Batch[] {
  return [...batches].sort((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : 0));
}

/** With a result for each instance. */
export function useBatchItems(id: string) {
  return useQuery({ queryKey: ['batch', id], queryFn: ({ signal }) => oneBatch(id, signal), staleTime: Infinity });
}

export const showBatch = takeBatch;
