import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { dismiss, type PowerJob } from './jobs';
import styles from './JobResults.module.css';
import { useJobs } from './usePower';

/** Actions that the panel refused. How an action on several fared stands in the tray, with a result for each. */
export function JobResults() {
  const jobs = useJobs().filter((job) => job.items.some((item) => item.phase === 'failed'));
  return (
    <div className={styles.results}>
      {jobs.map((job) => (
        <Refused key={job.id} job={job} />
      ))}
    </div>
  );
}

function Refused({ job }: { job: PowerJob }) {
  const { t } = useTranslation(['instance', 'common']);
  const [first] = job.items;
  const what = job.items.length === 1 ? (first?.name ?? '') : t('job.instances', { count: job.items.length });
  return (
    <ErrorNote
      about={t('job.about', { action: t(`common:power.${job.action}`), what })}
      error={job.items.find((item) => item.problem)?.problem}
    >
      <Button kind="ghost" icon small aria-label={t('common:dismiss')} onClick={() => dismiss(job.id)}>
        <X size={14} aria-hidden="true" />
      </Button>
    </ErrorNote>
  );
}
