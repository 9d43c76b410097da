import { useState, type SyntheticEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { Field } from './Field';
import { ErrorNote } from './Notices';
import { Dialog } from './overlay/Dialog';

export interface ConfirmByNameProps {
  title: string;
  description: ReactNode;
  /** What has to be typed. */
  name: string;
  /** The verb on the button. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  pending: boolean;
  error: unknown;
  children?: ReactNode;
}

/** For what can't be undone: the button works when the name was typed. */
export function ConfirmByName({ title, description, name, action, onConfirm, onClose, pending, error, children }: ConfirmByNameProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (matches && !pending) onConfirm();
  };
  return (
    <Dialog open onClose={onClose} title={title} description={description}>
      <form onSubmit={submit} className="stack">
        {children}
        <Field
          label={t('typeName', { name })}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error !== null && error !== undefined && <ErrorNote error={error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" type="submit" pending={pending} disabled={!matches}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
