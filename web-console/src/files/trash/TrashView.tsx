import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purgeTrash, restoreTrash, trashOf } from '@/api/fileCalls';
import type { Conflict, TrashItem } from '@/api/fileTypes';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { formatAgo, formatBytes, formatNumber, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import folderStyles from '../folder/FolderView.module.css';
import { useTaskRunner } from '../folder/useTaskRunner';
import { nameOf, parentOf, shownName } from '../paths';
import styles from './TrashView.module.css';

export interface TrashViewProps {
  instance: Instance;
  mayWrite: boolean;
  onBack: () => void;
}

/** What was deleted and can still be brought back. */
export function TrashView({ instance, mayWrite, onBack }: TrashViewProps) {
  const { t } = useTranslation('files');
  const query = useQuery({
    queryKey: ['trash', instance.id],
    queryFn: ({ signal }) => trashOf(instance.id, signal),
  });
  const items = query.data ?? [];
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [purging, setPurging] = useState<readonly TrashItem[] | 'all'>();
  const { run, begin, dialog } = useTaskRunner();
  const chosen = items.filter(({ id }) => selected.has(id));
  const size = items.reduce((sum, item) => sum + item.size, 0);

  const restore = (wanted: readonly TrashItem[]) => {
    const ids = wanted.map(({ id }) => id);
    run({
      changes: [{ instance: instance.id, folders: wanted.map(({ path }) => parentOf(path)) }],
      asksForTaken: true,
      start: (conflict: Conflict = 'fail') => restoreTrash(instance.id, ids, conflict),
      onDone: () => toast(t('trash.restored', wordsOf(wanted))),
    });
    setSelected(new Set());
  };
  const purge = (wanted: readonly TrashItem[] | 'all') =>
    begin({
      changes: [{ instance: instance.id, folders: [] }],
      start: () => purgeTrash(instance.id, wanted === 'all' ? [] : wanted.map(({ id }) => id)),
      onDone: () => toast(t('trash.purged', wordsOf(wanted === 'all' ? items : wanted))),
    });

  return (
    <div className={folderStyles.pane}>
      <div className={folderStyles.bar}>
        <Button kind="ghost" small onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t('trash.back')}
        </Button>
        <h2 className={styles.title}>{t('trash.title')}</h2>
        {items.length > 0 && (
          <span className={styles.count}>
            {t('trash.count', { count: items.length, number: formatNumber(items.length), size: formatBytes(size) })}
          </span>
        )}
        <span className={folderStyles.grow} />
        {mayWrite && items.length > 0 && (
          <Button small kind="danger" onClick={() => setPurging('all')}>
            {t('trash.purgeAll')}
          </Button>
        )}
      </div>
      {query.error && (
        <div className={folderStyles.problem}>
          <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.isPending && <Skeleton rows={8} />}
      {query.data?.length === 0 && (
        <div className={folderStyles.nothing}>
          <EmptyState title={t('trash.empty')}>{t('trash.emptyText')}</EmptyState>
        </div>
      )}
      {items.length > 0 && (
        <div className={styles.scroll}>
          <TrashTable
            items={items}
            selected={selected}
            mayWrite={mayWrite}
            onSelect={setSelected}
            onRestore={(item) => restore([item])}
          />
        </div>
      )}
      {chosen.length > 0 && mayWrite && (
        <div className={folderStyles.footer}>
          <span role="status">{t('selected', { count: chosen.length, number: formatNumber(chosen.length) })}</span>
          <span className={folderStyles.grow} />
          <Button small onClick={() => restore(chosen)}>
            {t('trash.restore')}
          </Button>
          <Button small kind="danger" onClick={() => setPurging(chosen)}>
            {t('trash.purge')}
          </Button>
        </div>
      )}
      {purging !== undefined && (
        <PurgeDialog items={purging} onPurge={() => purge(purging)} onClose={() => setPurging(undefined)} />
      )}
      {dialog}
    </div>
  );
}

const wordsOf = (items: readonly TrashItem[]) => ({
  count: items.length,
  number: formatNumber(items.length),
  name: shownName(nameOf(items[0]?.path ?? '')),
});

interface TrashTableProps {
  items: readonly TrashItem[];
  selected: ReadonlySet<string>;
  mayWrite: boolean;
  onSelect: (selected: ReadonlySet<string>) => void;
  onRestore: (item: TrashItem) => void;
}

function TrashTable({ items, selected, mayWrite, onSelect, onRestore }: TrashTableProps) {
  const { t } = useTranslation('files');
  const now = useNow();
  const all = selected.size >= items.length;
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <table className={styles.table} aria-label={t('trash.list')}>
      <thead>
        <tr>
          {mayWrite && (
            <th className={styles.tick}>
              <input
                type="checkbox"
                aria-label={t('trash.selectAll')}
                checked={all}
                onChange={() => onSelect(all ? new Set() : new Set(items.map(({ id }) => id)))}
              />
            </th>
          )}
          <th scope="col">{t('column.name')}</th>
          <th scope="col" className={styles.number}>
            {t('trash.size')}
          </th>
          <th scope="col">{t('trash.deleted')}</th>
          <th scope="col">{t('trash.expires')}</th>
          {mayWrite && <th className={styles.act} aria-label={t('column.actions')} />}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const name = shownName(nameOf(item.path));
          return (
            <tr key={item.id} data-path={item.path}>
              {mayWrite && (
                <td className={styles.tick}>
                  <input
                    type="checkbox"
                    aria-label={t('trash.select', { name })}
                    checked={selected.has(item.id)}
                    onChange={() => toggle(item.id)}
                  />
                </td>
              )}
              <th scope="row">
                <span className={styles.name}>{item.kind === 'folder' ? `${name}/` : name}</span>
                <small>{parentOf(item.path) === '' ? t('root') : shownName(parentOf(item.path))}</small>
              </th>
              <td className={styles.number} data-label={t('trash.size')}>
                {formatBytes(item.size)}
              </td>
              <td data-label={t('trash.deleted')}>
                <time dateTime={item.deleted} title={formatTime(item.deleted, now)}>
                  {formatAgo(item.deleted, now)}
                </time>
                <small>{item.user?.name ?? t('trash.house')}</small>
              </td>
              <td data-label={t('trash.expires')}>
                <time dateTime={item.expires}>{formatAgo(item.expires, now)}</time>
              </td>
              {mayWrite && (
                <td className={styles.act}>
                  <Button small onClick={() => onRestore(item)}>
                    {t('trash.restore')}
                  </Button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface PurgeDialogProps {
  items: readonly TrashItem[] | 'all';
  onPurge: () => Promise<void>;
  onClose: () => void;
}

function PurgeDialog({ items, onPurge, onClose }: PurgeDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const [error, setError] = useState<unknown>();
  const purge = () => {
    onPurge().then(onClose, setError);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={items === 'all' ? t('trash.purgeAllTitle') : t('trash.purgeTitle', wordsOf(items))}
      description={t('trash.purgeText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" onClick={purge}>
            {items === 'all' ? t('trash.purgeAll') : t('trash.purge')}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}
