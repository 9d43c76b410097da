import { useEffect, useSyncExternalStore } from 'react';
import type { Usage } from '@/api/metricsCalls';
import type { Instance } from '@/api/types';
import type { Change } from './eventSocket';

/**
 * What instances use now. The topic is followed only while something on the page shows it, and each part of the page is
 * drawn again only for the instance that it shows.
 */
const latest = new Map<string, Usage>();
const listeners = new Map<string, Set<() => void>>();

export function takeSample(change: Change): void {
  if (change.kind === 'removed') latest.delete(change.id);
  else latest.set(change.id, (change.data as { usage: Usage }).usage);
  listeners.get(change.id)?.forEach((listener) => listener());
}

export function onUsage(id: string, listener: () => void): () => void {
  const of = listeners.get(id) ?? new Set();
  of.add(listener);
  listeners.set(id, of);
  return () => {
    of.delete(listener);
    if (of.size === 0 && listeners.get(id) === of) listeners.delete(id);
  };
}

export const latestUsage = (id: string): Usage | undefined => latest.get(id);

const ALIVE: readonly string[] = ['starting', 'running', 'stopping'];

/** Of an instance that runs: the newer of what came with it and what came since. */
export function useUsage(instance: Instance): Usage | undefined {
  const { id } = instance;
  const sample = useSyncExternalStore(
    (listener) => onUsage(id, listener),
    () => latest.get(id),
  );
  if (instance.stale || !ALIVE.includes(instance.state.type)) return undefined;
  const first = instance.usage;
  return sample !== undefined && (first === undefined || sample.at >= first.at) ? sample : first;
}

let followers = 0;
let follow: (wanted: boolean) => void = () => undefined;

/** How the topic is followed; told anew with each connection. */
export function onWanted(how: (wanted: boolean) => void): void {
  follow = how;
  follow(followers > 0);
}

/** Keeps the samples coming while the caller is on the page. */
export function useSamples(): void {
  useEffect(() => {
    followers++;
    if (followers === 1) follow(true);
    return () => {
      followers--;
      if (followers === 0) {
        follow(false);
        latest.clear();
      }
    };
  }, []);
}
