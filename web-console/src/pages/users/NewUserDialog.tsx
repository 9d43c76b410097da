import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createUser } from '@/api/calls';
import type { Role } from '@/api/types';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { NewPasswordField } from '@/session/NewPasswordField';
import { RoleSelect } from '@/pages/roles/RoleSelect';

export function NewUserDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { t } = useTranslation(['users', 'common']);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('user');
  const create = useMutation({
    mutationFn: () => createUser({ name: name.trim(), password, role }),
    onSuccess: (user) => {
      toast(t('new.done', { name: user.name }));
      onCreated();
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('new.title')}>
      <form onSubmit={submit} className="stack">
        <Field
          label={t('column.name')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <NewPasswordField label={t('password.first')} hint={t('password.tell')} value={password} onChange={setPassword} />
        <RoleSelect label={t('column.role')} value={role} onChange={setRole} />
        {create.error && <ErrorNote error={create.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={create.isPending}>
            {t('new.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
