import { Folder as FolderIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatNumber } from '@/i18n/format';
import { isWithin, join, shownName } from '../paths';
import { Breadcrumbs } from './Breadcrumbs';
import styles from './FolderView.module.css';
import { isTaken, moveEntries, type MoveResult } from './moveEntries';
import { useFolder } from './useFolder';

export interface MoveDialogProps {
  instance: string;
  folder: string;
  entries: readonly Entry[];
  onMoved: (names: readonly string[], to: string) => void;
  onClose: () => void;
}

/** Chooses the folder that entries are moved to, by walking there; the way without a mouse. */
export function MoveDialog({ instance, folder, entries, onMoved, onClose }: MoveDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const [to, setTo] = useState(folder);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<MoveResult>();
  const names = result?.left ?? entries.map(({ name }) => name);
  const intoItself = entries.some(({ name, kind }) => kind === 'folder' && isWithin(to, join(folder, name)));
  const obstacle = to === folder ? t('move.same') : intoItself ? t('move.itself') : undefined;

  const move = async (replaceFirst: boolean) => {
    setPending(true);
    const now = await moveEntries(instance, folder, names, to, replaceFirst);
    setPending(false);
    setResult(now);
    onMoved(now.moved, to);
    if (now.left.length === 0) onClose();
  };

  const place = to === '' ? t('root') : shownName(to);
  const taken = result !== undefined && isTaken(result.error);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('move.title', {
        count: entries.length,
        number: formatNumber(entries.length),
        name: shownName(entries[0]?.name ?? ''),
      })}
      description={t('move.choose')}
      actions={
        <>
          <span className={styles.obstacle}>{obstacle}</span>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {taken && (
            <Button kind="danger" pending={pending} onClick={() => void move(true)}>
              {t('move.replace')}
            </Button>
          )}
          <Button
            kind="primary"
            pending={pending}
            disabled={obstacle !== undefined}
            onClick={() => void move(false)}
          >
            {t('move.into', { folder: place })}
          </Button>
        </>
      }
    >
      <Breadcrumbs path={to} onGo={setTo} />
      <SubFolders key={to} instance={instance} path={to} onGo={setTo} />
      {taken && <p role="alert">{t('move.exists', { name: shownName(names[0] ?? ''), folder: place })}</p>}
      {result?.error !== undefined && !taken && <ErrorNote error={result.error} />}
    </Dialog>
  );
}

/** Folders come first in every list, so the first pages hold them all. */
function SubFolders({
  instance,
  path,
  onGo,
}: {
  instance: string;
  path: string;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation('files');
  const { entries, isLoading, error, refresh, hasMore, loadMore } = useFolder({
    instance,
    path,
    sort: 'name',
    descending: false,
  });
  if (error !== null) return <ErrorNote error={error} onRetry={refresh} />;
  if (isLoading) return <Skeleton rows={4} />;
  const folders = entries.filter(({ kind }) => kind === 'folder');
  if (hasMore && folders.length === entries.length) loadMore();
  if (folders.length === 0) return <p className={styles.none}>{t('move.none')}</p>;
  return (
    <ul
      className={styles.subFolders}
      aria-label={t('move.folders', { folder: path === '' ? t('root') : path })}
    >
      {folders.map(({ name }) => (
        <li key={name}>
          <button type="button" onClick={() => onGo(join(path, name))}>
            <FolderIcon size={16} aria-hidden="true" />
            {shownName(name)}
          </button>
        </li>
      ))}
    </ul>
  );
}
