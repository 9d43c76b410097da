import { useSyncExternalStore } from 'react';

/** Entries that were copied or cut in some folder, to be pasted into another, also of another instance on the same node. */
export interface Held {
  readonly kind: 'copy' | 'cut';
  readonly instance: string;
  readonly node: string;
  readonly folder: string;
  readonly names: readonly string[];
}

let held: Held | undefined;
const listeners = new Set<() => void>();

export function hold(next: Held | undefined): void {
  held = next;
  for (const listener of listeners) listener();
}

export const useHeld = (): Held | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => held,
  );
