import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { CheckField, Field, SelectField } from '@/design/Field';
import type { VariableDraft } from './runDraft';
import styles from './RunForm.module.css';

export interface ValueFieldProps {
  variable: VariableDraft;
  label: string;
  hint?: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The value of a variable, with the editor of its kind. */
export function ValueField({ variable, label, hint, error, onChange }: ValueFieldProps) {
  const { t } = useTranslation('settings');
  const [shown, setShown] = useState(false);
  const { type, value } = variable;
  const common = { label, error, ...(hint !== undefined && { hint }) };
  if (type === 'FLAG') {
    return <CheckField label={label} checked={value === 'true'} onChange={(event) => onChange(String(event.target.checked))} />;
  }
  if (type === 'CHOICE') {
    const choices = [...new Set(variable.choices.split('\n').map((each) => each.trim()))].filter((each) => each !== '');
    return (
      <SelectField {...common} value={value} onChange={(event) => onChange(event.target.value)}>
        {!choices.includes(value) && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </SelectField>
    );
  }
  const field = (
    <Field
      {...common}
      mono
      spellCheck={false}
      autoComplete={type === 'SECRET' ? 'new-password' : 'off'}
      type={type === 'SECRET' && !shown ? 'password' : 'text'}
      inputMode={type === 'NUMBER' ? 'numeric' : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  if (type !== 'SECRET') return field;
  return (
    <div className={styles.amount}>
      {field}
      <div className={styles.unit}>
        <Button small aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('variables.hide') : t('variables.show')}
        </Button>
      </div>
    </div>
  );
}
