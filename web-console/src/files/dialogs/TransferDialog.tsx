import { useMutation } from '@tanstack/react-query';
import { Folder as FolderIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFolder } from '@/api/calls';
import type { Conflict } from '@/api/fileTypes';
import { may } from '@/api/permissions';
import type { Entry, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { SelectField } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatNumber } from '@/i18n/format';
import { useInstances } from '@/live/useLive';
import { Breadcrumbs } from '../folder/Breadcrumbs';
import { folderChanged, useFolder } from '../folder/useFolder';
import { isWithin, join, shownName } from '../paths';
import styles from './Dialogs.module.css';
import { NameDialog } from './NameDialog';
import { TakenField } from './TakenDialog';

export interface TransferDialogProps {
  kind: 'move' | 'copy';
  instance: Instance;
  folder: string;
  entries: readonly Entry[];
  onTransfer: (target: Instance, to: string, conflict: Conflict) => Promise<unknown>;
  onClose: () => void;
}

/** Chooses where entries go, by walking there: a folder of this instance or of another one on the same node. */
export function TransferDialog({ kind, instance, folder, entries, onTransfer, onClose }: TransferDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const [target, setTarget] = useState(instance);
  const [to, setTo] = useState(folder);
  const [conflict, setConflict] = useState<Conflict>('fail');
  const [naming, setNaming] = useState(false);
  const others = useReachable(instance);
  const send = useMutation({ mutationFn: () => onTransfer(target, to, conflict), onSuccess: onClose });
  const isHere = target.id === instance.id;
  const intoItself =
    isHere && entries.some((entry) => entry.kind === 'folder' && isWithin(to, join(folder, entry.name)));
  const obstacle = intoItself ? t('move.itself') : isHere && to === folder && kind === 'move' ? t('move.same') : undefined;
  const words = {
    count: entries.length,
    number: formatNumber(entries.length),
    name: shownName(entries[0]?.name ?? ''),
  };
  const choose = (id: string) => {
    setTarget(others.find((each) => each.id === id) ?? instance);
    setTo(id === instance.id ? folder : '');
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(kind === 'move' ? 'move.titleMove' : 'move.titleCopy', words)}
      description={t('move.choose')}
      actions={
        <>
          <span className={styles.obstacle}>{obstacle}</span>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            kind="primary"
            pending={send.isPending}
            disabled={obstacle !== undefined}
            onClick={() => send.mutate()}
          >
            {t(kind === 'move' ? 'move.moveInto' : 'move.copyInto')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {others.length > 1 && (
          <SelectField label={t('move.instance')} value={target.id} onChange={(event) => choose(event.target.value)}>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <div className={styles.way}>
          <Breadcrumbs path={to} onGo={setTo} />
          <Button small onClick={() => setNaming(true)}>
            {t('move.newFolder')}
          </Button>
        </div>
        <SubFolders key={`${target.id} ${to}`} instance={target.id} path={to} onGo={setTo} />
        <TakenField value={conflict} onChange={setConflict} />
        {send.error && <ErrorNote error={send.error} />}
      </div>
      {naming && (
        <NameDialog
          title={t('newFolder.title')}
          action={t('newFolder.create')}
          taken={NONE}
          onName={async (name) => {
            await makeFolder(target.id, join(to, name));
            folderChanged(target.id, to);
            setTo(join(to, name));
          }}
          onClose={() => setNaming(false)}
        />
      )}
    </Dialog>
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The instance itself and those on its node where this person may write. */
function useReachable(instance: Instance): readonly Instance[] {
  const all = useInstances().data?.instances ?? [];
  const others = all.filter(
    (each) =>
      each.id !== instance.id && each.node === instance.node && !each.stale && may(each, 'instance.files.write'),
  );
  return [instance, ...others];
}

/** Folders come first in every list, so the first pages hold them all. */
function SubFolders({ instance, path, onGo }: { instance: string; path: string; onGo: (path: string) => void }) {
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
    <ul className={styles.subFolders} aria-label={t('move.folders', { folder: path === '' ? t('root') : path })}>
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
