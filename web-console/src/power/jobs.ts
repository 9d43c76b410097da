import { power } from '@/api/calls';
import { asProblem, type ProblemError } from '@/api/problem';
import type { Instance, PowerAction } from '@/api/types';
import { showInstance } from '@/live/patches';
import { startBatch } from './batch';

/**
 * Power actions on their way. Stop and restart wait five seconds before the request leaves, so that a mis-tap can be undone;
 * a single one is then sent from here, several go to the panel as one batch.
 */
export type ItemPhase = 'undo' | 'waiting' | 'sending' | 'done' | 'failed';

export interface PowerItem {
  id: string;
  name: string;
  phase: ItemPhase;
  problem?: ProblemError;
}

export interface PowerJob {
  id: number;
  action: PowerAction;
  items: readonly PowerItem[];
  /** When the requests leave; in the past for actions that don't wait. */
  sendAt: number;
}

export const UNDO_MILLIS = 5_000;

let jobs: readonly PowerJob[] = [];
let nextId = 1;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

export const currentJobs = (): readonly PowerJob[] => jobs;

export function onJobs(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly PowerJob[]): void {
  jobs = next;
  for (const listener of listeners) listener();
}

function changeItem(job: number, item: string, phase: ItemPhase, problem?: ProblemError): void {
  change(
    jobs.map((each) =>
      each.id !== job
        ? each
        : {
            ...each,
            items: each.items.map((one) => (one.id === item ? { ...one, phase, ...(problem && { problem }) } : one)),
          },
    ),
  );
}

const waits = (action: PowerAction): boolean => action === 'stop' || action === 'restart';

/** Returns the job's id, to undo it. What already waits or runs for an instance is replaced or left alone. */
export function requestPower(instances: readonly Pick<Instance, 'id' | 'name'>[], action: PowerAction): number {
  for (const instance of instances) withdraw(instance.id);
  const free = instances.filter((instance) => pendingOf(jobs, instance.id) === undefined);
  const id = nextId++;
  if (free.length === 0) return id;
  const delay = waits(action) ? UNDO_MILLIS : 0;
  const phase = delay > 0 ? 'undo' : 'waiting';
  change([
    ...jobs,
    { id, action, sendAt: Date.now() + delay, items: free.map(({ id: item, name }) => ({ id: item, name, phase })) },
  ]);
  if (delay > 0) timers.set(id, setTimeout(() => void send(id), delay));
  else void send(id);
  return id;
}

export function undo(id: number): void {
  const job = jobs.find((each) => each.id === id);
  if (job?.items.every((item) => item.phase === 'undo')) dismiss(id);
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  change(jobs.filter((each) => each.id !== id));
}

/** Takes an instance out of jobs that haven't left yet and out of old results. */
function withdraw(instance: string): void {
  const left = jobs
    .map((job) => ({
      ...job,
      items: job.items.filter((item) => item.id !== instance || item.phase === 'waiting' || item.phase === 'sending'),
    }))
    .filter((job) => job.items.length > 0);
  for (const job of jobs) {
    if (!left.some((each) => each.id === job.id)) {
      clearTimeout(timers.get(job.id));
      timers.delete(job.id);
    }
  }
  change(left);
}

async function send(id: number): Promise<void> {
  timers.delete(id);
  const job = jobs.find((each) => each.id === id);
  if (!job) return;
  change(
    jobs.map((each) =>
      each.id === id ? { ...each, items: each.items.map((item) => ({ ...item, phase: 'sending' as const })) } : each,
    ),
  );
  if (job.items.length > 1) await sendMany(job);
  else for (const item of job.items) await sendOne(job, item.id);
  const ended = jobs.find((each) => each.id === id);
  if (ended?.items.every((item) => item.phase === 'done')) dismiss(id);
}

/** The panel owns what is done with several; how each fared stands in the tray. */
async function sendMany(job: PowerJob): Promise<void> {
  try {
    await startBatch({ ids: job.items.map((item) => item.id), action: job.action });
    for (const item of job.items) changeItem(job.id, item.id, 'done');
  } catch (error) {
    for (const item of job.items) changeItem(job.id, item.id, 'failed', asProblem(error));
  }
}

async function sendOne(job: PowerJob, instance: string): Promise<void> {
  try {
    showInstance(await power(instance, job.action));
    changeItem(job.id, instance, 'done');
  } catch (error) {
    changeItem(job.id, instance, 'failed', asProblem(error));
  }
}

/** The page closes while a stop waits: the person meant it. */
function flush(): void {
  for (const job of jobs) {
    for (const item of job.items) {
      if (item.phase === 'undo') void power(item.id, job.action, { keepalive: true }).catch(() => undefined);
    }
  }
  change(jobs.filter((job) => job.items.every((item) => item.phase !== 'undo')));
}

addEventListener('pagehide', flush);

export interface Pending {
  job: number;
  action: PowerAction;
  phase: 'undo' | 'waiting' | 'sending';
  sendAt: number;
}

export function pendingOf(all: readonly PowerJob[], instance: string): Pending | undefined {
  for (const job of all) {
    const item = job.items.find((each) => each.id === instance);
    if (item && item.phase !== 'done' && item.phase !== 'failed') {
      return { job: job.id, action: job.action, phase: item.phase, sendAt: job.sendAt };
    }
  }
  return undefined;
}
