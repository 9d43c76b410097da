import { FilePlus, FolderPlus, FolderUp, RefreshCw, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import type { Entry, FileSort, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { formatBytes, formatNumber } from '@/i18n/format';
import { nameOf, parentOf, shownName } from '../paths';
import { pickedFiles, type Picked } from '../uploads/picked';
import { Breadcrumbs } from './Breadcrumbs';
import { EntryList } from './EntryList';
import styles from './FolderView.module.css';
import { clear, NOTHING_SELECTED, reach, withoutGone, type Selection } from './selection';
import { useDrops } from './useDrops';
import type { FolderActions } from './entryActions';
import { useEntryActions } from './useEntryActions';
import { useArrivals, useFolder, type Folder } from './useFolder';

export interface FolderViewProps {
  instance: Instance;
  path: string;
  sort: FileSort;
  descending: boolean;
  mayWrite: boolean;
  onGo: (path: string) => void;
  onSort: (sort: FileSort) => void;
  onOpenFile: (path: string) => void;
}

/** One folder: the way to it, what is in it, and what can be done with that. */
export function FolderView({
  instance,
  path,
  sort,
  descending,
  mayWrite,
  onGo,
  onSort,
  onOpenFile,
}: FolderViewProps) {
  const { t } = useTranslation('files');
  const folder = useFolder({ instance: instance.id, path, sort, descending });
  const { names } = folder;
  useArrivals(instance.id);
  const [selection, select] = useSelection(names);
  const { actions, dialog } = useEntryActions({
    instance,
    path,
    names,
    onRefresh: folder.refresh,
    onGo,
    onOpenFile,
    onNamed: (name) => select(reach(NOTHING_SELECTED, name, 'only', names)),
  });
  const drops = useDrops({ instance, path, names, selection, mayWrite });
  const place = path === '' ? t('root') : shownName(path);
  const overRow = drops.over !== undefined && parentOf(drops.over.path) === path && drops.over.path !== path;
  const chosenEntries = folder.entries.filter(({ name }) => selection.names.has(name));
  return (
    <div className={styles.pane} data-over={drops.over !== undefined && !overRow} {...drops.pane}>
      <div className={styles.bar}>
        <Breadcrumbs path={path} onGo={onGo} onDrag={drops.crumb} />
        <Buttons
          mayWrite={mayWrite}
          actions={actions}
          refreshing={folder.isRefreshing}
          onPicked={(picked) => void drops.upload(path, picked)}
        />
      </div>
      <Content folder={folder} mayWrite={mayWrite} onRoot={() => onGo('')}>
        <EntryList
          label={t('list', { folder: place })}
          folder={folder}
          sort={sort}
          descending={descending}
          selection={selection}
          actions={actions}
          mayWrite={mayWrite}
          target={overRow ? nameOf(drops.over?.path ?? '') : undefined}
          onSelect={select}
          onSort={onSort}
          onUp={() => path !== '' && onGo(parentOf(path))}
          onDragStart={drops.start}
          onDragOver={drops.row}
        />
      </Content>
      <Footer
        folder={folder}
        chosen={chosenEntries}
        actions={actions}
        mayWrite={mayWrite}
        onClear={() => select(clear(selection))}
      />
      {drops.over !== undefined && (
        <div className={styles.drop} aria-hidden="true">
          <span>
            {t(drops.over.kind === 'files' ? 'drop.here' : 'drop.move', {
              folder: drops.over.path === '' ? t('root') : shownName(drops.over.path),
            })}
          </span>
        </div>
      )}
      {dialog}
    </div>
  );
}

/** Selected names that are still there; kept by this view because a folder changes while one looks at it. */
function useSelection(names: readonly string[]): [Selection, (selection: Selection) => void] {
  const [state, setState] = useState({ names, selection: NOTHING_SELECTED });
  let { selection } = state;
  if (state.names !== names && names.length > 0) {
    selection = withoutGone(state.selection, state.names, names);
    setState({ names, selection });
  }
  return [selection, (next) => setState({ names, selection: next })];
}

interface ContentProps {
  folder: Folder;
  mayWrite: boolean;
  onRoot: () => void;
  children: React.ReactNode;
}

function Content({ folder, mayWrite, onRoot, children }: ContentProps) {
  const { t } = useTranslation('files');
  const { error, entries, isLoading, refresh } = folder;
  if (error !== null && ['FILE_NOT_FOUND', 'NOT_A_FOLDER'].includes(asProblem(error).code)) {
    return (
      <EmptyState title={t('gone.title')} action={<Button onClick={onRoot}>{t('gone.root')}</Button>}>
        {t('gone.text')}
      </EmptyState>
    );
  }
  return (
    <>
      {error !== null && (
        <div className={styles.problem}>
          <ErrorNote error={error} onRetry={refresh} />
        </div>
      )}
      {isLoading && error === null && <Skeleton rows={8} />}
      {!isLoading && entries.length === 0 && error === null && (
        <div className={styles.nothing}>
          <EmptyState title={t('empty.title')}>{t(mayWrite ? 'empty.text' : 'empty.textReadOnly')}</EmptyState>
        </div>
      )}
      {entries.length > 0 && children}
    </>
  );
}

interface ButtonsProps {
  mayWrite: boolean;
  actions: FolderActions;
  refreshing: boolean;
  onPicked: (picked: Picked) => void;
}

function Buttons({ mayWrite, actions, refreshing, onPicked }: ButtonsProps) {
  const { t } = useTranslation('files');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const picked = (input: HTMLInputElement) => {
    if (input.files !== null && input.files.length > 0) onPicked(pickedFiles(input.files));
    // The same files again are a new choice.
    input.value = '';
  };
  return (
    <div className={styles.buttons}>
      <Button
        kind="ghost"
        icon
        small
        aria-label={t('action.refresh')}
        pending={refreshing}
        onClick={actions.refresh}
      >
        <RefreshCw size={16} aria-hidden="true" />
      </Button>
      {mayWrite && (
        <>
          <Menu trigger={<Button small>{t('action.new')}</Button>}>
            <MenuItem onSelect={actions.newFile}>
              <FilePlus size={16} aria-hidden="true" />
              {t('action.newFile')}
            </MenuItem>
            <MenuItem onSelect={actions.newFolder}>
              <FolderPlus size={16} aria-hidden="true" />
              {t('action.newFolder')}
            </MenuItem>
          </Menu>
          <Menu
            trigger={
              <Button small kind="primary">
                {t('action.upload')}
              </Button>
            }
          >
            <MenuItem onSelect={() => files.current?.click()}>
              <Upload size={16} aria-hidden="true" />
              {t('action.uploadFiles')}
            </MenuItem>
            <MenuItem onSelect={() => folder.current?.click()}>
              <FolderUp size={16} aria-hidden="true" />
              {t('action.uploadFolder')}
            </MenuItem>
          </Menu>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            aria-label={t('action.uploadFiles')}
            onChange={(event) => picked(event.target)}
          />
          <input
            ref={folder}
            type="file"
            multiple
            hidden
            aria-label={t('action.uploadFolder')}
            {...{ webkitdirectory: '' }}
            onChange={(event) => picked(event.target)}
          />
        </>
      )}
    </div>
  );
}

interface FooterProps {
  folder: Folder;
  chosen: readonly Entry[];
  actions: FolderActions;
  mayWrite: boolean;
  onClear: () => void;
}

/** How much there is, or what can be done with what is selected. */
function Footer({ folder, chosen, actions, mayWrite, onClear }: FooterProps) {
  const { t } = useTranslation('files');
  const { entries, total, hasMore } = folder;
  if (chosen.length === 0) {
    if (entries.length === 0) return null;
    return (
      <div className={styles.footer}>
        {hasMore
          ? t('countLoaded', { loaded: formatNumber(entries.length), total: formatNumber(total) })
          : t('count', { count: entries.length, number: formatNumber(entries.length) })}
      </div>
    );
  }
  const files = chosen.filter(({ kind }) => kind === 'file');
  const count = t('selected', { count: chosen.length, number: formatNumber(chosen.length) });
  const size = formatBytes(files.reduce((sum, { size: bytes }) => sum + bytes, 0));
  return (
    <div className={styles.footer}>
      <span role="status">{files.length === 0 ? count : t('selectedSize', { count, size })}</span>
      <span className={styles.grow} />
      {files.length > 0 && (
        <Button small onClick={() => actions.download(chosen)}>
          {t('action.download')}
        </Button>
      )}
      {mayWrite && (
        <>
          <Button small onClick={() => actions.move(chosen)}>
            {t('action.move')}
          </Button>
          <Button small kind="danger" onClick={() => actions.remove(chosen)}>
            {t('action.delete')}
          </Button>
        </>
      )}
      <Button small kind="ghost" onClick={onClear}>
        {t('action.clear')}
      </Button>
    </div>
  );
}
