import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getPreference, putPreference } from '@/api/listCalls';
import { queryClient } from './queryClient';

/**
 * What a person chose, kept by the panel, so that it follows them to other browsers. A change is shown at once and sent
 * when no other follows within a moment; the last of several tabs wins.
 */
const WRITE_MILLIS = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

const keyOf = (key: string) => ['preference', key] as const;

function send(key: string): void {
  clearTimeout(timers.get(key));
  if (!timers.delete(key)) return;
  void putPreference(key, queryClient.getQueryData(keyOf(key))).catch(() => undefined);
}

addEventListener('pagehide', () => {
  for (const key of [...timers.keys()]) send(key);
});

/** `fallback` must be the same object on every call; `ready` is false until the panel has answered. */
export function useUserPreference<T extends object>(
  key: string,
  fallback: T,
): { value: T; change: (change: Partial<T>) => void; ready: boolean } {
  const { data } = useQuery({
    queryKey: keyOf(key),
    queryFn: async ({ signal }) => ({ ...fallback, ...((await getPreference(key, signal)) as Partial<T> | null) }),
    staleTime: Infinity,
  });
  const change = useCallback(
    (next: Partial<T>) => {
      // Before the panel has answered a change would overwrite what it keeps.
      if (queryClient.getQueryData(keyOf(key)) === undefined) return;
      queryClient.setQueryData<T>(keyOf(key), (known) => ({ ...(known ?? fallback), ...next }));
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(() => send(key), WRITE_MILLIS));
    },
    [key, fallback],
  );
  return { value: data ?? fallback, change, ready: data !== undefined };
}
