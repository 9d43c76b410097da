import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry, ActivityPage } from '@/api/activityCalls';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { formatFull, formatMoment } from '@/i18n/format';
import { clientName } from '../account/clientName';
import { actText } from '../audit/actText';
import { Changes } from '../audit/Changes';
import styles from './Activity.module.css';

interface ActivityListProps {
  queryKey: readonly unknown[];
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<ActivityPage>;
  empty: string;
}

/** What was done, newest first; each opens to what was before and after. */
export function ActivityList({ queryKey, load, empty }: ActivityListProps) {
  const { t } = useTranslation('audit');
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  // One answer looks at a bounded number of records: where it found none of them, the next one may.
  const isLooking = hasNextPage && !query.error && query.data?.pages.at(-1)?.entries.length === 0;
  useEffect(() => {
    if (isLooking && !isFetchingNextPage) void fetchNextPage();
  }, [isLooking, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={4} />}
      {query.data && entries.length === 0 && !hasNextPage && <EmptyState title={t('nothing')}>{empty}</EmptyState>}
      {entries.length > 0 && (
        <ol className={styles.list}>
          {entries.map((entry) => (
            <li key={entry.number}>
              <Row entry={entry} />
            </li>
          ))}
        </ol>
      )}
      {isLooking && <Skeleton rows={2} />}
      {hasNextPage && !isLooking && (
        <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </>
  );
}

function Row({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('audit');
  const hasValues = Object.keys(entry.before).length + Object.keys(entry.after).length > 0;
  return (
    <>
      <div className={styles.line}>
        <span>
          <b>
            <bdi>{who(entry, t('panel'), t('nobody'))}</bdi>
          </b>{' '}
          {actText(entry.act)} {entry.outcome !== 'done' && <Outcome entry={entry} />}
        </span>
        <time dateTime={entry.at} title={formatFull(entry.at)}>
          {formatMoment(entry.at)}
        </time>
      </div>
      <Facts entry={entry} />
      {hasValues && (
        <details className={styles.details}>
          <summary>{t('activity.details')}</summary>
          <Changes before={entry.before} after={entry.after} />
        </details>
      )}
    </>
  );
}

function who({ actor }: ActivityEntry, panel: string, nobody: string): string {
  if (actor.name === '') return actor.way === 'panel' ? panel : actor.id || nobody;
  return actor.asName === undefined ? actor.name : `${actor.name} → ${actor.asName}`;
}

function Outcome({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('audit');
  const known = (['refused', 'failed', 'unknown'] as const).find((each) => each === entry.outcome) ?? 'unknown';
  return (
    <span className={`${styles.outcome} ${styles[known]}`}>
      {t(`outcome.${known}`)} {entry.code !== undefined && <code>{entry.code}</code>}
    </span>
  );
}

/** What it was about, and from where where it was oneself. */
function Facts({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('audit');
  const { actor, after } = entry;
  const about = after.path ?? after.member ?? after.name ?? '';
  const facts = [about, actor.address ?? '', actor.client === undefined ? '' : (clientName(actor.client) ?? ''), entry.masked ? t('activity.masked') : ''];
  const said = facts.filter(Boolean);
  if (said.length === 0) return null;
  return (
    <small className={styles.facts}>
      <bdi>{said.join(' · ')}</bdi>
    </small>
  );
}
