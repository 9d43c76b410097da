import { useTranslation } from 'react-i18next';
import { cancelPlan, type Storage } from '@/api/storageCalls';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import styles from './Storage.module.css';
import { useStorageChange } from './useStorageChange';

/** What the next start does, down to the file that it writes. */
export function PlannedSection({ plan, file }: { plan: NonNullable<Storage['plan']>; file: string }) {
  const { t } = useTranslation('storage');
  const cancel = useStorageChange(() => cancelPlan(), () => toast(t('planned.cancelled')));
  return (
    <Section title={t('planned.section')}>
      <p>{t('planned.text', { place: plan.place })}</p>
      <div>
        <div className={styles.quiet}>{t('planned.file', { file })}</div>
        <pre className={styles.file} role="region" aria-label={t('planned.file', { file })}>
          {plan.text}
        </pre>
      </div>
      {cancel.error && <ErrorNote error={cancel.error} />}
      <div className="actions">
        <Button pending={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {t('planned.cancel')}
        </Button>
      </div>
    </Section>
  );
}
