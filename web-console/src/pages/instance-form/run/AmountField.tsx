import { useTranslation } from 'react-i18next';
import { Field, SelectField } from '@/design/Field';
import { SIZE_UNITS, TIME_UNITS, type Amount, type SizeUnit, type TimeUnit } from './quantities';
import styles from './RunForm.module.css';

export interface AmountFieldProps<U extends TimeUnit | SizeUnit> {
  label: string;
  hint?: string;
  error?: string | undefined;
  quiet?: boolean;
  value: Amount<U>;
  onChange: (value: Amount<U>) => void;
}

/** A number with its unit beside it. */
export function AmountField<U extends TimeUnit | SizeUnit>({ label, hint, error, quiet, value, onChange }: AmountFieldProps<U>) {
  const { t } = useTranslation('settings');
  const units = (TIME_UNITS as readonly string[]).includes(value.unit) ? TIME_UNITS : SIZE_UNITS;
  return (
    <div className={styles.amount}>
      <Field
        label={label}
        {...(hint !== undefined && { hint })}
        {...(quiet && { quiet })}
        error={error}
        inputMode="decimal"
        autoComplete="off"
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      <div className={quiet ? undefined : styles.unit}>
        <SelectField
          label={t('unit', { label })}
          quiet
          value={value.unit}
          onChange={(event) => onChange({ ...value, unit: event.target.value as U })}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {t(`units.${unit}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </div>
  );
}
