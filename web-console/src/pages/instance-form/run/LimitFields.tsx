import { useTranslation } from 'react-i18next';
import { Field } from '@/design/Field';
import { AmountField } from './AmountField';
import styles from './RunForm.module.css';
import type { RunFieldsProps } from './runFields';

/** Start order, limits of a run, and the account it has: what few people touch. */
export function LimitFields({ draft, onChange, errorOf }: RunFieldsProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.pair}>
      <AmountField
        label={t('limits.memory')}
        hint={t('limits.memoryHint')}
        error={errorOf('limits.memory')}
        value={draft.memory}
        onChange={(memory) => onChange({ memory })}
      />
      <Field
        label={t('limits.cpu')}
        hint={t('limits.cpuHint')}
        error={errorOf('limits.cpu')}
        inputMode="decimal"
        autoComplete="off"
        value={draft.cpu}
        onChange={(event) => onChange({ cpu: event.target.value })}
      />
      <Field
        label={t('limits.processes')}
        hint={t('limits.processesHint')}
        error={errorOf('limits.processes')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.processes}
        onChange={(event) => onChange({ processes: event.target.value })}
      />
      <Field
        label={t('startOrder')}
        hint={t('startOrderHint')}
        error={errorOf('care.startOrder')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.startOrder}
        onChange={(event) => onChange({ startOrder: event.target.value })}
      />
      <Field
        label={t('runAs')}
        hint={t('runAsHint')}
        error={errorOf('launch.runAs')}
        mono
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        value={draft.runAs}
        onChange={(event) => onChange({ runAs: event.target.value })}
      />
    </div>
  );
}
