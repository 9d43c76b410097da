import { useTranslation } from 'react-i18next';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';
import { ValueField } from './ValueField';

/** The values that somebody may set who may not edit the definition. */
export function OwnVariables({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  const own = draft.variables.filter((each) => each.editable);
  return (
    <div className={styles.fields}>
      {own.length === 0 && <p>{t('variables.none')}</p>}
      {own.map((variable) => (
        <ValueField
          key={variable.key}
          variable={variable}
          label={variable.label === '' ? variable.name : variable.label}
          hint={variable.type === 'SECRET' ? t('variables.kept') : undefined}
          error={errorOf(`variables.${variable.key}`)}
          onChange={(value) =>
            onChange({ variables: draft.variables.map((each) => (each.key === variable.key ? { ...each, value } : each)) })
          }
        />
      ))}
    </div>
  );
}
