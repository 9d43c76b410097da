import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import styles from './Editor.module.css';
import type { OpenText } from './useOpenFile';

const Comparison = lazy(() => import('./Comparison'));

export interface ConflictDialogProps {
  name: string;
  mine: string;
  theirs: OpenText | undefined;
  onOverwrite: (theirs: OpenText) => void;
  onTake: (theirs: OpenText) => void;
  onClose: () => void;
}

/** The file on disk isn't the one that was opened: shows both and lets a person choose. */
export function ConflictDialog({ name, mine, theirs, onOverwrite, onTake, onClose }: ConflictDialogProps) {
  const { t } = useTranslation('files');
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('editor.conflict.title', { name })}
      description={t('editor.conflict.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('editor.conflict.back')}</Button>
          <Button disabled={theirs === undefined} onClick={() => theirs && onTake(theirs)}>
            {t('editor.conflict.take')}
          </Button>
          <Button kind="primary" disabled={theirs === undefined} onClick={() => theirs && onOverwrite(theirs)}>
            {t('editor.conflict.overwrite')}
          </Button>
        </>
      }
    >
      <div className={styles.sides} aria-hidden="true">
        <b>{t('editor.conflict.theirs')}</b>
        <b>{t('editor.conflict.mine')}</b>
      </div>
      {theirs === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <Suspense fallback={<Skeleton rows={4} />}>
          <Comparison theirs={theirs.text} mine={mine} />
        </Suspense>
      )}
    </Dialog>
  );
}
