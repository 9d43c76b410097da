import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Entry } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatNumber } from '@/i18n/format';
import { shownName } from '../paths';
import styles from './Dialogs.module.css';

export interface DeleteDialogProps {
  entries: readonly Entry[];
  onDelete: () => Promise<unknown>;
  onClose: () => void;
}

const NAMED = 5;

/** Asks before entries are deleted without going to the trash. */
export function DeleteDialog({ entries, onDelete, onClose }: DeleteDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const count = entries.length;
  const words = { count, number: formatNumber(count), name: shownName(entries[0]?.name ?? '') };
  const remove = useMutation({ mutationFn: onDelete, onSuccess: onClose });
  const withFolders = entries.some(({ kind }) => kind === 'folder');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delete.title', words)}
      description={t(withFolders ? 'delete.textFolders' : 'delete.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={remove.isPending} onClick={() => remove.mutate()}>
            {t('delete.do')}
          </Button>
        </>
      }
    >
      {count > 1 && (
        <ul className={styles.named}>
          {entries.slice(0, NAMED).map(({ name }) => (
            <li key={name} className="mono">
              {shownName(name)}
            </li>
          ))}
          {count > NAMED && <li>{t('delete.more', { number: formatNumber(count - NAMED) })}</li>}
        </ul>
      )}
      {remove.error && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
