import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import { dismiss, type PowerItem, type PowerJob } from './jobs';
import styles from './JobResults.module.css';
import { useJobs } from './usePower';

/** What became of actions on several instances, and of any action that failed: one line per instance. */
export function JobResults() {
  const jobs = useJobs().filter(
    (job) => job.items.some((item) => item.phase === 'failed') || (job.items.length > 1 && isUnderWay(job)),
  );
  return (
    <div role="status" className={styles.results}>
      {jobs.map((job) => (
        <Result key={job.id} job={job} />
      ))}
    </div>
  );
}

function isUnderWay(job: PowerJob): boolean {
  return job.items.some((item) => item.phase !== 'undo');
}

function Result({ job }: { job: PowerJob }) {
  const { t } = useTranslation(['instance', 'common']);
  const count = (phase: PowerItem['phase']) => job.items.filter((item) => item.phase === phase).length;
  const failed = job.items.filter((item) => item.phase === 'failed');
  return (
    <div className={styles.result}>
      <div className={styles.head}>
        <b>{t(`common:power.${job.action}`)}</b>
        <span>{t('job.done', { done: count('done'), total: job.items.length })}</span>
        {failed.length > 0 && <span className={styles.failed}>{t('job.failed', { count: failed.length })}</span>}
        <Button kind="ghost" icon small className={styles.close} aria-label={t('common:dismiss')} onClick={() => dismiss(job.id)}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      {failed.length > 0 && (
        // A long list scrolls, also by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className={styles.items} tabIndex={0} aria-label={t('job.failed', { count: failed.length })}>
          {failed.map((item) => (
            <FailedItem key={item.id} item={item} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FailedItem({ item }: { item: PowerItem }) {
  return (
    <li>
      <b>{item.name}</b>
      {item.problem && <Words problem={item.problem} />}
    </li>
  );
}

function Words({ problem }: { problem: NonNullable<PowerItem['problem']> }) {
  const { title, remedy } = useProblemTexts(problem);
  return (
    <span>
      {title}. {remedy} <code>{problem.requestId ?? problem.code}</code>
    </span>
  );
}
