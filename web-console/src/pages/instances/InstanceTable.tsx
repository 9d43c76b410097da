import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { StatePill } from '@/instance/StatePill';
import { Since } from '@/instance/Since';
import { useSamples } from '@/live/usage';
import type { Sort, SortKey } from './filter';
import styles from './Instances.module.css';
import { StarButton, Tags } from './labels/Marks';
import { RowActions, type RowOptions } from './RowActions';
import { UsageCells } from './UsageCells';
import { useRowKeys } from './useRowKeys';
import type { Selection } from './useSelection';

export interface ListProps {
  instances: readonly Instance[];
  selection: Selection;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onKill: (instances: readonly Instance[]) => void;
  options: RowOptions;
}

const COLUMNS: readonly { key: Exclude<SortKey, 'expires' | 'manual'> | 'owner' | 'cpu' | 'memory'; className: string | undefined }[] = [
  { key: 'name', className: styles.colName },
  { key: 'state', className: styles.colState },
  { key: 'changed', className: styles.colSince },
  { key: 'cpu', className: styles.colUsage },
  { key: 'memory', className: styles.colUsage },
  { key: 'node', className: styles.colNode },
  { key: 'owner', className: styles.colOwner },
];

/** Rows are drawn only where the window is; two spacer rows hold the place of the others. */
export function InstanceTable({ instances, selection, sort, onSort, onKill, options }: ListProps) {
  const { t } = useTranslation('instances');
  const table = useRef<HTMLTableElement>(null);
  useSamples();
  const rows = useRows(table, instances.length);
  useRowKeys(table, rows, instances, selection);
  const items = rows.getVirtualItems();
  const before = items.length > 0 ? (items[0]?.start ?? 0) - rows.options.scrollMargin : 0;
  const after = rows.getTotalSize() - (items.length > 0 ? (items.at(-1)?.end ?? 0) - rows.options.scrollMargin : 0);

  return (
    <div className={styles.wrap}>
      <table ref={table} className={styles.table} aria-rowcount={instances.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.colCheck}>
              <input
                type="checkbox"
                aria-label={t('selectAll', { count: instances.length })}
                checked={selection.all}
                ref={(box) => {
                  if (box) box.indeterminate = !selection.all && selection.selected.length > 0;
                }}
                onChange={selection.toggleAll}
              />
            </th>
            {COLUMNS.map(({ key, className }) =>
              key === 'owner' || key === 'cpu' || key === 'memory' ? (
                <th key={key} scope="col" className={className}>
                  {t(`column.${key}`)}
                </th>
              ) : (
                <SortHead key={key} column={key} className={className} sort={sort} onSort={onSort} />
              ),
            )}
            <th scope="col" className={styles.colActions}>
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map((item) => {
            const instance = instances[item.index];
            return (
              instance && (
                <Row
                  key={instance.id}
                  index={item.index}
                  instance={instance}
                  selected={selection.has(instance.id)}
                  onToggle={selection.toggle}
                  onExtend={selection.extend}
                  onKill={onKill}
                  options={options}
                />
              )
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </div>
  );
}

function useRows(table: React.RefObject<HTMLElement | null>, count: number) {
  const [margin, setMargin] = useState(0);
  const [height, setHeight] = useState(44);
  useLayoutEffect(() => {
    const body = table.current?.querySelector('tbody');
    if (!body) return undefined;
    const measure = () => {
      setMargin(body.getBoundingClientRect().top + window.scrollY);
      const token = getComputedStyle(document.documentElement).getPropertyValue('--row');
      setHeight(Number.parseInt(token, 10) || 44);
    };
    // What stands above the list may grow: results of actions, an error.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [table]);
  return useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: 96,
    scrollPaddingEnd: 96,
  });
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true">
      {/* One cell: spanning columns that a narrow window hides would make room for them. */}
      <td className={styles.spacer} style={{ height }} />
    </tr>
  );
}

interface SortHeadProps {
  column: Exclude<SortKey, 'expires' | 'manual'>;
  className: string | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

function SortHead({ column, className, sort, onSort }: SortHeadProps) {
  const { t } = useTranslation('instances');
  const on = sort.key === column;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" className={className} aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key: column, descending: on ? !sort.descending : column === 'changed' })}
      >
        {t(`column.${column}`)}
        {on && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}

interface RowProps {
  index: number;
  instance: Instance;
  selected: boolean;
  onToggle: (id: string) => void;
  onExtend: (id: string) => void;
  onKill: (instances: readonly Instance[]) => void;
  options: RowOptions;
}

const Row = memo(function Row({ index, instance, selected, onToggle, onExtend, onKill, options }: RowProps) {
  const { t } = useTranslation('instances');
  return (
    <tr data-index={index} aria-rowindex={index + 2} className={selected ? styles.selected : undefined}>
      <td className={styles.colCheck}>
        <input
          type="checkbox"
          aria-label={t('select', { name: instance.name })}
          checked={selected}
          onChange={(event) =>
            (event.nativeEvent as MouseEvent).shiftKey ? onExtend(instance.id) : onToggle(instance.id)
          }
        />
      </td>
      <td className={styles.colName}>
        <span className={styles.nameLine}>
          <StarButton
            name={instance.name}
            on={options.starred.has(instance.id)}
            onToggle={() => options.onStar(instance.id)}
          />
          <Link to="/instances/$id/console" params={{ id: instance.id }} className={styles.name} title={instance.name}>
            {instance.name}
          </Link>
          <Tags instance={instance} />
        </span>
      </td>
      <td className={styles.colState}>
        <StatePill instance={instance} />
      </td>
      <td className={styles.colSince}>
        <Since instance={instance} />
      </td>
      <UsageCells instance={instance} />
      <td className={styles.colNode}>{instance.nodeName}</td>
      <td className={styles.colOwner}>{instance.owner?.name ?? '–'}</td>
      <td className={styles.colActions}>
        <RowActions instance={instance} index={index} onKill={onKill} options={options} />
      </td>
    </tr>
  );
});
