import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatClock, formatMoment, formatNumber } from '@/i18n/format';
import { visibleText } from '../people/names';
import { SenderName } from '../people/SenderName';
import type { LogRow } from './logIndex';
import styles from './LogView.module.css';
import { rowPieces, type Hit } from './rowPieces';
import type { StyleSheet } from './styleSheet';

export interface LogRowViewProps {
  row: LogRow;
  index: number;
  start: number;
  sheet: StyleSheet;
  hits: readonly Hit[] | undefined;
  /** When it was printed; null: not known; undefined: times aren't shown. */
  at: number | null | undefined;
  marked: boolean;
  onGap: ((offset: number) => void) | undefined;
  measure: (element: HTMLElement | null) => void;
}

/** One row of the log as text nodes and spans; nothing that a program prints is ever read as HTML. */
export const LogRowView = memo(function LogRowView({
  row,
  index,
  start,
  sheet,
  hits,
  at,
  marked,
  onGap,
  measure,
}: LogRowViewProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      data-row={row.key}
      className={styles.row}
      data-marked={marked || undefined}
      style={{ transform: `translateY(${start}px)` }}
    >
      {at !== undefined && row.line.kind === 'text' && <LineTime at={at} />}
      <RowContent row={row} sheet={sheet} hits={hits} onGap={onGap} />
    </div>
  );
});

/** Not part of what is selected and copied. */
function LineTime({ at }: { at: number | null }) {
  const { t } = useTranslation('console');
  if (at === null) return <span className={styles.time} title={t('log.noTime')} />;
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatClock(at)}
    </time>
  );
}

function RowContent({ row, sheet, hits, onGap }: Pick<LogRowViewProps, 'row' | 'sheet' | 'hits' | 'onGap'>) {
  const { t } = useTranslation('console');
  const { line } = row;
  switch (line.kind) {
    case 'gap':
      return line.stored === true && onGap !== undefined ? (
        <p className={styles.gap}>
          {t('log.passed', { size: formatBytes(line.bytes) })}{' '}
          <button type="button" className={styles.load} onClick={() => onGap(line.offset)}>
            {t('log.loadMissing')}
          </button>
        </p>
      ) : (
        <p className={styles.gap}>{t('log.gap', { size: formatBytes(line.bytes) })}</p>
      );
    case 'restart':
      return <p className={styles.gap}>{t('log.restart')}</p>;
    case 'command':
      return (
        <p className={styles.command}>
          <span aria-hidden="true">{'› '}</span>
          <SenderName user={line.sender} />
          {visibleText(line.text)}
        </p>
      );
    case 'text':
      return (
        <p className={styles.line} data-level={line.level}>
          {rowPieces(line, hits).map((piece, at) => {
            const look = sheet.look(piece.style);
            const className = [piece.level && styles[piece.level], piece.found && styles[piece.found]]
              .filter(Boolean)
              .join(' ');
            return <PieceView key={at} text={piece.text} href={piece.href} className={className} look={look} />;
          })}
          {row.repeats > 1 && (
            <b className={styles.repeats} title={t('log.repeats', { number: formatNumber(row.repeats) })}>
              {` ×${formatNumber(row.repeats)}`}
            </b>
          )}
          {line.text === '' && '\u200b'}
        </p>
      );
  }
}

interface PieceViewProps {
  text: string;
  href: string | undefined;
  className: string;
  look: CSSProperties | undefined;
}

function PieceView({ text, href, className, look }: PieceViewProps) {
  if (href !== undefined) {
    return (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className={`${styles.link ?? ''} ${className}`}
        style={look}
      >
        {text}
      </a>
    );
  }
  if (className === '' && look === undefined) return text;
  return (
    <span className={className || undefined} style={look}>
      {text}
    </span>
  );
}
