import { useSyncExternalStore } from 'react';
import { hasStoredUploads } from '@/files/uploads/uploadStore';

/** Whether the tray is open and whether there may be anything in it, so that the shell needs nothing of it before. */
export interface TrayState {
  /** It is loaded: there were uploads, or somebody opened it. */
  readonly wanted: boolean;
  readonly open: boolean;
}

const left = hasStoredUploads();
let state: TrayState = { wanted: left, open: left };
const listeners = new Set<() => void>();

function become(next: TrayState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** There is something to show. */
export function wantTray(): void {
  if (!state.wanted || !state.open) become({ wanted: true, open: true });
}

export function setTrayOpen(open: boolean): void {
  if (state.open !== open || (open && !state.wanted)) become({ wanted: state.wanted || open, open });
}

export const useTray = (): TrayState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );

/** How many uploads are under way; told by them, because they are loaded only when there are some. */
let active = 0;

export function tellActiveUploads(count: number): void {
  if (count === active) return;
  active = count;
  for (const listener of listeners) listener();
}

export const useActiveUploads = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active,
  );
