import { Ellipsis, File, FileArchive, FileImage, FileQuestionMark, Folder, Link2, Lock } from 'lucide-react';
import { memo, type DragEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, EntryKind } from '@/api/types';
import { Button } from '@/design/Button';
import { Menu } from '@/design/overlay/Menu';
import { formatBytes, formatFull, formatTime } from '@/i18n/format';
import { EntryMenuItems, type EntryActions } from './entryActions';
import { letters } from '../dialogs/modeBits';
import { isArchive, isImage, shownName } from '../paths';
import styles from './FolderView.module.css';

export interface EntryRowProps {
  entry: Entry;
  index: number;
  id: string;
  start: number;
  selected: boolean;
  active: boolean;
  target: boolean;
  mayWrite: boolean;
  actions: EntryActions;
  measure: (element: HTMLElement | null) => void;
  onPress: (entry: Entry, event: MouseEvent) => void;
  onTick: (entry: Entry) => void;
  onDragStart: (entry: Entry, event: DragEvent) => void;
  onDragOver: (entry: Entry, event: DragEvent) => void;
}

const ICONS: Record<EntryKind, typeof File> = {
  file: File,
  folder: Folder,
  link: Link2,
  other: FileQuestionMark,
};

/** One entry. The keyboard works on the whole list; what is in a row is for pointers and has its twin in the keys. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, index, id, start, selected, active, target, mayWrite, actions, measure } = props;
  const { t } = useTranslation('files');
  const Icon = iconOf(entry);
  const isProtected = mayWrite && !entry.writable;
  const opens = entry.kind === 'file' || entry.kind === 'folder';
  const size = entry.kind === 'file' ? formatBytes(entry.size) : '';
  const names = [styles.row, selected && styles.selected, active && styles.active, target && styles.target];
  return (
    // The keys are those of the grid, which holds the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={measure}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-name={entry.name}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
      draggable={mayWrite && !isProtected}
      onClick={(event) => props.onPress(entry, event)}
      onDragStart={(event) => props.onDragStart(entry, event)}
      onDragOver={(event) => props.onDragOver(entry, event)}
    >
      <span role="gridcell" className={styles.tick}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('column.select', { name: shownName(entry.name) })}
          checked={selected}
          onClick={(event) => event.stopPropagation()}
          onChange={() => props.onTick(entry)}
        />
      </span>
      <span role="gridcell" className={styles.name}>
        <Icon size={16} aria-label={t(`kind.${entry.kind}`)} className={styles[entry.kind]} />
        {opens ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles.link}
            onClick={(event) => open(event, actions, entry)}
          >
            {shownName(entry.name)}
          </button>
        ) : (
          <span className={styles.closed}>{shownName(entry.name)}</span>
        )}
        {isProtected && <Lock size={14} className={styles.lock} aria-label={t('writable')} />}
      </span>
      <span role="gridcell" className={styles.size}>
        {size}
      </span>
      <span role="gridcell" className={styles.modified}>
        <time dateTime={entry.modified} title={formatFull(entry.modified)}>
          {formatTime(entry.modified)}
        </time>
      </span>
      <span role="gridcell" className={styles.mode}>
        <span title={entry.owner}>{letters(entry.mode)}</span>
      </span>
      <span role="gridcell" className={styles.more}>
        <Menu
          trigger={
            <Button
              kind="ghost"
              icon
              small
              tabIndex={-1}
              aria-label={t('action.more', { name: shownName(entry.name) })}
              onClick={(event) => event.stopPropagation()}
            >
              <Ellipsis size={16} aria-hidden="true" />
            </Button>
          }
        >
          <EntryMenuItems entries={[entry]} actions={actions} mayWrite={mayWrite} />
        </Menu>
      </span>
    </div>
  );
});

function iconOf({ kind, name }: Entry): typeof File {
  if (kind !== 'file') return ICONS[kind];
  return isArchive(name) ? FileArchive : isImage(name) ? FileImage : File;
}

function open(event: MouseEvent, actions: EntryActions, entry: Entry): void {
  // With a key held the click selects.
  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
  actions.open(entry);
}
