import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allUsers } from '@/api/calls';
import { SelectField } from '@/design/Field';

/** Whose instance it is; for people who may see the users. */
export function OwnerField({ value, onChange }: { value: string; onChange: (owner: string) => void }) {
  const { t } = useTranslation('instances');
  const users = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => allUsers(signal) }).data ?? [];
  return (
    <SelectField label={t('form.owner')} hint={t('form.ownerHint')} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('form.ownerNone')}</option>
      {users.map((user) => (
        <option key={user.id} value={user.id}>
          {user.name}
        </option>
      ))}
    </SelectField>
  );
}
