import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser } from '@/api/userCalls';
import type { User } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { NewPasswordField } from '@/session/NewPasswordField';

/** An administrator sets a password for somebody who lost theirs. */
export function PasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation(['users', 'common']);
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => changeUser(user.id, { password }),
    onSuccess: () => {
      toast(t('password.done', { name: user.name }));
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('password.title', { name: user.name })} description={t('password.text')}>
      <form onSubmit={submit} className="stack">
        <NewPasswordField label={t('password.new')} hint={t('password.tell')} name={user.name} value={password} onChange={setPassword} />
        {save.error && <ErrorNote error={save.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={save.isPending}>
            {t('password.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
