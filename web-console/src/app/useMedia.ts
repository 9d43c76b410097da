import { useCallback, useSyncExternalStore } from 'react';

export const PHONE = '(max-width: 640px)';

/** Whether a media query holds, for the few places where CSS alone can't decide. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
