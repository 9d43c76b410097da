import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { currentJobs, dismiss, pendingOf, requestPower, undo, UNDO_MILLIS } from './jobs';

interface Sent {
  id: string;
  action: string;
  keepalive: boolean;
  answer: () => void;
  refuse: (code: string) => void;
}

const { sent } = vi.hoisted(() => ({ sent: [] as Sent[] }));
vi.mock('@/api/calls', () => ({
  power: (id: string, action: string, options?: { keepalive?: boolean }) =>
    new Promise((resolve, reject) => {
      sent.push({
        id,
        action,
        keepalive: options?.keepalive ?? false,
        answer: () => resolve({ id, changedAt: '2026-01-01T00:00:00Z' }),
        refuse: (code) => reject(new ProblemError({ code, status: 409 })),
      });
    }),
}));

const { batches, refusal } = vi.hoisted((): { batches: unknown[]; refusal: { problem?: Error | undefined } } => ({ batches: [], refusal: {} }));
vi.mock('./batch', () => ({
  startBatch: (order: unknown) => {
    batches.push(order);
    return refusal.problem === undefined ? Promise.resolve() : Promise.reject(refusal.problem);
  },
}));

const a = { id: 'a', name: 'A' };
const b = { id: 'b', name: 'B' };
const many = Array.from({ length: 10 }, (_, index) => ({ id: `i${index}`, name: `I${index}` }));
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  batches.length = 0;
  refusal.problem = undefined;
});

afterEach(() => {
  for (const job of currentJobs()) dismiss(job.id);
  vi.useRealTimers();
});

describe('power actions', () => {
  it('start leaves at once and goes away when it was taken', async () => {
    requestPower([a], 'start');
    expect(sent).toHaveLength(1);
    expect(pendingOf(currentJobs(), 'a')).toMatchObject({ action: 'start', phase: 'sending' });
    sent[0]!.answer();
    await settle();
    expect(currentJobs()).toEqual([]);
  });

  it('stop waits for its undo', async () => {
    requestPower([a], 'stop');
    await vi.advanceTimersByTimeAsync(UNDO_MILLIS - 1);
    expect(sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toMatchObject([{ id: 'a', action: 'stop' }]);
  });

  it('an undone stop never leaves', async () => {
    undo(requestPower([a, b], 'stop'));
    await vi.advanceTimersByTimeAsync(UNDO_MILLIS * 2);
    expect(sent).toHaveLength(0);
    expect(currentJobs()).toEqual([]);
  });

  it('undo comes too late for what has left', async () => {
    const job = requestPower([a], 'stop');
    await vi.advanceTimersByTimeAsync(UNDO_MILLIS);
    undo(job);
    expect(pendingOf(currentJobs(), 'a')).toMatchObject({ phase: 'sending' });
  });

  it('kill replaces a stop that still waits', async () => {
    requestPower([a, b], 'stop');
    requestPower([a], 'kill');
    await vi.advanceTimersByTimeAsync(UNDO_MILLIS);
    expect(sent.map(({ id, action }) => `${action} ${id}`)).toEqual(['kill a', 'stop b']);
  });

  it('leaves an instance alone while its request is under way', () => {
    requestPower([a], 'start');
    requestPower([a], 'kill');
    expect(sent).toHaveLength(1);
  });

  it('hands several to the panel as one batch', async () => {
    requestPower(many, 'start');
    expect(sent).toHaveLength(0);
    expect(batches).toEqual([{ ids: many.map(({ id }) => id), action: 'start' }]);
    await settle();
    expect(currentJobs()).toEqual([]);
  });

  it('a batch that was refused is told for each', async () => {
    refusal.problem = new ProblemError({ code: 'TASK_LIMIT', status: 429 });
    const job = requestPower(many, 'kill');
    await settle();
    const items = currentJobs().find((each) => each.id === job)!.items;
    expect(items.map(({ phase }) => phase)).toEqual(many.map(() => 'failed'));
    expect(items[0]).toMatchObject({ problem: { code: 'TASK_LIMIT' } });
  });

  it('a failure stays until it is dismissed or tried again', async () => {
    requestPower([a], 'start');
    sent[0]!.refuse('NODE_AWAY');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(currentJobs()).toHaveLength(1);
    expect(pendingOf(currentJobs(), 'a')).toBeUndefined();
    requestPower([a], 'start');
    expect(currentJobs()).toHaveLength(1);
    expect(pendingOf(currentJobs(), 'a')).toMatchObject({ phase: 'sending' });
  });

  it('a stop that waits leaves when the page closes', () => {
    requestPower([a], 'stop');
    dispatchEvent(new Event('pagehide'));
    expect(sent).toMatchObject([{ id: 'a', action: 'stop', keepalive: true }]);
  });
});
