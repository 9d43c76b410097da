import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import styles from './Session.module.css';

export interface NewPasswordFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

/** One field that can be shown beats typing it twice. */
export function NewPasswordField({ label, hint, value, onChange }: NewPasswordFieldProps) {
  const { t } = useTranslation('session');
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.password}>
      <Field
        label={label}
        hint={hint}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button kind="link" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('hidePassword') : t('showPassword')}
      </Button>
    </div>
  );
}
