import { useSyncExternalStore } from 'react';

/** Lets the shell know that there may be uploads to show, so that it needs nothing of them before. */
let wanted = false;
const listeners = new Set<() => void>();

export function wantTray(): void {
  if (wanted) return;
  wanted = true;
  for (const listener of listeners) listener();
}

export const useTrayWanted = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
