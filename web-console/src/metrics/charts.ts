import { formatBytes, formatNumber, formatShare } from '@/i18n/format';
import type { History } from '@/api/metricsCalls';

/** Which measures stand together in one chart, and how their values are written. */
export type ChartName = 'cpu' | 'memory' | 'disk' | 'transfer' | 'network' | 'processes' | 'load';

export interface Line {
  name: 'cpu' | 'cpuMax' | 'memory' | 'memoryMax' | 'disk' | 'read' | 'written' | 'received' | 'sent' | 'threads' | 'processes' | 'load';
  tone: 'accent' | 'violet' | 'amber' | 'green';
  /** The highest value beside the average: thinner, without area. */
  isPeak?: boolean;
}

export interface ChartKind {
  name: ChartName;
  lines: readonly Line[];
  binary: boolean;
  format: (value: number) => string;
}

const rate = (value: number): string => `${formatBytes(value)}/s`;
const plain = (value: number): string => formatNumber(value, value < 10 ? 1 : 0);

export const CHARTS: readonly ChartKind[] = [
  {
    name: 'cpu',
    lines: [{ name: 'cpu', tone: 'accent' }, { name: 'cpuMax', tone: 'accent', isPeak: true }],
    binary: false,
    format: formatShare,
  },
  {
    name: 'memory',
    lines: [{ name: 'memory', tone: 'violet' }, { name: 'memoryMax', tone: 'violet', isPeak: true }],
    binary: true,
    format: formatBytes,
  },
  { name: 'load', lines: [{ name: 'load', tone: 'green' }], binary: false, format: (value) => formatNumber(value, 2) },
  { name: 'disk', lines: [{ name: 'disk', tone: 'amber' }], binary: true, format: formatBytes },
  {
    name: 'transfer',
    lines: [{ name: 'read', tone: 'green' }, { name: 'written', tone: 'accent' }],
    binary: true,
    format: rate,
  },
  {
    name: 'network',
    lines: [{ name: 'received', tone: 'green' }, { name: 'sent', tone: 'accent' }],
    binary: true,
    format: rate,
  },
  {
    name: 'processes',
    lines: [{ name: 'threads', tone: 'accent' }, { name: 'processes', tone: 'violet' }],
    binary: false,
    format: plain,
  },
];

/** The finest steps have no peaks beside their values. */
const PEAKS_FROM_MILLIS = 60_000;

/** The lines of a chart that the history has something of. */
export function linesIn(kind: ChartKind, history: History): Line[] {
  return kind.lines.filter(
    (line) =>
      history.series.some((series) => series.name === line.name) &&
      (line.isPeak !== true || history.stepMillis >= PEAKS_FROM_MILLIS),
  );
}
