import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { USER_STATES } from '@/api/userCalls';
import type { UsersSearch } from '@/app/routes';
import { Field, SelectField } from '@/design/Field';
import { useRoleName, useRoles } from '@/pages/roles/useRoles';
import styles from './Users.module.css';

/** After this rest of the typing the list follows. */
const REST_MILLIS = 200;

/** What is searched stands in the address, so that a link and the back button find it again. */
export function UserFilters() {
  const { t } = useTranslation('users');
  const roles = useRoles().data ?? [];
  const roleName = useRoleName();
  const search = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const set = (part: UsersSearch) =>
    void navigate({ search: (former) => ({ ...former, ...part }), replace: true, resetScroll: false });
  const or = (text: string) => (text === '' ? undefined : text);
  return (
    <div className={styles.filters} role="search" aria-label={t('filter.title')}>
      <QueryField value={search.q ?? ''} onChange={(q) => set({ q: or(q) })} />
      <SelectField
        className={styles.select}
        label={t('column.role')}
        value={search.role ?? ''}
        onChange={(event) => set({ role: or(event.target.value) })}
      >
        <option value="">{t('filter.anyRole')}</option>
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {roleName(role)}
          </option>
        ))}
      </SelectField>
      <SelectField
        className={styles.select}
        label={t('filter.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: or(event.target.value) })}
      >
        <option value="">{t('filter.anyState')}</option>
        {USER_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`filter.states.${state}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function QueryField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('users');
  const [text, setText] = useState(value);
  const written = useRef(value);
  useEffect(() => {
    // The address changed by itself: the back button.
    if (value !== written.current) {
      written.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = text;
      onChange(text);
    }, REST_MILLIS);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <Field
      className={styles.query}
      label={t('filter.text')}
      type="search"
      placeholder={t('filter.placeholder')}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
