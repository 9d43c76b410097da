import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import type { FileSort, Instance } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { formatNumber } from '@/i18n/format';
import { nameOf, parentOf, shownName } from '../paths';
import { Breadcrumbs } from './Breadcrumbs';
import { EntryList } from './EntryList';
import styles from './FolderView.module.css';
import { Footer } from './Footer';
import { clear, NOTHING_SELECTED, reach, selectAll, withoutGone, type Selection } from './selection';
import { Toolbar } from './Toolbar';
import { useDrops } from './useDrops';
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
  onTrash: () => void;
}

/** One folder: the way to it, what is in it, and what can be done with that. */
export function FolderView(props: FolderViewProps) {
  const { instance, path, sort, descending, mayWrite, onGo, onSort, onOpenFile, onTrash } = props;
  const { t } = useTranslation('files');
  const whole = useFolder({ instance: instance.id, path, sort, descending });
  const [filter, setFilter] = useState('');
  const folder = useFiltered(whole, filter);
  const { names } = folder;
  useArrivals(instance.id);
  const [selection, select] = useSelection(names);
  const { actions, dialog, runner } = useEntryActions({
    instance,
    path,
    names: whole.names,
    onRefresh: whole.refresh,
    onGo,
    onOpenFile,
    onTrash,
    onNamed: (name) => select(reach(NOTHING_SELECTED, name, 'only', names)),
  });
  const drops = useDrops({ instance, path, names, selection, mayWrite, run: runner.run });
  const filterField = useRef<HTMLInputElement>(null);
  useShortcuts(useMemo(() => ({ '/': () => filterField.current?.focus() }), []));
  const onSelectAll = useCallback(() => {
    select(selectAll(selection, names));
    // In a large folder the rest is fetched first.
    if (whole.hasMore && filter === '')
      void whole.loadAll().then((all) => select(selectAll(NOTHING_SELECTED, all), all));
  }, [select, selection, names, whole, filter]);
  const place = path === '' ? t('root') : shownName(path);
  const overRow = drops.over !== undefined && parentOf(drops.over.path) === path && drops.over.path !== path;
  const chosenEntries = folder.entries.filter(({ name }) => selection.names.has(name));
  return (
    <div className={styles.pane} data-over={drops.over !== undefined && !overRow} {...drops.pane}>
      <div className={styles.bar}>
        <Breadcrumbs path={path} onGo={onGo} onDrag={drops.crumb} />
        <Toolbar
          mayWrite={mayWrite}
          actions={actions}
          refreshing={whole.isRefreshing}
          filter={filter}
          filterRef={filterField}
          onFilter={setFilter}
          onPicked={(picked, extract) => void drops.upload(path, picked, extract)}
        />
      </div>
      <Content
        folder={whole}
        filter={filter}
        shown={names.length}
        mayWrite={mayWrite}
        onRoot={() => onGo('')}
        onUnfilter={() => setFilter('')}
      >
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
          onSelectAll={onSelectAll}
          onSort={onSort}
          onUp={() => path !== '' && onGo(parentOf(path))}
          onDragStart={drops.start}
          onDragOver={drops.row}
        />
      </Content>
      {filter !== '' && whole.hasMore && (
        <div className={styles.hint}>{t('filter.loaded', { number: formatNumber(whole.entries.length) })}</div>
      )}
      <Footer
        instance={instance.id}
        folder={folder}
        chosen={chosenEntries}
        actions={actions}
        mayWrite={mayWrite}
        onClear={() => select(clear(selection))}
      />
      {drops.over !== undefined && (
        <div className={styles.drop} aria-hidden="true">
          <span>
            {t(`drop.${drops.over.kind === 'files' ? 'here' : drops.over.copy ? 'copy' : 'move'}`, {
              folder: drops.over.path === '' ? t('root') : shownName(drops.over.path),
            })}
          </span>
        </div>
      )}
      {dialog}
    </div>
  );
}

/** Only what has the text in its name, as far as the folder is loaded. */
function useFiltered(folder: Folder, filter: string): Folder {
  return useMemo(() => {
    const text = filter.trim().toLowerCase();
    if (text === '') return folder;
    const entries = folder.entries.filter(({ name }) => name.toLowerCase().includes(text));
    return { ...folder, entries, names: entries.map(({ name }) => name) };
  }, [folder, filter]);
}

type Select = (selection: Selection, names?: readonly string[]) => void;

/** Selected names that are still there; kept by this view because a folder changes while one looks at it. */
function useSelection(names: readonly string[]): [Selection, Select] {
  const [state, setState] = useState({ names, selection: NOTHING_SELECTED });
  let { selection } = state;
  if (state.names !== names && names.length > 0) {
    selection = withoutGone(state.selection, state.names, names);
    setState({ names, selection });
  }
  const select = useCallback<Select>((next, known = names) => setState({ names: known, selection: next }), [names]);
  return [selection, select];
}

interface ContentProps {
  folder: Folder;
  filter: string;
  shown: number;
  mayWrite: boolean;
  onRoot: () => void;
  onUnfilter: () => void;
  children: React.ReactNode;
}

function Content({ folder, filter, shown, mayWrite, onRoot, onUnfilter, children }: ContentProps) {
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
      {entries.length > 0 && shown === 0 && (
        <div className={styles.nothing}>
          <EmptyState
            title={t('filter.none', { text: filter.trim() })}
            action={<Button onClick={onUnfilter}>{t('filter.clear')}</Button>}
          />
        </div>
      )}
      {shown > 0 && children}
    </>
  );
}
