import { asProblem } from '@/api/problem';
import { Backoff } from '@/streams/backoff';
import { Speed } from './speed';
import {
  isActive,
  isOpen,
  passes,
  type ConflictChoice,
  type Upload,
  type UploadState,
  type UploadTarget,
  type UploadTransport,
} from './upload';
import type { StoredUpload } from './uploadStore';

export interface NewUpload {
  readonly target: UploadTarget;
  readonly root: string;
  readonly folder: string;
  readonly name: string;
  readonly file: Blob & { readonly lastModified?: number };
  readonly extract?: boolean;
}

interface Job {
  upload: Upload;
  /** Undefined after the page was loaded anew, until the person chooses it again. */
  file: Blob | undefined;
  abort: AbortController | undefined;
  speed: Speed;
  shown: number;
  readonly backoff: Backoff;
  retry: ReturnType<typeof setTimeout> | undefined;
}

export const AT_ONCE = 3;
/** Progress comes more often than anybody can read. */
const SHOW_EVERY_MILLIS = 200;

/**
 * Uploads of this page, for all instances together: three at a time, the rest wait. Lives as long as the page, so that one
 * can go on to other pages meanwhile. A lost connection is tried again by itself. Knows nothing of the page or of where
 * things are kept.
 */
export class UploadQueue {
  readonly #transport: UploadTransport;
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(upload: Upload, path: string) => void>();
  #jobs: Job[] = [];
  #nextId = 1;
  #snapshot: readonly Upload[] = [];
  /** What the person chose for all further conflicts of this round. */
  #forAll: ConflictChoice | undefined;

  constructor(transport: UploadTransport) {
    this.#transport = transport;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Upload[] => this.#snapshot;

  get isActive(): boolean {
    return this.#jobs.some(({ upload }) => isActive(upload));
  }

  /** Tells of every file that is there, with the path that it has. */
  onArrival(listener: (upload: Upload, path: string) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  add(uploads: readonly NewUpload[]): void {
    if (!this.isActive) this.#forAll = undefined;
    for (const { file, extract = false, ...rest } of uploads) {
      const upload: Upload = {
        ...rest,
        id: this.#nextId++,
        size: file.size,
        modified: file.lastModified ?? 0,
        sent: 0,
        state: { kind: 'waiting' },
        conflict: 'fail',
        location: undefined,
        extract,
      };
      this.#jobs.push(job(upload, file));
    }
    this.#next();
  }

  /** What was unfinished when the page was left. */
  restore(stored: readonly StoredUpload[]): void {
    for (const upload of stored)
      this.#jobs.push(job({ ...upload, id: this.#nextId++, sent: upload.sent, state: { kind: 'unpicked' } }, undefined));
    this.#publish();
  }

  /**
   * Gives a file that was chosen again to the upload that waits for it, at `place` if that is told.
   *
   * @returns whether one does
   */
  repick(file: File, place?: { instance: string; folder: string }): boolean {
    const same = this.#jobs.find(
      ({ upload }) =>
        upload.state.kind === 'unpicked' &&
        upload.name === file.name &&
        upload.size === file.size &&
        upload.modified === file.lastModified &&
        (place === undefined || (upload.target.instance === place.instance && upload.folder === place.folder)),
    );
    if (same === undefined) return false;
    same.file = file;
    this.#set(same, { state: { kind: 'waiting' } });
    this.#next();
    return true;
  }

  /** Answers a conflict, and with `forAll` those that are open or come up later in this round. */
  decide(id: number, choice: ConflictChoice, forAll: boolean): void {
    if (forAll) this.#forAll = choice;
    for (const each of this.#jobs) {
      if (each.upload.state.kind === 'conflict' && (forAll || each.upload.id === id)) this.#apply(each, choice);
    }
    this.#next();
  }

  setExtract(id: number, extract: boolean): void {
    const found = this.#find(id);
    if (found) this.#set(found, { extract });
  }

  pause(id: number): void {
    const found = this.#find(id);
    if (found === undefined || !['waiting', 'sending', 'lost'].includes(found.upload.state.kind)) return;
    this.#halt(found);
    this.#set(found, { state: { kind: 'paused' } });
    this.#next();
  }

  resume(id: number): void {
    const found = this.#find(id);
    if (found?.file === undefined || !['paused', 'lost'].includes(found.upload.state.kind)) return;
    this.#halt(found);
    this.#set(found, { state: { kind: 'waiting' } });
    this.#next();
  }

  pauseAll(): void {
    // Backwards, so that none of those that wait begins meanwhile.
    for (const { upload } of [...this.#jobs].reverse()) this.pause(upload.id);
  }

  resumeAll(): void {
    for (const { upload } of [...this.#jobs]) if (upload.state.kind === 'paused') this.resume(upload.id);
  }

  /** The network is back: no more waiting. */
  retryLost(): void {
    for (const { upload } of [...this.#jobs]) if (upload.state.kind === 'lost') this.resume(upload.id);
  }

  cancel(id: number): void {
    const found = this.#find(id);
    if (found === undefined || !isOpen(found.upload)) return;
    this.#halt(found);
    const { upload } = found;
    this.#set(found, { state: { kind: 'cancelled' }, location: undefined, sent: 0 });
    // What can't be told to the node now goes by itself after a day.
    if (upload.location !== undefined) this.#transport.discard(upload).catch(() => undefined);
    this.#next();
  }

  cancelAll(): void {
    for (const { upload } of [...this.#jobs].reverse()) this.cancel(upload.id);
  }

  retry(id: number): void {
    const found = this.#find(id);
    if (found?.file === undefined || isOpen(found.upload) || found.upload.state.kind === 'done') return;
    found.speed = new Speed();
    found.backoff.reset();
    this.#set(found, { state: { kind: 'waiting' } });
    this.#next();
  }

  /** Takes finished ones out of the list. */
  clearFinished(): void {
    this.#jobs = this.#jobs.filter(({ upload }) => isOpen(upload));
    this.#publish();
  }

  #next(): void {
    // A lost one keeps its place: the next would only be lost, too.
    let busy = this.#jobs.filter(({ upload: { state } }) => state.kind === 'sending' || state.kind === 'lost').length;
    for (const each of this.#jobs) {
      if (busy >= AT_ONCE) break;
      if (each.upload.state.kind !== 'waiting' || each.file === undefined) continue;
      busy += 1;
      void this.#send(each, each.file);
    }
    this.#publish();
  }

  async #send(to: Job, file: Blob): Promise<void> {
    const abort = new AbortController();
    to.abort = abort;
    to.speed = new Speed();
    this.#set(to, { state: { kind: 'sending', perSecond: undefined } });
    const news = {
      progress: (sent: number) => this.#progress(to, abort, sent),
      located: (location: string | undefined) => {
        if (!abort.signal.aborted) this.#set(to, { location });
      },
    };
    try {
      const { path } = await this.#transport.send(to.upload, file, news, abort.signal);
      if (abort.signal.aborted) return;
      this.#set(to, { state: { kind: 'done' }, sent: to.upload.size, location: undefined });
      for (const listener of this.#arrivals) listener(to.upload, path);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#failed(to, asProblem(error));
    }
    this.#next();
  }

  #failed(to: Job, problem: ReturnType<typeof asProblem>): void {
    if (problem.code === 'FILE_EXISTS' && to.upload.conflict === 'fail') {
      this.#set(to, { state: { kind: 'conflict' }, sent: 0, location: undefined });
      if (this.#forAll !== undefined) this.#apply(to, this.#forAll);
    } else if (passes(problem)) {
      const wait = to.backoff.next();
      to.retry = setTimeout(() => this.resume(to.upload.id), wait);
      this.#set(to, { state: { kind: 'lost', retryAt: Date.now() + wait, problem } });
    } else this.#set(to, { state: { kind: 'failed', problem } });
  }

  #progress(of: Job, abort: AbortController, sent: number): void {
    if (abort.signal.aborted || of.upload.state.kind !== 'sending') return;
    const now = Date.now();
    of.speed.record(sent, now);
    if (sent > of.upload.sent) of.backoff.reset();
    if (now - of.shown < SHOW_EVERY_MILLIS && sent < of.upload.size) return;
    of.shown = now;
    this.#set(of, { state: { kind: 'sending', perSecond: of.speed.perSecond }, sent });
  }

  #apply(to: Job, choice: ConflictChoice): void {
    const waiting: UploadState = { kind: 'waiting' };
    if (choice === 'skip') this.#set(to, { state: { kind: 'skipped' } });
    else this.#set(to, { state: waiting, conflict: choice === 'replace' ? 'overwrite' : 'rename' });
  }

  #halt(found: Job): void {
    clearTimeout(found.retry);
    found.abort?.abort();
  }

  #find(id: number): Job | undefined {
    return this.#jobs.find(({ upload }) => upload.id === id);
  }

  #set(to: Job, change: Partial<Upload>): void {
    to.upload = { ...to.upload, ...change };
    this.#publish();
  }

  #publish(): void {
    this.#snapshot = this.#jobs.map(({ upload }) => upload);
    for (const listener of this.#listeners) listener();
  }
}

function job(upload: Upload, file: Blob | undefined): Job {
  const backoff = new Backoff();
  return { upload, file, abort: undefined, speed: new Speed(), shown: 0, backoff, retry: undefined };
}
