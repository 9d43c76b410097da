import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { History } from '@/api/metricsCalls';
import { formatHour } from '@/i18n/format';
import { areaPath, lengthOf, linePath, timeAt, timeTicks, valuesOf } from './chartMath';
import type { Line } from './charts';
import styles from './Metrics.module.css';

export const HEIGHT = 132;
const BELOW = 20;
/** Room that a time on the axis takes. */
const TICK_WIDTH = 96;

interface DrawingProps {
  history: History;
  lines: readonly Line[];
  top: number;
  width: number;
  format: (value: number) => string;
  cross: number | null;
}

/** What the words beside it say as lines; hidden from screen readers, which have the words and the table. */
export function Drawing({ cross, ...lines }: DrawingProps) {
  return (
    <svg className={styles.drawing} width={lines.width} height={HEIGHT + BELOW} aria-hidden="true">
      <Lines {...lines} />
      {cross !== null && <line className={styles.cross} x1={cross} x2={cross} y1={0} y2={HEIGHT} />}
    </svg>
  );
}

const Lines = memo(function Lines({ history, lines, top, width, format }: Omit<DrawingProps, 'cross'>) {
  const { t } = useTranslation('metrics');
  const frame = { width, height: HEIGHT, top };
  const from = timeAt(history, 0);
  const to = timeAt(history, Math.max(1, lengthOf(history) - 1));
  const x = (at: number) => ((at - from) / (to - from)) * width;
  return (
    <>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className={styles.grid} x1={0} x2={width} y1={HEIGHT * (1 - share)} y2={HEIGHT * (1 - share)} />
          {share > 0 && (
            <text className={styles.value} x={4} y={HEIGHT * (1 - share) + 13}>
              {format(top * share)}
            </text>
          )}
        </g>
      ))}
      {timeTicks(from, to, Math.max(1, Math.floor(width / TICK_WIDTH))).map((at) => (
        <text key={at} className={styles.time} x={x(at)} y={HEIGHT + 15} textAnchor={anchor(x(at), width)}>
          {formatHour(at, to - from)}
        </text>
      ))}
      {lines.map((line) => {
        const values = valuesOf(history, line.name);
        return (
          <g key={line.name} data-tone={line.tone} data-peak={line.isPeak}>
            {line.isPeak !== true && <path className={styles.area} d={areaPath(values, frame)} />}
            <path className={styles.line} d={linePath(values, frame)} />
          </g>
        );
      })}
      {history.marks.map((mark) => {
        const at = x(new Date(mark.at).getTime());
        return at >= 0 && at <= width ? (
          <g key={`${mark.at}${mark.kind}`} className={styles.mark} data-kind={mark.kind}>
            <line x1={at} x2={at} y1={0} y2={HEIGHT} />
            <circle cx={Math.min(width - 4, Math.max(4, at))} cy={4} r={4}>
              <title>{t(`mark.${mark.kind as 'started'}`)}</title>
            </circle>
          </g>
        ) : null;
      })}
    </>
  );
});

const anchor = (x: number, width: number) => (x < 30 ? 'start' : x > width - 30 ? 'end' : 'middle');
