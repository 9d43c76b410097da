import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Instance } from '@/api/types';
import type { ConsoleSession } from '../session/consoleSession';
import { consoleKey, holdConsole, openConsole, type OpenConsole } from '../session/openSessions';

/** The console of an instance while this component is shown; `undefined` for the first moment. */
export function useConsole(instance: Instance): OpenConsole | undefined {
  const key = consoleKey(instance);
  const open = useSyncExternalStore(
    // Other changes of the instance don't make another console.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    useCallback(() => holdConsole(instance), [key]),
    () => openConsole(key),
  );
  useEffect(() => open?.session.rightsChanged(instance), [open, instance]);
  return open;
}

/** Renders again whenever the session has something new to show. */
export function useSessionVersion(session: ConsoleSession): number {
  return useSyncExternalStore(session.subscribe, () => session.version);
}
