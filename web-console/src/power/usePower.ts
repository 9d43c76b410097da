import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance, PowerAction } from '@/api/types';
import { toast } from '@/design/toasts';
import { currentJobs, onJobs, pendingOf, requestPower, undo, UNDO_MILLIS, type Pending, type PowerJob } from './jobs';

export function useJobs(): readonly PowerJob[] {
  return useSyncExternalStore(onJobs, currentJobs);
}

export function usePending(instance: string): Pending | undefined {
  return pendingOf(useJobs(), instance);
}

/** Asks for a power action; stop and restart come with their undo. Kill is confirmed before this is called. */
export function usePower(): (instances: readonly Pick<Instance, 'id' | 'name'>[], action: PowerAction) => void {
  const { t } = useTranslation(['instance', 'common']);
  return useCallback(
    (instances, action) => {
      const first = instances[0];
      if (!first) return;
      const job = requestPower(instances, action);
      if (action !== 'stop' && action !== 'restart') return;
      const text =
        instances.length === 1
          ? t(`power.soon.${action}`, { name: first.name })
          : t(`power.soonMany.${action}`, { count: instances.length });
      toast(text, {
        millis: UNDO_MILLIS,
        countdown: true,
        action: { label: t('common:undo'), run: () => undo(job) },
      });
    },
    [t],
  );
}
