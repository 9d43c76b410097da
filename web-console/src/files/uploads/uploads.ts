import { useSyncExternalStore } from 'react';
import { listFiles, makeFolder } from '@/api/calls';
import { asProblem } from '@/api/problem';
import { addressBook } from '@/streams/addresses';
import { takeTicket } from '@/streams/tickets';
import { onSession, sessionState } from '@/session/session';
import { join, nameOf, parentOf } from '../paths';
import { wantTray } from '../trayHost';
import type { Picked } from './picked';
import type { Upload, UploadTarget } from './upload';
import { UploadQueue } from './uploadQueue';
import { XhrTransport } from './xhrTransport';

/** The uploads of this page, whatever it shows. */
export const uploads = new UploadQueue(new XhrTransport({ addresses: addressBook, takeTicket }));

const PAGE = 1_000;
/** Conflicts in larger folders are found by the daemon, one by one. */
const MOST_PAGES = 10;

const preparing = { count: 0 };
const listeners = new Set<() => void>();

export const useUploads = (): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.snapshot);

/** How many choices of files are being prepared: folders made, names compared. */
export const usePreparing = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => preparing.count,
  );

/** Makes the folders that are missing, finds names that are taken, and queues the files. */
export async function startUploads(target: UploadTarget, folder: string, picked: Picked): Promise<void> {
  wantTray();
  prepare(1);
  try {
    const names = new Map<string, ReadonlySet<string>>([[folder, await namesIn(target.instance, folder)]]);
    for (const relative of picked.folders) {
      const path = join(folder, relative);
      const exists = names.get(parentOf(path))?.has(nameOf(path)) === true;
      names.set(
        path,
        exists || !(await made(target.instance, path)) ? await namesIn(target.instance, path) : new Set(),
      );
    }
    uploads.add(
      picked.files.map(({ file, folder: relative }) => {
        const into = relative === '' ? folder : join(folder, relative);
        return { target, folder: into, name: file.name, file, taken: names.get(into) ?? new Set() };
      }),
    );
  } finally {
    prepare(-1);
  }
}

async function namesIn(instance: string, path: string): Promise<Set<string>> {
  const names = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { entries, next } = await listFiles(instance, {
      path,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { name } of entries) names.add(name);
    if (next == null) break;
    cursor = next;
  }
  return names;
}

/** False when it was there already. */
async function made(instance: string, path: string): Promise<boolean> {
  try {
    await makeFolder(instance, path);
    return true;
  } catch (error) {
    if (asProblem(error).code === 'FILE_EXISTS') return false;
    throw error;
  }
}

function prepare(by: 1 | -1): void {
  preparing.count += by;
  for (const listener of listeners) listener();
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

let warning = false;
uploads.subscribe(() => {
  if (uploads.isActive === warning) return;
  warning = uploads.isActive;
  if (warning) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
});

// What one person began isn't carried on for another.
onSession(() => {
  if (sessionState().kind === 'signedOut') {
    uploads.cancelAll();
    uploads.clearFinished();
  }
});
