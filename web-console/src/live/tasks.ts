import { useQuery } from '@tanstack/react-query';
import { allTasks, oneTask } from '@/api/fileCalls';
import { isOver, type Task } from '@/api/fileTypes';
import { asProblem } from '@/api/problem';
import { applyChanges } from './changeLog';
import { gate } from './connection';
import { changeLog, showTask } from './patches';
import { queryClient } from './queryClient';

/** Long work of the nodes, kept fresh by events. */

async function fetchTasks(signal: AbortSignal): Promise<Task[]> {
  await gate.ready('tasks');
  const fetch = changeLog.begin('tasks');
  try {
    return applyChanges(await allTasks(signal), changeLog.end(fetch));
  } finally {
    changeLog.end(fetch);
  }
}

const NO_TASKS: readonly Task[] = [];

/** Newest first. */
export function useTasks(): readonly Task[] {
  const { data } = useQuery({
    queryKey: ['tasks'],
    queryFn: ({ signal }) => fetchTasks(signal),
    staleTime: Infinity,
    select: newestFirst,
  });
  return data ?? NO_TASKS;
}

function newestFirst(tasks: Task[]): Task[] {
  return [...tasks].sort((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : 0));
}

/** Events tell at once; asking is for when the socket is away. */
const ASK_EVERY_MILLIS = 2_000;

/** Resolves with the task when it is over, however it ended. */
export function followTask(task: Task): Promise<Task> {
  showTask(task);
  return new Promise((resolve, reject) => {
    const look = (found: Task | undefined) => {
      if (found === undefined || !isOver(found)) return false;
      leave();
      clearInterval(timer);
      resolve(found);
      return true;
    };
    const known = () => queryClient.getQueryData<Task[]>(['tasks'])?.find(({ id }) => id === task.id);
    const leave = queryClient.getQueryCache().subscribe(({ query }) => {
      if ((query.queryKey as readonly unknown[])[0] === 'tasks') look(known());
    });
    const timer = setInterval(() => {
      oneTask(task.id).then(look, (error: unknown) => {
        const problem = asProblem(error);
        // Anything but an answer about the task itself passes.
        if (problem.status !== 404) return;
        leave();
        clearInterval(timer);
        reject(problem);
      });
    }, ASK_EVERY_MILLIS);
    if (!look(task)) look(known());
  });
}
