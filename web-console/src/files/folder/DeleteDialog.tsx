import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteFiles } from '@/api/calls';
import type { Entry } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import { join, shownName } from '../paths';
import styles from './FolderView.module.css';

export interface DeleteDialogProps {
  instance: string;
  folder: string;
  entries: readonly Entry[];
  /** Something was deleted, perhaps not all. */
  onChanged: () => void;
  onClose: () => void;
}

const NAMED = 5;

export function DeleteDialog({ instance, folder, entries, onChanged, onClose }: DeleteDialogProps) {
  const { t } = useTranslation(['files', 'common']);
  const count = entries.length;
  const words = { count, number: formatNumber(count), name: shownName(entries[0]?.name ?? '') };
  const remove = useMutation({
    mutationFn: () =>
      deleteFiles(
        instance,
        entries.map(({ name }) => join(folder, name)),
      ),
    onSuccess: () => {
      toast(t('delete.done', words));
      onClose();
    },
    onSettled: onChanged,
  });
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
            {t('delete.do', words)}
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
