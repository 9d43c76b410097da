import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TopicGate } from './topicGate';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets a fetch through as soon as its topic runs', async () => {
  const gate = new TopicGate(1_000);
  const ready = gate.ready('instances');
  expect(gate.open('instances')).toBe(false);
  await ready;
  await gate.ready('instances');
});

it('remembers who went ahead, once', async () => {
  const gate = new TopicGate(1_000);
  const ready = gate.ready('instances');
  vi.advanceTimersByTime(1_000);
  await ready;
  expect(gate.open('nodes')).toBe(false);
  expect(gate.open('instances')).toBe(true);
  expect(gate.open('instances')).toBe(false);
});

it('waits again after the connection was lost', async () => {
  const gate = new TopicGate(1_000);
  gate.open('instances');
  gate.close();
  let through = false;
  const ready = gate.ready('instances').then(() => {
    through = true;
  });
  await Promise.resolve();
  expect(through).toBe(false);
  gate.open('instances');
  await ready;
  expect(through).toBe(true);
});
