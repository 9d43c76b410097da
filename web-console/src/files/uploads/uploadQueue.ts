import { asProblem } from '@/api/problem';
import { freeName, join } from '../paths';
import { Speed } from './speed';
import {
  isActive,
  type ConflictChoice,
  type Upload,
  type UploadState,
  type UploadTarget,
  type UploadTransport,
} from './upload';

export interface NewUpload {
  readonly target: UploadTarget;
  readonly folder: string;
  readonly name: string;
  readonly file: Blob;
  /** Names that are known to be in the folder, for conflicts that need no round trip. */
  readonly taken?: ReadonlySet<string>;
}

interface Job {
  upload: Upload;
  readonly file: Blob;
  readonly taken: Set<string>;
  abort: AbortController | undefined;
  speed: Speed;
  shown: number;
}

export const AT_ONCE = 3;
/** Progress comes more often than anybody can read. */
const SHOW_EVERY_MILLIS = 200;

/**
 * Uploads of this page, for all instances together: three at a time, the rest wait. Lives as long as the page, so that
 * one can go on to other pages meanwhile. Nothing is kept over a reload: a browser gives the files only once.
 */
export class UploadQueue {
  readonly #transport: UploadTransport;
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(upload: Upload) => void>();
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

  /** Tells of every file that is there. */
  onArrival(listener: (upload: Upload) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  add(uploads: readonly NewUpload[]): void {
    if (!this.isActive) this.#forAll = undefined;
    for (const { target, folder, name, file, taken } of uploads) {
      const state: UploadState = { kind: taken?.has(name) === true ? 'conflict' : 'waiting' };
      const upload = {
        id: this.#nextId++,
        target,
        folder,
        name,
        size: file.size,
        sent: 0,
        state,
        overwrite: false,
      };
      const job: Job = { upload, file, taken: new Set(taken), abort: undefined, speed: new Speed(), shown: 0 };
      this.#jobs.push(job);
      if (state.kind === 'conflict') this.#conflict(job);
    }
    this.#next();
  }

  /** Answers a conflict, and with `forAll` those that are open or come up later in this round. */
  decide(id: number, choice: ConflictChoice, forAll: boolean): void {
    if (forAll) this.#forAll = choice;
    for (const job of this.#jobs) {
      if (job.upload.state.kind === 'conflict' && (forAll || job.upload.id === id)) this.#apply(job, choice);
    }
    this.#next();
  }

  cancel(id: number): void {
    const job = this.#find(id);
    if (job === undefined || !isActive(job.upload)) return;
    job.abort?.abort();
    this.#set(job, { state: { kind: 'cancelled' } });
    this.#next();
  }

  cancelAll(): void {
    for (const { upload } of [...this.#jobs]) this.cancel(upload.id);
  }

  retry(id: number): void {
    const job = this.#find(id);
    if (job === undefined || isActive(job.upload) || job.upload.state.kind === 'done') return;
    job.speed = new Speed();
    this.#set(job, { state: { kind: 'waiting' }, sent: 0 });
    this.#next();
  }

  /** Takes finished ones out of the list. */
  clearFinished(): void {
    this.#jobs = this.#jobs.filter(({ upload }) => isActive(upload));
    this.#publish();
  }

  #next(): void {
    let sending = this.#jobs.filter(({ upload }) => upload.state.kind === 'sending').length;
    for (const job of this.#jobs) {
      if (sending >= AT_ONCE) break;
      if (job.upload.state.kind !== 'waiting') continue;
      sending += 1;
      void this.#send(job);
    }
    this.#publish();
  }

  async #send(job: Job): Promise<void> {
    const abort = new AbortController();
    job.abort = abort;
    this.#set(job, { state: { kind: 'sending', perSecond: undefined }, sent: 0 });
    job.speed.record(0, Date.now());
    try {
      await this.#transport.send(
        job.upload,
        job.file,
        (sent) => this.#progress(job, abort, sent),
        abort.signal,
      );
      if (abort.signal.aborted) return;
      this.#set(job, { state: { kind: 'done' }, sent: job.upload.size });
      for (const listener of this.#arrivals) listener(job.upload);
    } catch (error) {
      if (abort.signal.aborted) return;
      const problem = asProblem(error);
      if (problem.code === 'FILE_EXISTS' && !job.upload.overwrite) {
        job.taken.add(job.upload.name);
        this.#set(job, { state: { kind: 'conflict' }, sent: 0 });
        this.#conflict(job);
      } else this.#set(job, { state: { kind: 'failed', problem } });
    }
    this.#next();
  }

  #progress(job: Job, abort: AbortController, sent: number): void {
    if (abort.signal.aborted || job.upload.state.kind !== 'sending') return;
    const now = Date.now();
    job.speed.record(sent, now);
    if (now - job.shown < SHOW_EVERY_MILLIS && sent < job.upload.size) return;
    job.shown = now;
    this.#set(job, { state: { kind: 'sending', perSecond: job.speed.perSecond }, sent });
  }

  #conflict(job: Job): void {
    if (this.#forAll !== undefined) this.#apply(job, this.#forAll);
  }

  #apply(job: Job, choice: ConflictChoice): void {
    const waiting = { kind: 'waiting' } as const;
    if (choice === 'skip') this.#set(job, { state: { kind: 'skipped' } });
    else if (choice === 'replace') this.#set(job, { state: waiting, overwrite: true });
    else
      this.#set(job, { state: waiting, name: freeName(job.upload.name, (name) => this.#isTaken(job, name)) });
  }

  /** Also by another upload to the same folder. */
  #isTaken(job: Job, name: string): boolean {
    const path = join(job.upload.folder, name);
    const same = (other: Job) =>
      other !== job &&
      other.upload.target.instance === job.upload.target.instance &&
      join(other.upload.folder, other.upload.name) === path;
    return job.taken.has(name) || this.#jobs.some(same);
  }

  #find(id: number): Job | undefined {
    return this.#jobs.find(({ upload }) => upload.id === id);
  }

  #set(job: Job, change: Partial<Upload>): void {
    job.upload = { ...job.upload, ...change };
    this.#publish();
  }

  #publish(): void {
    this.#snapshot = this.#jobs.map(({ upload }) => upload);
    for (const listener of this.#listeners) listener();
  }
}
