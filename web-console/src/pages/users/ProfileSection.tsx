import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser } from '@/api/userCalls';
import type { User } from '@/api/types';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import styles from './Users.module.css';

/** What people call them and where mail finds them; saved only over what is shown. */
export function ProfileSection({ user, onSaved }: { user: User; onSaved: () => void }) {
  const { t } = useTranslation(['users', 'common']);
  const [displayName, setDisplayName] = useState(user.displayName ?? '');
  const [email, setEmail] = useState(user.email ?? '');
  const isChanged = displayName.trim() !== (user.displayName ?? '') || email.trim() !== (user.email ?? '');
  const save = useMutation({
    mutationFn: () => changeUser(user.id, { displayName: displayName.trim(), email: email.trim() }, user.revision),
    onSuccess: () => {
      toast(t('changed', { name: user.name }));
      onSaved();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isChanged && !save.isPending) save.mutate();
  };
  return (
    <Section title={t('profile.section')}>
      <form className="stack" onSubmit={submit}>
        <div className={styles.pairs}>
          <Field
            label={t('profile.displayName')}
            hint={t('profile.displayNameHint')}
            maxLength={100}
            autoComplete="off"
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
          />
          <Field
            label={t('profile.email')}
            hint={t('profile.emailHint')}
            type="email"
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        {save.error && (
          <ErrorNote error={save.error}>
            <Button onClick={onSaved}>{t('profile.reload')}</Button>
          </ErrorNote>
        )}
        <div className="actions">
          <Button kind="primary" type="submit" pending={save.isPending} disabled={!isChanged}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
