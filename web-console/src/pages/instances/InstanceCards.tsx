import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Since } from '@/instance/Since';
import { StatePill } from '@/instance/StatePill';
import styles from './Instances.module.css';
import type { ListProps } from './InstanceTable';
import { StarButton, Tags } from './labels/Marks';
import { RowActions } from './RowActions';
import { useRowKeys } from './useRowKeys';

const CARD_HEIGHT = 112;
const CARD_WIDTH = 300;
const GAP = 8;

/** The same list as cards: on phones one beside nothing, in the grid as many as fit. */
export function InstanceCards({ instances, selection, onKill, options }: ListProps) {
  const { t } = useTranslation('instances');
  const list = useRef<HTMLDivElement>(null);
  const { columns, margin } = useGrid(list);
  const rows = useWindowVirtualizer({
    count: Math.ceil(instances.length / columns),
    estimateSize: () => CARD_HEIGHT + GAP,
    overscan: 6,
    scrollMargin: margin,
    scrollPaddingStart: 96,
    scrollPaddingEnd: 96,
  });
  useRowKeys(
    list,
    { scrollToIndex: (index) => rows.scrollToIndex(Math.floor(index / columns)) },
    instances,
    selection,
  );
  return (
    <div ref={list} role="list" aria-label={t('title')} className={styles.cards} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().flatMap((row) =>
        instances.slice(row.index * columns, (row.index + 1) * columns).map((instance, column) => (
          <div
            key={instance.id}
            role="listitem"
            data-index={row.index * columns + column}
            {...dragging(instance.id, row.index * columns + column, options.onMove)}
            className={selection.has(instance.id) ? `${styles.card} ${styles.selected}` : styles.card}
            style={{
              height: CARD_HEIGHT,
              top: row.start - margin,
              insetInlineStart: `calc(${column} * (100% + ${GAP}px) / ${columns})`,
              width: `calc((100% - ${(columns - 1) * GAP}px) / ${columns})`,
            }}
          >
            <Card
              instance={instance}
              index={row.index * columns + column}
              selection={selection}
              onKill={onKill}
              options={options}
            />
          </div>
        )),
      )}
    </div>
  );
}

const DRAGGED = 'application/x-ostler-instance';

/** In the person's own order a card can be dropped on another's place; the menu of each has the same as buttons. */
function dragging(id: string, index: number, onMove: ListProps['options']['onMove']) {
  if (onMove === undefined) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAGGED, id),
    onDragOver: (event: DragEvent) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault(),
    onDrop: (event: DragEvent) => {
      const dropped = event.dataTransfer.getData(DRAGGED);
      if (dropped !== '') onMove(dropped, index);
    },
  };
}

type CardProps = Pick<ListProps, 'selection' | 'onKill' | 'options'> & { instance: Instance; index: number };

function Card({ instance, index, selection, onKill, options }: CardProps) {
  const { t } = useTranslation('instances');
  return (
    <>
      <div className={styles.cardHead}>
        <input
          type="checkbox"
          aria-label={t('select', { name: instance.name })}
          checked={selection.has(instance.id)}
          onChange={() => selection.toggle(instance.id)}
        />
        <Link to="/instances/$id/console" params={{ id: instance.id }} className={styles.name}>
          {instance.name}
        </Link>
        <StarButton
          name={instance.name}
          on={options.starred.has(instance.id)}
          onToggle={() => options.onStar(instance.id)}
        />
        <RowActions instance={instance} index={index} onKill={onKill} options={options} />
      </div>
      <div className={styles.cardTags}>
        <Tags instance={instance} />
      </div>
      <div className={styles.cardFoot}>
        <StatePill instance={instance} />
        <span className={styles.cardFacts}>
          {instance.nodeName} {'·'} <Since instance={instance} />
        </span>
      </div>
    </>
  );
}

function useGrid(list: React.RefObject<HTMLDivElement | null>): { columns: number; margin: number } {
  const [grid, setGrid] = useState({ columns: 1, margin: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => {
      const columns = Math.max(1, Math.floor((element.clientWidth + GAP) / (CARD_WIDTH + GAP)));
      const margin = element.getBoundingClientRect().top + window.scrollY;
      setGrid((before) => (before.columns === columns && before.margin === margin ? before : { columns, margin }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return grid;
}
