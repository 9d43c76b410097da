import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createUser } from '@/api/userCalls';
import type { Role } from '@/api/types';
import { Field } from '@/design/Field';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { NewPasswordField } from '@/session/NewPasswordField';
import { RoleSelect } from '@/pages/roles/RoleSelect';

export function NewUserDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { t } = useTranslation('users');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('user');
  const create = async () => {
    const user = await createUser({
      name: name.trim(),
      password,
      role,
      ...(email.trim() !== '' && { email: email.trim() }),
    });
    toast(t('new.done', { name: user.name }));
    onCreated();
  };
  return (
    <FormDialog
      title={t('new.title')}
      action={t('new.create')}
      valid={name.trim() !== '' && password !== ''}
      onSubmit={create}
      onClose={onClose}
    >
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
      <NewPasswordField label={t('password.first')} hint={t('password.tell')} name={name} value={password} onChange={setPassword} />
      <Field
        label={t('profile.emailOptional')}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RoleSelect label={t('column.role')} value={role} onChange={setRole} />
    </FormDialog>
  );
}
