import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Field, FieldGroup } from '@/design/Field';
import { newVariable, type Variable } from './draft';
import styles from './InstanceForm.module.css';

export interface EnvironmentFieldsProps {
  variables: readonly Variable[];
  error: string | undefined;
  onChange: (variables: readonly Variable[]) => void;
}

export function EnvironmentFields({ variables, error, onChange }: EnvironmentFieldsProps) {
  const { t } = useTranslation('instances');
  const change = (key: number, part: Partial<Variable>) =>
    onChange(variables.map((each) => (each.key === key ? { ...each, ...part } : each)));
  return (
    <FieldGroup legend={t('form.environment')}>
      {variables.map((variable) => (
        <div key={variable.key} className={styles.variable}>
          <Field
            label={t('form.variableName')}
            quiet
            mono
            spellCheck={false}
            placeholder={t('form.variablePlaceholder')}
            value={variable.name}
            onChange={(event) => change(variable.key, { name: event.target.value })}
          />
          <Field
            label={t('form.variableValue')}
            quiet
            mono
            spellCheck={false}
            placeholder={t('form.variableValue')}
            value={variable.value}
            onChange={(event) => change(variable.key, { value: event.target.value })}
          />
          <Button
            kind="ghost"
            icon
            aria-label={t('form.removeVariable', { name: variable.name })}
            onClick={() => onChange(variables.filter((each) => each.key !== variable.key))}
          >
            <X size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
      {error !== undefined && (
        <p className={styles.warning} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button small onClick={() => onChange([...variables, newVariable()])}>
          {t('form.addVariable')}
        </Button>
      </div>
    </FieldGroup>
  );
}
