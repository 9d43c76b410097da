import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, type DragEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, FileSort } from '@/api/types';
import { EntryContextMenu, type FolderActions } from './entryActions';
import { EntryRow } from './EntryRow';
import styles from './FolderView.module.css';
import { chosen, clear, reach, type Selection } from './selection';
import { useGridKeys } from './useGridKeys';
import type { Folder } from './useFolder';

export interface EntryListProps {
  label: string;
  folder: Folder;
  sort: FileSort;
  descending: boolean;
  selection: Selection;
  actions: FolderActions;
  mayWrite: boolean;
  /** Name of the folder that something is dragged over. */
  target: string | undefined;
  onSelect: (selection: Selection) => void;
  onSelectAll: () => void;
  onSort: (sort: FileSort) => void;
  onUp: () => void;
  onDragStart: (entry: Entry, event: DragEvent) => void;
  onDragOver: (entry: Entry, event: DragEvent) => void;
}

const COLUMNS: readonly FileSort[] = ['name', 'size', 'modified'];
const ROW = 44;
/** The next page is fetched when the window comes this near to the end of what is loaded. */
const AHEAD = 100;

/** The entries as a grid with one focus; only the rows near the window are in the page, however many there are. */
export function EntryList(props: EntryListProps) {
  const { label, folder, sort, descending, selection, actions, mayWrite, target } = props;
  const { onSelect, onSelectAll, onSort, onUp } = props;
  const { t } = useTranslation('files');
  const { entries, names } = folder;
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler is used here
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW,
    getItemKey: (index) => names[index] ?? index,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasMore, loadMore } = folder;
  useEffect(() => {
    if (hasMore && lastShown + AHEAD >= entries.length) loadMore();
  }, [hasMore, lastShown, entries.length, loadMore]);

  const onKeyDown = useGridKeys({
    entries,
    names,
    selection,
    select: onSelect,
    onSelectAll,
    actions,
    mayWrite,
    pageRows: Math.max(1, Math.floor((grid.current?.clientHeight ?? ROW) / ROW) - 1),
    onUp,
    show: (index) => virtualizer.scrollToIndex(index),
  });

  const latest = useRef({ selection, names, onSelect });
  useEffect(() => {
    latest.current = { selection, names, onSelect };
  });
  const press = useCallback(({ name }: Entry, event: MouseEvent) => {
    const now = latest.current;
    const how = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    now.onSelect(reach(now.selection, name, how, now.names));
  }, []);
  const tick = useCallback(({ name }: Entry) => {
    const now = latest.current;
    now.onSelect(reach(now.selection, name, 'toggle', now.names));
  }, []);

  // The menu belongs to what is selected when it opens on it, otherwise to the row under the pointer.
  const onContextMenu = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-name]') : null;
    const name = row?.dataset.name;
    // The menu key comes without a row: it means what the keyboard is at.
    if (name === undefined) {
      if (event.button === 2) onSelect({ ...clear(selection), active: undefined });
    } else if (!selection.names.has(name)) onSelect(reach(selection, name, 'only', names));
  };

  const activeIndex = selection.active === undefined ? -1 : names.indexOf(selection.active);
  const all = new Set(chosen(selection, names));
  const allSelected = names.length > 0 && selection.names.size >= names.length;
  return (
    <EntryContextMenu
      entries={entries.filter(({ name }) => all.has(name))}
      actions={actions}
      mayWrite={mayWrite}
    >
      <div
        ref={grid}
        className={styles.grid}
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={folder.hasMore ? -1 : entries.length + 1}
        aria-activedescendant={activeIndex >= 0 ? `${id}-${activeIndex}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span role="columnheader" className={styles.tick}>
            <input
              type="checkbox"
              aria-label={t('column.selectAll')}
              checked={allSelected}
              onChange={() => allSelected ? onSelect(clear(selection)) : onSelectAll()}
            />
          </span>
          {COLUMNS.map((column) => (
            <span
              key={column}
              role="columnheader"
              className={styles[column]}
              aria-sort={sort === column ? (descending ? 'descending' : 'ascending') : 'none'}
            >
              <button type="button" onClick={() => onSort(column)}>
                {t(`column.${column}`)}
                {sort === column &&
                  (descending ? (
                    <ArrowDown size={12} aria-hidden="true" />
                  ) : (
                    <ArrowUp size={12} aria-hidden="true" />
                  ))}
              </button>
            </span>
          ))}
          <span role="columnheader" className={styles.mode}>
            {t('column.mode')}
          </span>
          <span role="columnheader" className={styles.more}>
            <span className="visually-hidden">{t('column.actions')}</span>
          </span>
        </div>
        <div role="rowgroup" className={styles.rows} style={{ blockSize: virtualizer.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const entry = entries[index];
            return (
              entry && (
                <EntryRow
                  key={String(key)}
                  entry={entry}
                  index={index}
                  id={`${id}-${index}`}
                  start={start}
                  selected={selection.names.has(entry.name)}
                  active={index === activeIndex}
                  target={entry.name === target}
                  mayWrite={mayWrite}
                  actions={actions}
                  measure={virtualizer.measureElement}
                  onPress={press}
                  onTick={tick}
                  onDragStart={props.onDragStart}
                  onDragOver={props.onDragOver}
                />
              )
            );
          })}
        </div>
      </div>
    </EntryContextMenu>
  );
}
