import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { nodeSettings } from '@/api/fileCalls';
import { formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';

const DAY = 86_400_000;

/** For how long nodes keep what is deleted with its files: of several, the shortest. */
export interface Grace {
  /** 0: not at all; undefined while nobody knows. */
  days: number | undefined;
  failed: boolean;
}

export function useGrace(nodes: readonly string[]): Grace {
  return useQueries({
    queries: [...new Set(nodes)].map((node) => ({
      queryKey: ['node-settings', node],
      queryFn: ({ signal }: { signal: AbortSignal }) => nodeSettings(node, signal),
    })),
    combine: (found) => {
      const days = found.map(({ data }) => data?.trashDays).filter((each) => each !== undefined);
      return {
        days: days.length === found.length ? Math.min(...days) : undefined,
        failed: found.some(({ error }) => error !== null),
      };
    },
  });
}

/** What becomes of an instance that is deleted now. */
export function useGraceText({ days, failed }: Grace, withFiles: boolean): string {
  const { t } = useTranslation('instance');
  const now = useNow();
  if (!withFiles) return t('delete.grace.filesStay');
  if (days === 0) return t('delete.grace.none');
  if (days !== undefined) return t('delete.grace.days', { count: days, date: formatTime(now + days * DAY) });
  return failed ? t('delete.grace.unknown') : t('delete.grace.asking');
}
