import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { History } from '@/api/metricsCalls';
import { formatMoment } from '@/i18n/format';
import { indexAt, lengthOf, niceTop, timeAt, valuesOf, xAt } from './chartMath';
import type { ChartKind, Line } from './charts';
import { ChartTable } from './ChartTable';
import { Drawing } from './Drawing';
import styles from './Metrics.module.css';
import { useWidth } from './useWidth';

export interface ChartProps {
  kind: ChartKind;
  lines: readonly Line[];
  history: History;
  /** The moment that all charts of the page point at; null: none. */
  index: number | null;
  onIndex: (index: number | null) => void;
}

const STEP = 10;

/** One chart with its words; pointer and keyboard move the crosshair of all charts, a table says the same in numbers. */
export function Chart({ kind, lines, history, index, onIndex }: ChartProps) {
  const { t } = useTranslation('metrics');
  const title = useId();
  const [isTable, setTable] = useState(false);
  const [box, width] = useWidth();
  const length = lengthOf(history);
  const shown = index === null ? length - 1 : Math.min(index, length - 1);
  const values = lines.map((line) => valuesOf(history, line.name));
  const top = niceTop(values, 0, kind.binary);
  const words = lines.map((line, i) => {
    const value = values[i]?.[shown] ?? null;
    return { line, text: value === null ? '–' : kind.format(value) };
  });
  const said = `${formatMoment(timeAt(history, shown))}: ${words
    .map(({ line, text }) => `${t(`measure.${line.name}`)} ${text}`)
    .join(', ')}`;

  const point = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    onIndex(indexAt(event.clientX - left, length, width));
  };
  const key = (event: KeyboardEvent) => {
    const by = moves(event.key, shown, length);
    if (event.key === 'Escape') onIndex(null);
    else if (by !== undefined) {
      event.preventDefault();
      onIndex(Math.min(length - 1, Math.max(0, by)));
    }
  };

  return (
    <section className={styles.chart} aria-labelledby={title}>
      <div className={styles.head}>
        <h2 id={title}>{t(`chart.${kind.name}`)}</h2>
        <ul className={styles.legend}>
          {words.map(({ line, text }) => (
            <li key={line.name} data-tone={line.tone} data-peak={line.isPeak}>
              <span className={styles.swatch} aria-hidden="true" />
              {t(`measure.${line.name}`)} <b>{text}</b>
            </li>
          ))}
        </ul>
        <button type="button" className={styles.toggle} aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t('table')}
        </button>
      </div>
      {isTable ? (
        <ChartTable kind={kind} lines={lines} history={history} label={t(`chart.${kind.name}`)} />
      ) : (
        <div
          ref={box}
          className={styles.plot}
          role="slider"
          tabIndex={0}
          aria-labelledby={title}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, length - 1)}
          aria-valuenow={Math.max(0, shown)}
          aria-valuetext={said}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={(event) => event.pointerType === 'mouse' && onIndex(null)}
          onKeyDown={key}
        >
          <Drawing
            history={history}
            lines={lines}
            top={top}
            width={width}
            format={kind.format}
            cross={index === null ? null : xAt(shown, length, width)}
          />
        </div>
      )}
    </section>
  );
}

function moves(key: string, at: number, length: number): number | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return at - 1;
  if (key === 'ArrowRight' || key === 'ArrowUp') return at + 1;
  if (key === 'PageUp') return at + STEP;
  if (key === 'PageDown') return at - STEP;
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return undefined;
}
