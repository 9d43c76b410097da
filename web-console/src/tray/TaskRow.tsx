import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cancelTask } from '@/api/fileCalls';
import { isOver, type Task } from '@/api/fileTypes';
import { may } from '@/api/permissions';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import { shownName } from '@/files/paths';
import { formatAgo, formatBytes, formatNumber } from '@/i18n/format';
import { useInstances } from '@/live/useLive';
import { useSession } from '@/session/session';
import { useTaskTitle } from './taskText';
import styles from './Tray.module.css';

/** One task: what, where, how far, and what went wrong with what can be done about it. */
export function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation('tray');
  const title = useTaskTitle()(task);
  const { user } = useSession();
  const instance = useInstances().data?.instances.find(({ id }) => id === task.instance);
  const cancel = useMutation({ mutationFn: () => cancelTask(task.id) });
  const over = isOver(task);
  const isMine = task.user.id === user.id;
  const mayCancel = isMine || (instance !== undefined && may(instance, 'instance.files.write'));
  const { to } = task.about;
  const place = [
    instance?.name,
    to !== undefined && t('task.placeTo', { to: to === '' ? t('task.root') : shownName(to) }),
    !isMine && task.user.name && t('task.by', { name: task.user.name }),
  ];
  return (
    <li className={styles.row} data-task={task.kind} data-state={task.state}>
      <span className={styles.name}>{title}</span>
      <span className={styles.buttons}>
        {!over && mayCancel && (
          <Button
            kind="ghost"
            icon
            small
            aria-label={t('task.cancel', { title })}
            pending={cancel.isPending || cancel.isSuccess}
            onClick={() => cancel.mutate()}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </span>
      <span className={styles.state}>
        {cancel.isSuccess && !over ? t('task.cancelling') : <StateText task={task} />}
        {over && ` · ${place.filter(Boolean).join(', ')}`}
      </span>
      {!over && <span className={styles.place}>{place.filter(Boolean).join(', ')}</span>}
      {!over && <Bar task={task} title={title} />}
      {task.stale && !over && <span className={styles.warned}>{t('task.stale')}</span>}
      {task.fault && <Fault fault={task.fault} />}
      {task.log.length > 0 && (
        <details className={styles.log}>
          <summary>{t('task.log', { count: task.log.length, number: formatNumber(task.log.length) })}</summary>
          <pre>{task.log.map(shownName).join('\n')}</pre>
        </details>
      )}
    </li>
  );
}

function StateText({ task: { state, progress, ended } }: { task: Task }) {
  const { t } = useTranslation('tray');
  if (state !== 'running') {
    const word = t(`task.state.${state}`);
    return ended ? `${word} · ${formatAgo(ended)}` : word;
  }
  const { unit, done, total, detail } = progress;
  const show = (value: number) => (unit === 'bytes' ? formatBytes(value) : formatNumber(value));
  const far =
    total > 0
      ? t(unit === 'bytes' ? 'task.bytes' : 'task.counted', { done: show(done), total: show(total) })
      : unit === 'bytes'
        ? t('task.bytesOnly', { done: show(done) })
        : t('task.countedOnly', { count: done, number: show(done) });
  return [far, detail !== '' && shownName(detail)].filter(Boolean).join(' · ');
}

function Bar({ task: { progress, state }, title }: { task: Task; title: string }) {
  const known = state === 'running' && progress.total > 0;
  return (
    <progress
      className={styles.progress}
      aria-label={title}
      {...(known ? { max: progress.total, value: Math.min(progress.done, progress.total) } : {})}
    />
  );
}

function Fault({ fault }: { fault: NonNullable<Task['fault']> }) {
  const { title, remedy } = useProblemTexts(new ProblemError(fault));
  return (
    <span className={styles.fault}>
      <b>{title}</b>
      {remedy !== undefined && <span>{remedy}</span>}
    </span>
  );
}
