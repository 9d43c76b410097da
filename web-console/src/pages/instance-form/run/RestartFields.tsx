import { useTranslation } from 'react-i18next';
import type { RestartWhen } from '@/api/types';
import { Field, SelectField } from '@/design/Field';
import { AmountField } from './AmountField';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';

const WHEN: readonly RestartWhen[] = ['NEVER', 'CRASH', 'ALWAYS'];

/** What happens after an end that nobody asked for. */
export function RestartFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.fields}>
      <SelectField
        label={t('restart.when')}
        hint={t('restart.hint')}
        value={draft.restart}
        onChange={(event) => onChange({ restart: event.target.value as RestartWhen })}
      >
        {WHEN.map((when) => (
          <option key={when} value={when}>
            {t(`restart.${when}`)}
          </option>
        ))}
      </SelectField>
      {draft.restart !== 'NEVER' && (
        <div className={styles.pair}>
          <Field
            label={t('restart.attempts')}
            hint={t('restart.attemptsHint')}
            error={errorOf('restart.attempts')}
            inputMode="numeric"
            autoComplete="off"
            value={draft.attempts}
            onChange={(event) => onChange({ attempts: event.target.value })}
          />
          <AmountField
            label={t('restart.healthy')}
            hint={t('restart.healthyHint')}
            error={errorOf('restart.healthyMillis')}
            value={draft.healthy}
            onChange={(healthy) => onChange({ healthy })}
          />
          <AmountField
            label={t('restart.delay')}
            hint={t('restart.delayHint')}
            error={errorOf('restart.delayMillis')}
            value={draft.delay}
            onChange={(delay) => onChange({ delay })}
          />
          <AmountField
            label={t('restart.mostDelay')}
            error={errorOf('restart.mostDelayMillis')}
            value={draft.mostDelay}
            onChange={(mostDelay) => onChange({ mostDelay })}
          />
        </div>
      )}
    </div>
  );
}
