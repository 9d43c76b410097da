import { useTranslation } from 'react-i18next';
import { Field, SelectField } from '@/design/Field';
import styles from './Access.module.css';

export const WEEK = 168;
const LIVES = [1, 24, 168, 720, 2160] as const;

export interface LinkLimits {
  hours: number;
  uses: number;
}

/** How long a link holds, and how often. */
export function LinkFields({ value, onChange }: { value: LinkLimits; onChange: (value: LinkLimits) => void }) {
  const { t } = useTranslation('access');
  return (
    <div className={styles.facts}>
      <SelectField
        label={t('invite.life')}
        value={value.hours}
        onChange={(event) => onChange({ ...value, hours: Number(event.target.value) })}
      >
        {LIVES.map((hours) => (
          <option key={hours} value={hours}>
            {t(`invite.lives.${hours}`)}
          </option>
        ))}
      </SelectField>
      <Field
        label={t('invite.uses')}
        type="number"
        min={1}
        max={100}
        value={value.uses}
        onChange={(event) => onChange({ ...value, uses: Math.max(1, Math.min(100, Math.trunc(Number(event.target.value)) || 1)) })}
      />
    </div>
  );
}
