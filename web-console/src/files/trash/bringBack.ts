import { restoreTrash, trashOf } from '@/api/fileCalls';
import { followTask } from '@/live/tasks';

/** Clocks of node and browser need not agree; the node's own times are compared. */
const SLACK_MILLIS = 2_000;

/**
 * Takes what a deletion put into the trash out again, each to its place.
 *
 * @param since when the deletion began, by the node's clock
 * @returns whether all of it is back
 */
export async function bringBack(instance: string, paths: readonly string[], since: string): Promise<boolean> {
  const wanted = new Set(paths);
  const from = new Date(since).getTime() - SLACK_MILLIS;
  const items = (await trashOf(instance)).filter(
    ({ path, deleted }) => new Date(deleted).getTime() >= from && wanted.delete(path),
  );
  if (items.length === 0) return false;
  const task = await followTask(
    await restoreTrash(
      instance,
      items.map(({ id }) => id),
      'fail',
    ),
  );
  return task.state === 'done' && wanted.size === 0;
}
