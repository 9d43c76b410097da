import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { formatMoment, formatNumber } from '@/i18n/format';
import { useProblemTexts } from '@/design/problemTexts';
import styles from './History.module.css';
import type { HistorySearch } from './useHistorySearch';

export interface HistoryResultsProps {
  found: HistorySearch;
  onJump: (offset: number) => void;
  onMore: () => void;
}

/** What was found, newest first; each leads to its place. */
export function HistoryResults({ found, onJump, onMore }: HistoryResultsProps) {
  const { t } = useTranslation('console');
  const { lines, state } = found;
  return (
    <>
      <p className={styles.count} role="status">
        {state === 'running'
          ? t('history.running')
          : state !== 'none' && t('history.count', { count: lines.length, number: formatNumber(lines.length) })}
        {found.cut && ` ${t('history.cut')}`}
      </p>
      {found.problem && <ResultProblem problem={found.problem} />}
      {lines.length > 0 && (
        <ol className={styles.results}>
          {lines.map((line) => (
            <li key={line.offset}>
              <button type="button" onClick={() => onJump(line.offset)}>
                <time dateTime={line.at ?? undefined}>{line.at ? formatMoment(line.at) : t('history.noTime')}</time>
                <code data-level={line.level ?? undefined}>{line.text}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
      {(state === 'more' || (state === 'failed' && lines.length > 0)) && (
        <Button kind="ghost" small onClick={onMore}>
          {t('history.more')}
        </Button>
      )}
    </>
  );
}

function ResultProblem({ problem }: { problem: NonNullable<HistorySearch['problem']> }) {
  const { title, remedy } = useProblemTexts(problem);
  return (
    <p className={styles.error} role="alert">
      {[title, remedy].filter(Boolean).join('. ')}
    </p>
  );
}
