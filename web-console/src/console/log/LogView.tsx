import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/i18n/format';
import { Announcer } from './Announcer';
import { Leaving } from './leaving';
import type { LineTimes } from './lineTimes';
import type { LogFeed } from './logFeed';
import type { LogRow } from './logIndex';
import type { Match } from './logSearch';
import { LogRowView } from './LogRowView';
import styles from './LogView.module.css';
import type { Hit } from './rowPieces';
import { rowsOfSelection, withSelection } from './selectedRows';
import { useStyleSheet } from './useStyleSheet';

export interface LogViewProps {
  feed: LogFeed;
  wrap: boolean;
  announce: boolean;
  /** Pixels. */
  textSize: number;
  /** Shown before each line when given. */
  times?: LineTimes | undefined;
  /** Somebody wants to see what passed by too fast. */
  onGap?: ((offset: number) => void) | undefined;
  /** What to say when there are no rows. */
  empty: string;
  earlier: 'idle' | 'loading' | 'failed' | 'none';
  onEarlier: () => void;
  /** The reader left the end or came back to it. */
  onHold: (held: boolean) => void;
}

const AT_END_WITHIN = 24;
const OVERSCAN = 24;
const EARLIER_HEIGHT = 40;
/** Horizontal padding of a row plus the scroll bar, for guessing where lines wrap. */
const ASIDE = 40;

/**
 * The log: rows of real text, only those near the window in the page. Follows the end while the reader is there;
 * otherwise nothing moves, whatever comes in, is trimmed or is loaded above.
 */
export function LogView({ feed, wrap, announce, textSize, times, onGap, empty, earlier, onEarlier, onHold }: LogViewProps) {
  const { t } = useTranslation('console');
  const { rows, received, isFull, matches, current } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(feed.place === undefined);
  const [selecting, setSelecting] = useState(false);
  const [leftAt, setLeftAt] = useState(received);
  const sheet = useStyleSheet();
  const lineHeight = textSize + 7;
  const paddingStart = earlier === 'none' ? 0 : EARLIER_HEIGHT;

  const rangeExtractor = useCallback(
    (range: Range) => withSelection(range, rowsOfSelection(scroller.current)),
    [],
  );
  const columns = useColumns(scroller, textSize, () => {
    if (following && !selecting) virtualizer.scrollToEnd();
  });
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler is used here
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lineHeight * (wrap ? linesOf(rows[index], columns) : 1),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
    paddingStart,
    anchorTo: 'end',
    followOnAppend: following && !selecting,
    scrollEndThreshold: AT_END_WITHIN,
    rangeExtractor,
  });

  useForgottenSizes(virtualizer.itemSizeCache, rows);
  useEffect(() => onHold(!following), [following, onHold]);

  // Heights of wrapped rows hold for one width and one size of text only.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, wrap, textSize, columns]);

  const leaving = useLeaving(scroller);
  const toEnd = useCallback(() => {
    leaving.stay();
    setFollowing(true);
    feed.place = undefined;
    virtualizer.scrollToEnd();
  }, [feed, leaving, virtualizer]);

  // Back to where the reader was, or to the end.
  useLayoutEffect(() => {
    const { place } = feed;
    const index = place === undefined ? -1 : indexOfRow(rows, place.row);
    if (place === undefined || index < 0) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(index, { align: 'start' });
    // Only when the view opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useShownMatch(matches[current], rows, (index) => {
    setFollowing(false);
    virtualizer.scrollToIndex(index, { align: 'center' });
  });

  const scrolled = () => {
    const element = scroller.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= AT_END_WITHIN;
    const isLeft = leaving.hasLeft({ top: element.scrollTop, height: element.scrollHeight, first: rows[0]?.key }, atEnd);
    if (following && !atEnd && !isLeft) {
      virtualizer.scrollToEnd();
      return;
    }
    const first = virtualizer.getVirtualItemForOffset(element.scrollTop);
    feed.place =
      atEnd || first === undefined ? undefined : { row: Number(first.key), offset: element.scrollTop };
    if (atEnd === following) return;
    setFollowing(atEnd);
    if (!atEnd) setLeftAt(received);
  };

  const selected = () => setSelecting(rowsOfSelection(scroller.current) !== undefined);
  useEffect(() => {
    document.addEventListener('selectionchange', selected);
    return () => document.removeEventListener('selectionchange', selected);
  }, []);

  const hits = useMemo(() => hitsByRow(matches, current), [matches, current]);
  const newLines = following ? 0 : received - leftAt;
  return (
    <div className={styles.frame}>
      {/* The scroll area has to take the keyboard's focus, or nobody could scroll it without a mouse. */}
      <div
        ref={scroller}
        className={classes(styles.scroller, wrap && styles.wrap, times !== undefined && styles.timed)}
        role="log"
        aria-label={t('output')}
        aria-live="off"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={scrolled}
        data-following={following}
        style={{ '--log-size': `${textSize}px` } as React.CSSProperties}
      >
        <div className={styles.rows} style={{ blockSize: virtualizer.getTotalSize() }}>
          {earlier !== 'none' && (
            <div className={styles.earlier}>
              <button
                type="button"
                className={styles.button}
                onClick={onEarlier}
                aria-busy={earlier === 'loading'}
              >
                {t(EARLIER_TEXTS[earlier])}
              </button>
            </div>
          )}
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row && (
                <LogRowView
                  key={String(key)}
                  row={row}
                  index={index}
                  start={start}
                  sheet={sheet}
                  hits={hits.get(row.key)}
                  at={times === undefined ? undefined : (times.at(row.line.offset) ?? null)}
                  marked={row.key === feed.marked}
                  onGap={onGap}
                  measure={virtualizer.measureElement}
                />
              )
            );
          })}
        </div>
      </div>
      {rows.length === 0 && <p className={styles.empty}>{empty}</p>}
      {!following && (
        <div className={styles.follow}>
          {isFull && <span className={styles.waiting}>{t('log.waiting')}</span>}
          <button type="button" className={styles.button} onClick={toEnd}>
            <span aria-hidden="true">{'↓ '}</span>
            {newLines > 0
              ? t('log.newLines', { count: newLines, number: formatNumber(newLines) })
              : t('log.latest')}
          </button>
        </div>
      )}
      {announce && <Announcer rows={rows} received={received} />}
    </div>
  );
}

const EARLIER_TEXTS = {
  idle: 'log.earlier',
  loading: 'log.loadingEarlier',
  failed: 'log.earlierFailed',
} as const;

function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

function linesOf(row: LogRow | undefined, columns: number): number {
  return row?.line.kind === 'text' ? Math.max(1, Math.ceil(row.line.text.length / columns)) : 1;
}

/** Hears of what whoever reads does to the log. */
function useLeaving(scroller: React.RefObject<HTMLDivElement | null>): Leaving {
  const [leaving] = useState(() => new Leaving());
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const touch = () => leaving.touch();
    const acts = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
    acts.forEach((act) => element.addEventListener(act, touch, { passive: true }));
    return () => acts.forEach((act) => element.removeEventListener(act, touch));
  }, [scroller, leaving]);
  return leaving;
}

/** How many characters fit on a row; good enough to guess heights with. Also tells of every change of size. */
function useColumns(
  scroller: React.RefObject<HTMLDivElement | null>,
  textSize: number,
  resized: () => void,
): number {
  const [columns, setColumns] = useState(120);
  const latest = useRef(resized);
  useEffect(() => {
    latest.current = resized;
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // A monospaced character is about 0.6 of its height.
    const fit = () => setColumns(Math.max(20, Math.floor((element.clientWidth - ASIDE) / (textSize * 0.602))));
    const observer = new ResizeObserver(() => {
      fit();
      latest.current();
    });
    observer.observe(element);
    fit();
    return () => observer.disconnect();
  }, [scroller, textSize]);
  return columns;
}

/** Measured heights of rows that are gone would pile up for as long as the console is open. */
function useForgottenSizes(sizes: Map<number | string | bigint, number>, rows: readonly LogRow[]): void {
  useEffect(() => {
    if (sizes.size < 2 * rows.length + 1_000) return;
    const first = rows[0]?.key ?? 0;
    for (const key of sizes.keys()) if (Number(key) < first) sizes.delete(key);
  });
}

/** Brings a match into view when the reader goes to it, and leaves it alone while only the log moves on. */
function useShownMatch(match: Match | undefined, rows: readonly LogRow[], show: (index: number) => void): void {
  const shown = useRef<string>(undefined);
  const id = match && `${match.row}:${match.from}`;
  useEffect(() => {
    if (id === shown.current) return;
    shown.current = id;
    const index = match === undefined ? -1 : indexOfRow(rows, match.row);
    if (index >= 0) show(index);
  });
}

function indexOfRow(rows: readonly LogRow[], key: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined) return -1;
    if (key < row.key) high = middle - 1;
    else if (key > row.last) low = middle + 1;
    else return middle;
  }
  return -1;
}

function hitsByRow(matches: readonly Match[], current: number): Map<number, Hit[]> {
  const byRow = new Map<number, Hit[]>();
  matches.forEach(({ row, from, to }, index) => {
    const hits = byRow.get(row) ?? [];
    hits.push({ from, to, current: index === current });
    byRow.set(row, hits);
  });
  return byRow;
}
