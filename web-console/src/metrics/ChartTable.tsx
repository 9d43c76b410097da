import { useTranslation } from 'react-i18next';
import type { History } from '@/api/metricsCalls';
import { formatMoment } from '@/i18n/format';
import { lengthOf, timeAt, valuesOf } from './chartMath';
import type { ChartKind, Line } from './charts';
import styles from './Metrics.module.css';

interface ChartTableProps {
  kind: ChartKind;
  lines: readonly Line[];
  history: History;
  label: string;
}

/** The values of a chart, newest first; times without any are left out. */
export function ChartTable({ kind, lines, history, label }: ChartTableProps) {
  const { t } = useTranslation('metrics');
  const columns = lines.map((line) => valuesOf(history, line.name));
  const rows = Array.from({ length: lengthOf(history) }, (_, i) => i)
    .filter((i) => columns.some((values) => (values[i] ?? null) !== null))
    .reverse();
  return (
    // Scrolled with the keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.table} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {lines.map((line) => (
              <th key={line.name} scope="col">
                {t(`measure.${line.name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((i) => (
            <tr key={i}>
              <th scope="row">{formatMoment(timeAt(history, i))}</th>
              {columns.map((values, column) => {
                const value = values[i] ?? null;
                return <td key={lines[column]?.name}>{value === null ? '–' : kind.format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
