import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '@/app/useMedia';
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

/** What was found, newest first; each leads to its place, and buttons from one to the next. */
export function HistoryResults({ found, onJump, onMore }: HistoryResultsProps) {
  const { t } = useTranslation('console');
  const { lines, state } = found;
  const [shown, setShown] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const at = lines.findIndex(({ offset }) => offset === shown);
  // On a small screen there is room for the list or for what was found.
  const folded = useMedia('(max-width: 639px)') && at >= 0;
  useEffect(() => {
    // In new browsers it returns a promise, which an effect must not.
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const show = (offset: number) => {
    setShown(offset);
    onJump(offset);
  };
  const step = (by: 1 | -1) => {
    const line = lines[at + by];
    if (line !== undefined) show(line.offset);
    else if (by === 1) onMore();
  };
  return (
    <>
      <div className={styles.head}>
      <p className={styles.count} role="status">
        {state === 'running'
          ? t('history.running')
          : state !== 'none' && t('history.count', { count: lines.length, number: formatNumber(lines.length) })}
        {found.cut && ` ${t('history.cut')}`}
        {at >= 0 && ` ${t('find.position', { position: formatNumber(at + 1), total: formatNumber(lines.length) })}`}
      </p>
      {lines.length > 0 && (
        <>
          {folded && (
            <Button kind="ghost" small onClick={() => setShown(undefined)}>
              {t('history.list')}
            </Button>
          )}
          <Button kind="ghost" icon small aria-label={t('history.older')} disabled={at + 1 >= lines.length && state !== 'more'} onClick={() => step(1)}>
            <ChevronUp size={16} aria-hidden="true" />
          </Button>
          <Button kind="ghost" icon small aria-label={t('history.newer')} disabled={at <= 0} onClick={() => step(-1)}>
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        </>
      )}
      </div>
      {found.problem && <ResultProblem problem={found.problem} />}
      {lines.length > 0 && !folded && (
        <ol ref={list} className={styles.results}>
          {lines.map((line) => (
            <li key={line.offset}>
              <button type="button" aria-current={line.offset === shown} onClick={() => show(line.offset)}>
                <time dateTime={line.at ?? undefined}>{line.at ? formatMoment(line.at) : t('history.noTime')}</time>
                <code data-level={line.level ?? undefined}>{line.text}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
      {!folded && (state === 'more' || (state === 'failed' && lines.length > 0)) && (
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
