import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser } from '@/api/userCalls';
import type { User } from '@/api/types';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { RoleField } from './RoleField';

/** Another role for one account. */
export function RoleDialog({ user, onClose, onChanged }: { user: User; onClose: () => void; onChanged: () => void }) {
  const { t } = useTranslation('users');
  const [role, setRole] = useState(user.role);
  const save = async () => {
    await changeUser(user.id, { role });
    toast(t('changed', { name: user.name }));
    onChanged();
  };
  return (
    <FormDialog
      title={t('role.title', { name: user.name })}
      description={t('role.text')}
      action={t('role.set')}
      valid={role !== user.role}
      onSubmit={save}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}
