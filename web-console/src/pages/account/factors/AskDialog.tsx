import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';

export interface AskDialogProps<T> {
  title: string;
  text: string;
  action: string;
  work: () => Promise<T>;
  onDone: (result: T) => void;
  onClose: () => void;
}

/** One question before something that takes protection away. */
export function AskDialog<T>({ title, text, action, work, onDone, onClose }: AskDialogProps<T>) {
  const { t } = useTranslation('common');
  const run = useMutation({ mutationFn: work, onSuccess: onDone });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" pending={run.isPending} onClick={() => run.mutate()}>
            {action}
          </Button>
        </>
      }
    >
      {run.error && <ErrorNote error={run.error} />}
    </Dialog>
  );
}
