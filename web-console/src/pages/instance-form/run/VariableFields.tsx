import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VariableType } from '@/api/types';
import { Button } from '@/design/Button';
import { CheckField, Field, SelectField, TextField } from '@/design/Field';
import { newVariable, type VariableDraft } from './runDraft';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';
import { ValueField } from './ValueField';

const TYPES: readonly VariableType[] = ['TEXT', 'NUMBER', 'FLAG', 'CHOICE', 'SECRET'];

export function VariableFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  const change = (key: number, part: Partial<VariableDraft>) =>
    onChange({ variables: draft.variables.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  return (
    <div className={styles.fields}>
      <p>{t('variables.text', { form: '{name}' })}</p>
      <ul className={styles.rows}>
        {draft.variables.map((variable) => (
          <li key={variable.key} className={styles.card} aria-label={t('variables.row', { name: variable.name })}>
            <OneVariable
              variable={variable}
              error={errorOf(`variables.${variable.key}`)}
              onChange={(part) => change(variable.key, part)}
              onRemove={() => onChange({ variables: draft.variables.filter((each) => each.key !== variable.key) })}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button small disabled={draft.variables.length >= 100} onClick={() => onChange({ variables: [...draft.variables, newVariable()] })}>
          {t('variables.add')}
        </Button>
      </div>
    </div>
  );
}

interface OneVariableProps {
  variable: VariableDraft;
  error: string | undefined;
  onChange: (part: Partial<VariableDraft>) => void;
  onRemove: () => void;
}

function OneVariable({ variable, error, onChange, onRemove }: OneVariableProps) {
  const { t } = useTranslation('settings');
  const { type } = variable;
  return (
    <>
      <div className={styles.row}>
        <Field
          label={t('variables.name')}
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder={t('variables.namePlaceholder')}
          value={variable.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <SelectField label={t('variables.type')} value={type} onChange={(event) => onChange({ type: event.target.value as VariableType })}>
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {t(`variables.types.${each}`)}
            </option>
          ))}
        </SelectField>
        <div>
          <ValueField variable={variable} label={t('variables.value')} error={error} onChange={(value) => onChange({ value })} />
          {type === 'FLAG' && error !== undefined && <p className={styles.fault}>{error}</p>}
        </div>
        <Button kind="ghost" icon aria-label={t('variables.remove', { name: variable.name })} onClick={onRemove}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {type === 'CHOICE' && (
        <TextField
          label={t('variables.choices')}
          rows={3}
          spellCheck={false}
          value={variable.choices}
          onChange={(event) => onChange({ choices: event.target.value })}
        />
      )}
      <div className={styles.pair}>
        {type === 'NUMBER' && (
          <>
            <Field
              label={t('variables.minimum')}
              inputMode="numeric"
              value={variable.minimum}
              onChange={(event) => onChange({ minimum: event.target.value })}
            />
            <Field
              label={t('variables.maximum')}
              inputMode="numeric"
              value={variable.maximum}
              onChange={(event) => onChange({ maximum: event.target.value })}
            />
          </>
        )}
        <Field
          label={t('variables.label')}
          hint={t('variables.labelHint')}
          maxLength={80}
          value={variable.label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
      </div>
      <CheckField label={t('variables.editable')} checked={variable.editable} onChange={(event) => onChange({ editable: event.target.checked })} />
    </>
  );
}
