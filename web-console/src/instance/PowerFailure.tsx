import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { dismiss } from '@/power/jobs';
import { useJobs } from '@/power/usePower';
import { useTranslation } from 'react-i18next';
import styles from './InstanceFrame.module.css';

/** The last power action of this instance failed: said where the buttons are, until it is dismissed or tried again. */
export function PowerFailure({ instance }: { instance: string }) {
  const { t } = useTranslation('common');
  for (const job of useJobs()) {
    const item = job.items.find((each) => each.id === instance && each.phase === 'failed');
    if (item) {
      return (
        <div className={styles.note}>
          <ErrorNote error={item.problem}>
            <Button small onClick={() => dismiss(job.id)}>
              {t('dismiss')}
            </Button>
          </ErrorNote>
        </div>
      );
    }
  }
  return null;
}
