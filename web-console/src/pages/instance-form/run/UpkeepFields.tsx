import { useTranslation } from 'react-i18next';
import { TextField } from '@/design/Field';
import { AmountField } from './AmountField';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';

export function UpkeepFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.fields}>
      <p>{t('upkeep.text')}</p>
      {(['install', 'update'] as const).map((what) => (
        <TextField
          key={what}
          label={t(`upkeep.${what}`)}
          error={errorOf(`upkeep.${what}`)}
          mono
          rows={2}
          spellCheck={false}
          value={draft[what]}
          onChange={(event) => onChange({ [what]: event.target.value })}
        />
      ))}
      <div className={styles.pair}>
        <AmountField
          label={t('upkeep.time')}
          error={errorOf('upkeep.timeLimitMillis')}
          value={draft.upkeepTime}
          onChange={(upkeepTime) => onChange({ upkeepTime })}
        />
      </div>
    </div>
  );
}
