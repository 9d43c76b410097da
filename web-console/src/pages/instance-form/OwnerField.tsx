import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneUser, usersPage } from '@/api/userCalls';
import { Field, SelectField } from '@/design/Field';

/** So many are offered without a search; beyond that a field narrows them. */
const OFFERED = 50;

/** Whose instance it is; for people who may see the users. */
export function OwnerField({ value, onChange }: { value: string; onChange: (owner: string) => void }) {
  const { t } = useTranslation('instances');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['users', 'owners', q],
    queryFn: ({ signal }) => usersPage({ q: q === '' ? undefined : q }, { limit: OFFERED, signal }),
    placeholderData: keepPreviousData,
  });
  const owner = useQuery({ queryKey: ['user', value], queryFn: ({ signal }) => oneUser(value, signal), enabled: value !== '' });
  const users = found.data?.users ?? [];
  const many = q !== '' || (found.data !== undefined && found.data.next !== undefined);
  return (
    <>
      {many && (
        <Field
          label={t('form.ownerSearch')}
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <SelectField label={t('form.owner')} hint={t('form.ownerHint')} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('form.ownerNone')}</option>
        {owner.data && !users.some((user) => user.id === value) && <option value={value}>{owner.data.name}</option>}
        {users.map((user) => (
          <option key={user.id} value={user.id}>
            {user.name}
          </option>
        ))}
      </SelectField>
    </>
  );
}
