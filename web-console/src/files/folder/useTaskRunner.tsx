import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, Task } from '@/api/fileTypes';
import { ProblemError } from '@/api/problem';
import { toast } from '@/design/toasts';
import { followTask } from '@/live/tasks';
import { setTrayOpen, wantTray } from '@/tray/trayHost';
import { useTaskProblem, useTaskTitle } from '@/tray/taskText';
import { TakenDialog } from '../dialogs/TakenDialog';
import { nameOf, shownName } from '../paths';
import { useFileProblemText } from '../problemText';
import { folderChanged } from './useFolder';

export interface Run {
  /** Folders that will look different, by instance. */
  changes: readonly { instance: string; folders: readonly string[] }[];
  /** Begins it; with a conflict rule after the person was asked. */
  start: (conflict?: Conflict) => Promise<Task>;
  /** Tells that it is done; without it nothing is said. */
  onDone?: (task: Task) => void;
  /** A taken name isn't the end: the person is asked and it begins once more. */
  asksForTaken?: boolean;
}

export interface TaskRunner {
  /** Resolves when the node took the task on, and fails when it didn't; how it ends is told by itself. */
  begin: (run: Run) => Promise<void>;
  /** The same for what has no dialog: problems are told, too. */
  run: (run: Run) => void;
  dialog: ReactNode;
}

/** What takes longer than this is worth watching. */
const SLOW_MILLIS = 1_000;

/** Begins long work and stays with it: lists are read again, the end is told, and a taken name is asked about. */
export function useTaskRunner(): TaskRunner {
  const { t } = useTranslation('tray');
  const [taken, setTaken] = useState<{ run: Run; name: string }>();
  const title = useTaskTitle();
  const reason = useTaskProblem();
  const problemText = useFileProblemText();

  const stay = useCallback(
    async (run: Run, begun: Task) => {
      const slow = setTimeout(wantTray, SLOW_MILLIS);
      let task: Task;
      try {
        task = await followTask(begun);
      } catch (error) {
        toast(problemText(error), { kind: 'failed' });
        return;
      } finally {
        clearTimeout(slow);
        for (const { instance, folders } of run.changes) folderChanged(instance, ...folders);
      }
      const details = { action: { label: t('task.details'), run: () => setTrayOpen(true) } };
      if (task.state === 'done') {
        run.onDone?.(task);
        if (task.log.length > 0) wantTray();
      } else if (task.state === 'cancelled') toast(t('task.cancelledToast', { title: title(task) }));
      else if (task.fault?.code === 'FILE_EXISTS' && run.asksForTaken === true) {
        setTaken({ run, name: shownName(nameOf(task.fault.params.path ?? '')) });
      } else {
        const words = { title: title(task), reason: reason(task) };
        toast(t('task.failedToast', words), { kind: 'failed', millis: 12_000, ...details });
      }
    },
    [problemText, reason, t, title],
  );

  const begin = useCallback(async (run: Run) => void stay(run, await run.start()), [stay]);
  const run = useCallback(
    (wanted: Run) => {
      begin(wanted).catch((error: unknown) => {
        if (error instanceof ProblemError && error.code === 'FILE_EXISTS' && wanted.asksForTaken === true) {
          const { path } = error.params;
          setTaken({ run: wanted, name: typeof path === 'string' ? shownName(nameOf(path)) : '' });
        } else toast(problemText(error), { kind: 'failed', millis: 12_000 });
      });
    },
    [begin, problemText],
  );

  const dialog = taken && (
    <TakenDialog
      name={taken.name}
      onChoose={(conflict) => {
        setTaken(undefined);
        run({ ...taken.run, asksForTaken: false, start: () => taken.run.start(conflict) });
      }}
      onClose={() => setTaken(undefined)}
    />
  );
  return { begin, run, dialog };
}
