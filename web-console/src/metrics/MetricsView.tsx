import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseQueryResult } from '@tanstack/react-query';
import type { History } from '@/api/metricsCalls';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { Segmented } from '@/design/Segmented';
import { formatMoment } from '@/i18n/format';
import { Chart } from './Chart';
import { timeAt } from './chartMath';
import { CHARTS, linesIn } from './charts';
import styles from './Metrics.module.css';
import { RANGES, type Range } from './range';

interface MetricsViewProps {
  query: UseQueryResult<History>;
  /** With what came since it was fetched. */
  history: History | undefined;
  range: Range;
  onRange: (range: Range) => void;
  empty: string;
}

/** The charts of one instance or node under the choice of their range. */
export function MetricsView({ query, history, range, onRange, empty }: MetricsViewProps) {
  const { t } = useTranslation('metrics');
  const [index, setIndex] = useState<number | null>(null);
  return (
    <div className={styles.metrics}>
      <div className={styles.bar}>
        <Segmented
          label={t('range.label')}
          value={range}
          onChange={onRange}
          choices={RANGES.map((value) => ({ value, label: t(`range.${value}`) }))}
        />
        <span className={styles.moment}>
          {history && index !== null && history.series.length > 0 && formatMoment(timeAt(history, index))}
        </span>
      </div>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!history && !query.error && <Skeleton height="page" />}
      {history && history.series.length === 0 && <EmptyState title={t('empty.title')}>{empty}</EmptyState>}
      {history && (
        <div className={styles.charts}>
          {CHARTS.map((kind) => {
            const lines = linesIn(kind, history);
            return (
              lines.length > 0 && (
                <Chart key={kind.name} kind={kind} lines={lines} history={history} index={index} onIndex={setIndex} />
              )
            );
          })}
        </div>
      )}
      {history && history.marks.length > 0 && <Marks history={history} />}
    </div>
  );
}

const MOST = 20;

function Marks({ history }: { history: History }) {
  const { t } = useTranslation('metrics');
  const marks = [...history.marks].reverse();
  return (
    <section className={styles.marks} aria-label={t('marks')}>
      <h2>{t('marks')}</h2>
      <ul>
        {marks.slice(0, MOST).map((mark) => (
          <li key={`${mark.at}${mark.kind}`} data-kind={mark.kind}>
            <span className={styles.dot} aria-hidden="true" />
            {t(`mark.${mark.kind as 'started'}`)} <time dateTime={mark.at}>{formatMoment(mark.at)}</time>
          </li>
        ))}
      </ul>
      {marks.length > MOST && <p>{t('earlier', { count: marks.length - MOST })}</p>}
    </section>
  );
}
