import { useMutation } from '@tanstack/react-query';
import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';

export interface FormDialogProps {
  title: string;
  description?: ReactNode;
  /** The verb on the button. */
  action: string;
  /** False while something is wrong in the fields; the fields say what. */
  valid?: boolean;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** A few fields and one action; what the server says against it stays beside the fields. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, action, valid = true, onSubmit, onClose, wide, children } = props;
  const { t } = useTranslation('common');
  const send = useMutation({ mutationFn: onSubmit, onSuccess: onClose });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (valid && !send.isPending) send.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={title} description={description} wide={wide ?? false}>
      <form onSubmit={submit} className="stack" noValidate>
        {children}
        {send.error && <ErrorNote error={send.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" pending={send.isPending} disabled={!valid}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
