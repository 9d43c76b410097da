import { moveFile } from '@/api/calls';
import { asProblem } from '@/api/problem';
import { join } from '../paths';

/** What became of moving several entries: those that are left have the reason of the first. */
export interface MoveResult {
  readonly moved: readonly string[];
  readonly left: readonly string[];
  readonly error: unknown;
}

/** Moves entries one after the other and stops at the first that can't be moved. */
export async function moveEntries(
  instance: string,
  from: string,
  names: readonly string[],
  to: string,
  replaceFirst = false,
): Promise<MoveResult> {
  const moved: string[] = [];
  for (const [index, name] of names.entries()) {
    try {
      await moveFile(instance, join(from, name), join(to, name), (replaceFirst && index === 0) || undefined);
      moved.push(name);
    } catch (error) {
      return { moved, left: names.slice(index), error };
    }
  }
  return { moved, left: [], error: undefined };
}

export const isTaken = (error: unknown): boolean =>
  error !== undefined && asProblem(error).code === 'FILE_EXISTS';
