import { Ellipsis, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOver, type Task } from '@/api/fileTypes';
import { usePreference } from '@/app/preferences';
import { Button } from '@/design/Button';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { nameOf, shownName } from '@/files/paths';
import { useFileProblemText } from '@/files/problemText';
import { isActive, type Upload } from '@/files/uploads/upload';
import { onExtractProblem, uploads, usePreparing, useUploads } from '@/files/uploads/uploads';
import { formatNumber } from '@/i18n/format';
import { useBatches } from '@/live/batches';
import { useTasks } from '@/live/tasks';
import { BatchRow } from './BatchRow';
import { ConflictDialog } from './ConflictDialog';
import { TaskRow } from './TaskRow';
import styles from './Tray.module.css';
import { setTrayOpen, useTray } from './trayHost';
import { Unpicked } from './Unpicked';
import { UploadList } from './UploadList';
import { UploadTotal } from './UploadTotal';

/** Tasks that ended before this moment were taken off the list. */
const NEVER = '';
const MOST_TASKS = 50;

/** Uploads and long work of the nodes, on every page. One per page, inside the shell. */
export default function Tray() {
  const { open } = useTray();
  const list = useUploads();
  const [later, setLater] = useState<number>();
  useExtractProblems();
  const conflicts = list.filter(({ state }) => state.kind === 'conflict');
  const conflict = conflicts.find(({ id }) => id !== later);
  return (
    <>
      {open && <OpenTray list={list} onDecide={() => setLater(undefined)} />}
      {conflict !== undefined && later === undefined && (
        <ConflictDialog
          key={conflict.id}
          upload={conflict}
          others={conflicts.length - 1}
          onDecide={(choice, forAll) => uploads.decide(conflict.id, choice, forAll)}
          onClose={() => setLater(conflict.id)}
        />
      )}
    </>
  );
}

function OpenTray({ list, onDecide }: { list: readonly Upload[]; onDecide: () => void }) {
  const { t } = useTranslation('tray');
  const preparing = usePreparing() > 0;
  const [cleared, setCleared] = usePreference<string>('tray.cleared', NEVER);
  const tasks = useTasks()
    .filter((task) => !isOver(task) || (task.ended ?? task.created) > cleared)
    .slice(0, MOST_TASKS);
  const batches = useBatches().filter(({ ended }) => ended === undefined || ended > cleared);
  const unpicked = list.filter(({ state }) => state.kind === 'unpicked');
  const rest = list.filter(({ state }) => state.kind !== 'unpicked');
  const isEmpty = list.length === 0 && tasks.length === 0 && batches.length === 0 && !preparing;
  const clear = () => {
    uploads.clearFinished();
    const ends = [...tasks, ...batches].map(({ ended }) => ended ?? NEVER);
    setCleared([cleared, ...ends].sort().at(-1) ?? cleared);
  };
  return (
    <section ref={liftToasts} className={styles.tray} aria-label={t('label')}>
      <Head list={list} tasks={tasks} running={batches.filter(({ ended }) => ended === undefined).length} onClear={clear} />
      {/* Rows without buttons can be scrolled to by the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.body} role="group" aria-label={t('list')} tabIndex={0}>
        {isEmpty && <p className={styles.empty}>{t('empty')}</p>}
        {unpicked.length > 0 && <Unpicked uploads={unpicked} />}
        {(rest.length > 0 || preparing) && (
          <>
            <UploadTotal list={rest} preparing={preparing} />
            <UploadList list={rest} onDecide={onDecide} />
          </>
        )}
        {batches.length > 0 && (
          <ul className={styles.list}>
            {batches.map((batch) => (
              <BatchRow key={batch.id} batch={batch} />
            ))}
          </ul>
        )}
        {tasks.length > 0 && (
          <ul className={styles.list}>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface HeadProps {
  list: readonly Upload[];
  tasks: readonly Task[];
  /** Batches under way. */
  running: number;
  onClear: () => void;
}

function Head({ list, tasks, running, onClear }: HeadProps) {
  const { t } = useTranslation('tray');
  const busy = list.filter(isActive).length + tasks.filter((task) => !isOver(task)).length + running;
  const isPausable = list.some(({ state }) => ['waiting', 'sending', 'lost'].includes(state.kind));
  const isPaused = list.some(({ state }) => state.kind === 'paused');
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{t('label')}</h2>
      <span className={styles.summary} role="status">
        {busy > 0 ? t('busy', { count: busy, number: formatNumber(busy) }) : t('idle')}
      </span>
      {list.some(isActive) && (
        <Menu
          trigger={
            <Button kind="ghost" icon small aria-label={t('more')}>
              <Ellipsis size={16} aria-hidden="true" />
            </Button>
          }
        >
          {isPausable && <MenuItem onSelect={() => uploads.pauseAll()}>{t('pauseAll')}</MenuItem>}
          {isPaused && <MenuItem onSelect={() => uploads.resumeAll()}>{t('resumeAll')}</MenuItem>}
          <MenuItem danger onSelect={() => uploads.cancelAll()}>
            {t('cancelAll')}
          </MenuItem>
        </Menu>
      )}
      <Button kind="ghost" small onClick={onClear}>
        {t('clear')}
      </Button>
      <Button kind="ghost" icon small aria-label={t('hide')} onClick={() => setTrayOpen(false)}>
        <X size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** Messages appear above the tray, however high it is, and bars at the foot of a page beside it. */
function liftToasts(tray: HTMLElement | null): (() => void) | undefined {
  if (tray === null) return undefined;
  const root = document.documentElement;
  const observer = new ResizeObserver(() => {
    root.style.setProperty('--tray', `${tray.offsetHeight + 8}px`);
    root.style.setProperty('--tray-inline', `${tray.offsetWidth}px`);
  });
  observer.observe(tray);
  return () => {
    observer.disconnect();
    root.style.removeProperty('--tray');
    root.style.removeProperty('--tray-inline');
  };
}

function useExtractProblems(): void {
  const { t } = useTranslation('tray');
  const problemText = useFileProblemText();
  useEffect(
    () =>
      onExtractProblem((path, problem) => {
        const words = { name: shownName(nameOf(path)), reason: problemText(problem) };
        toast(t('upload.extractFailed', words), { kind: 'failed', millis: 12_000 });
      }),
    [t, problemText],
  );
}
