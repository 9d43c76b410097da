import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/fileTypes';
import { ProblemError } from '@/api/problem';
import { nameOf, shownName } from '@/files/paths';
import { useFileProblemText } from '@/files/problemText';
import { formatNumber } from '@/i18n/format';

/** What a task does, in a few words: "Copy world", "Delete 12 entries". */
export function useTaskTitle(): (task: Task) => string {
  const { t } = useTranslation('tray');
  return useCallback(
    ({ kind, about }) => {
      const count = Number(about.count);
      const name = about.path ?? about.name ?? about.host;
      const what =
        count > 1
          ? t('task.entries', { count, number: formatNumber(count) })
          : name === undefined || name === ''
            ? t('task.something')
            : shownName(nameOf(name));
      return t(`task.title.${kind}`, { what });
    },
    [t],
  );
}

export function useTaskProblem(): (task: Task) => string {
  const problemText = useFileProblemText();
  const { t } = useTranslation('tray');
  return useCallback(
    (task) => (task.fault ? problemText(new ProblemError(task.fault)) : t(`task.state.${task.state}`)),
    [problemText, t],
  );
}
