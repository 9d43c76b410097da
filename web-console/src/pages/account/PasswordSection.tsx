import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '@/api/calls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { NewPasswordField } from '@/session/NewPasswordField';
import { useSession } from '@/session/session';
import styles from './Account.module.css';


export function PasswordSection() {
  const { t } = useTranslation('account');
  const session = useSession();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('password.done'));
      return client.invalidateQueries({ queryKey: ['account-sessions'] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Section title={t('password.section')}>
      <form onSubmit={submit} className="stack">
        {/* For password managers: whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={session.user.name} readOnly hidden />
        <div className={styles.fields}>
          <Field
            label={t('password.current')}
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          <NewPasswordField label={t('password.next')} name={session.user.name} value={next} onChange={setNext} />
        </div>
        {save.error && <ErrorNote error={save.error} />}
        <div className="actions">
          <Button type="submit" pending={save.isPending} disabled={current === '' || next === ''}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
