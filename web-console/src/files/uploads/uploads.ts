import { useSyncExternalStore } from 'react';
import { makeFolder } from '@/api/calls';
import { extractFile } from '@/api/fileCalls';
import { asProblem } from '@/api/problem';
import { showTask } from '@/live/patches';
import { onSession, sessionState } from '@/session/session';
import { addressBook } from '@/streams/addresses';
import { takeTicket } from '@/streams/tickets';
import { tellActiveUploads, wantTray } from '@/tray/trayHost';
import { join } from '../paths';
import type { Picked } from './picked';
import { TusTransport } from './tusTransport';
import { isActive, type Upload, type UploadTarget } from './upload';
import { UploadKeys } from './uploadKeys';
import { UploadQueue } from './uploadQueue';
import { UploadStore } from './uploadStore';

/** The uploads of this page, whatever it shows, and what they have to do with it: reload, network, sign-out. */
export const uploads = new UploadQueue(
  new TusTransport({
    keys: new UploadKeys({ addresses: addressBook, takeTicket }),
    lost: (node) => addressBook().forget(node),
  }),
);

const preparing = { count: 0 };
const listeners = new Set<() => void>();

export const useUploads = (): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.snapshot);

/** How many choices of files are being prepared. */
export const usePreparing = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => preparing.count,
  );

/** Queues the files and makes the folders that have none; the node makes all others. */
export async function startUploads(
  target: UploadTarget,
  folder: string,
  picked: Picked | Promise<Picked>,
  extract = false,
): Promise<void> {
  wantTray();
  prepare(1);
  try {
    const { files, folders } = await picked;
    // Files of before the page was loaded anew go on instead of beginning once more.
    const placed = files.map(({ file, folder: relative }) => ({
      target,
      root: folder,
      folder: relative === '' ? folder : join(folder, relative),
      name: file.name,
      file,
      extract,
    }));
    const { instance } = target;
    uploads.add(placed.filter(({ file, folder: into }) => !uploads.repick(file, { instance, folder: into })));
    const filled = new Set(files.map(({ folder: relative }) => relative));
    const bare = folders.filter((each) => ![...filled].some((full) => full === each || full.startsWith(`${each}/`)));
    for (const relative of bare) await madeFolder(target.instance, join(folder, relative));
  } finally {
    prepare(-1);
  }
}

async function madeFolder(instance: string, path: string): Promise<void> {
  try {
    await makeFolder(instance, path);
  } catch (error) {
    if (asProblem(error).code !== 'FILE_EXISTS') throw error;
  }
}

function prepare(by: 1 | -1): void {
  preparing.count += by;
  for (const listener of listeners) listener();
}

// ---- upload, then extract

uploads.onArrival(({ target, folder, extract }, path) => {
  if (!extract) return;
  extractFile(target.instance, { path, to: folder, conflict: 'fail' }).then(showTask, (error: unknown) => {
    const problem = asProblem(error);
    for (const listener of extractProblems) listener(path, problem);
  });
});

const extractProblems = new Set<(path: string, problem: ReturnType<typeof asProblem>) => void>();

/** The archive is there, but could not be extracted. */
export function onExtractProblem(listener: (path: string, problem: ReturnType<typeof asProblem>) => void): () => void {
  extractProblems.add(listener);
  return () => extractProblems.delete(listener);
}

// ---- leaving the page

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

let warning = false;
uploads.subscribe(() => {
  tellActiveUploads(uploads.snapshot().filter(isActive).length);
  if (uploads.isActive === warning) return;
  warning = uploads.isActive;
  if (warning) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
});

addEventListener('online', () => uploads.retryLost());

// ---- whose they are

let store: UploadStore | undefined;
uploads.subscribe(() => store?.save(uploads.snapshot()));
addEventListener('pagehide', () => store?.leave());

function follow(): void {
  const state = sessionState();
  if (state.kind === 'signedIn' && store === undefined) {
    try {
      store = new UploadStore(state.session.user.id);
      const left = store.load();
      if (left.length > 0) uploads.restore(left);
    } catch {
      // No storage here: uploads last as long as the page.
    }
  } else if (state.kind === 'signedOut') {
    // What one person began isn't carried on for another.
    uploads.cancelAll();
    uploads.clearFinished();
    store?.clear();
    store = undefined;
  }
}
follow();
onSession(follow);
