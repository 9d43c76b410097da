import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatNumber } from '@/i18n/format';
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
  measure: (element: HTMLElement | null) => void;
}

/** One row of the log as text nodes and spans; nothing that a program prints is ever read as HTML. */
export const LogRowView = memo(function LogRowView({
  row,
  index,
  start,
  sheet,
  hits,
  measure,
}: LogRowViewProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      data-row={row.key}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <RowContent row={row} sheet={sheet} hits={hits} />
    </div>
  );
});

function RowContent({ row, sheet, hits }: Pick<LogRowViewProps, 'row' | 'sheet' | 'hits'>) {
  const { t } = useTranslation('console');
  const { line } = row;
  switch (line.kind) {
    case 'gap':
      return <p className={styles.gap}>{t('log.gap', { size: formatBytes(line.bytes) })}</p>;
    case 'restart':
      return <p className={styles.gap}>{t('log.restart')}</p>;
    case 'command':
      return (
        <p className={styles.command}>
          <span aria-hidden="true">{'› '}</span>
          {line.text}
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
