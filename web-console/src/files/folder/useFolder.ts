import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { listFiles } from '@/api/calls';
import type { Entry, FilePage, FileSort } from '@/api/types';
import { queryClient } from '@/live/queryClient';
import { uploads } from '../uploads/uploads';

export interface FolderQuery {
  instance: string;
  path: string;
  sort: FileSort;
  descending: boolean;
}

export interface Folder {
  readonly entries: readonly Entry[];
  readonly names: readonly string[];
  readonly total: number;
  readonly isLoading: boolean;
  readonly isRefreshing: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Every page; resolves with all names. */
  readonly loadAll: () => Promise<readonly string[]>;
  readonly refresh: () => void;
}

const PAGE = 1_000;
const NO_ENTRIES: readonly Entry[] = [];

/** A folder's entries, page after page as they are scrolled to. */
export function useFolder({ instance, path, sort, descending }: FolderQuery): Folder {
  const query = useInfiniteQuery({
    queryKey: ['files', instance, path, sort, descending],
    queryFn: ({ pageParam, signal }) =>
      listFiles(
        instance,
        { path, sort, descending, limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: FilePage) => last.next ?? undefined,
    staleTime: 5_000,
    refetchOnWindowFocus: true,
  });
  const { data, fetchNextPage, refetch, isFetching } = query;
  const entries = useMemo(() => joined(data), [data]);
  const names = useMemo(() => entries.map(({ name }) => name), [entries]);
  return {
    entries,
    names,
    total: data?.pages[0]?.total ?? entries.length,
    isLoading: query.isPending,
    isRefreshing: query.isRefetching,
    error: query.error,
    hasMore: query.hasNextPage,
    loadMore: useCallback(() => {
      if (!isFetching) void fetchNextPage();
    }, [fetchNextPage, isFetching]),
    loadAll: useCallback(async () => {
      for (;;) {
        const { data: now, hasNextPage, isError } = await fetchNextPage();
        if (!hasNextPage || isError) return joined(now).map(({ name }) => name);
      }
    }, [fetchNextPage]),
    refresh: useCallback(() => void refetch(), [refetch]),
  };
}

/** Pages are read at different moments: what moved between them would otherwise appear twice. */
function joined(data: InfiniteData<FilePage> | undefined): readonly Entry[] {
  if (data === undefined) return NO_ENTRIES;
  if (data.pages.length === 1) return data.pages[0]?.entries ?? NO_ENTRIES;
  const seen = new Map<string, Entry>();
  for (const page of data.pages)
    for (const entry of page.entries) if (!seen.has(entry.name)) seen.set(entry.name, entry);
  return [...seen.values()];
}

/** Tells the lists that these folders of an instance are no longer what they were. */
export function folderChanged(instance: string, ...paths: readonly string[]): void {
  for (const path of new Set(paths)) void queryClient.invalidateQueries({ queryKey: ['files', instance, path] });
  for (const key of ['usage', 'trash']) void queryClient.invalidateQueries({ queryKey: [key, instance] });
}

const GATHER_MILLIS = 400;

/** Uploads that arrive show up in the lists, many small ones together. */
export function useArrivals(instance: string): void {
  useEffect(() => {
    const arrived = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      if (arrived.size > 0) folderChanged(instance, ...arrived);
      arrived.clear();
    };
    const leave = uploads.onArrival(({ target, root, folder }) => {
      if (target.instance !== instance) return;
      // A folder that it made on the way shows in its parent.
      arrived.add(root).add(folder);
      timer ??= setTimeout(show, GATHER_MILLIS);
    });
    return () => {
      leave();
      clearTimeout(timer);
      show();
    };
  }, [instance]);
}
