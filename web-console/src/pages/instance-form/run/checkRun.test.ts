import { describe, expect, it } from 'vitest';
import type { Definition } from '@/api/types';
import { checkRun } from './checkRun';
import { newButton, newPort, newVariable, toRunDraft, type RunDraft, type VariableDraft } from './runDraft';
import { bytesOf, millisOf, sizeOf, timeOf } from './quantities';

const full: Definition = {
  name: 'Rust',
  type: 'process',
  command: ['./rust'],
  workingFolder: '',
  environment: {},
  terminal: false,
  stop: { type: 'plan', steps: [{ command: 'save' }, { waitMillis: 1500 }, { signal: 'INT' }] },
  stopTimeoutMillis: 30_000,
  encoding: 'UTF-8',
  lineEnd: 'LF',
  autoStart: false,
  launch: {
    runAs: 'games',
    variables: [
      { name: 'rcon', type: 'SECRET', value: 's3cret', choices: [], label: '', editable: false },
      { name: 'slots', type: 'NUMBER', value: '20', choices: [], minimum: 1, maximum: 64, label: 'Slots', editable: true },
      { name: 'map', type: 'CHOICE', value: 'b', choices: ['a', 'b'], label: '', editable: true },
    ],
    ports: [
      { name: 'game', protocol: 'UDP', number: 28015 },
      { name: 'rcon', protocol: 'TCP', number: 0 },
    ],
  },
  care: {
    startOrder: 5,
    restart: { when: 'CRASH', attempts: 3, delayMillis: 5_000, mostDelayMillis: 300_000, healthyMillis: 7_200_000 },
    limits: { memory: 1536 * 1024 ** 2, cpu: 150, processes: 200 },
    logSize: 64 * 1024 ** 2,
    logDays: 30,
  },
  upkeep: { install: [['./steam', 'a b'], ['./more']], update: [], timeLimitMillis: 5_400_000 },
  console: { path: { kind: 'WEB_RCON', port: 'rcon', password: 'rcon' }, allowed: ['say *'], buttons: [{ label: 'Save', command: 'save' }] },
};

const faults = (change: Partial<RunDraft>) => checkRun({ ...toRunDraft(full), ...change }, full).errors;
const faultOf = (change: Partial<VariableDraft>) => {
  const variable = { ...newVariable(), name: 'x', ...change };
  return faults({ variables: [variable], path: 'INPUT' })?.[`variables.${variable.key}`];
};

describe('what is run and how it is looked after', () => {
  it('comes back as it was', () => {
    const { launch, care, upkeep, console } = full;
    expect(checkRun(toRunDraft(full), full).parts).toEqual({ launch, care, upkeep, console });
  });

  it('has the defaults of the house where nothing was said', () => {
    const { launch, care, upkeep, console, ...bare } = full;
    expect([launch, care, upkeep, console]).not.toContain(undefined);
    const { parts } = checkRun(toRunDraft(bare), bare);
    expect(parts?.care.restart).toEqual({ when: 'NEVER', attempts: 5, delayMillis: 5_000, mostDelayMillis: 300_000, healthyMillis: 600_000 });
    expect(parts?.care.limits).toEqual({});
    expect(parts?.console).toEqual({ path: { kind: 'INPUT' }, allowed: [], buttons: [] });
  });

  it('keeps what has no field here, and drops limits that were emptied', () => {
    const base = { ...full, care: { ...full.care!, later: 'kept' } } as Definition;
    const { parts } = checkRun({ ...toRunDraft(base), memory: { text: '', unit: 'GB' }, logSize: { text: '', unit: 'MB' } }, base);
    expect(parts?.care).toMatchObject({ later: 'kept' });
    expect(parts?.care.limits).toEqual({ cpu: 150, processes: 200 });
    expect(parts?.care).not.toHaveProperty('logSize');
  });

  it.each<[Partial<RunDraft>, object]>([
    [{ attempts: '0' }, { 'restart.attempts': 'attempts' }],
    [{ attempts: '2.5' }, { 'restart.attempts': 'attempts' }],
    [{ delay: { text: '2', unit: 'h' } }, { 'restart.delayMillis': 'delay', 'restart.mostDelayMillis': 'mostDelay' }],
    [{ mostDelay: { text: '4', unit: 's' } }, { 'restart.mostDelayMillis': 'mostDelay' }],
    [{ healthy: { text: '', unit: 's' } }, { 'restart.healthyMillis': 'healthy' }],
    [{ startOrder: '1001' }, { 'care.startOrder': 'order' }],
    [{ memory: { text: '3', unit: 'MB' } }, { 'limits.memory': 'memory' }],
    [{ cpu: 'all' }, { 'limits.cpu': 'cpu' }],
    [{ processes: '0' }, { 'limits.processes': 'processes' }],
    [{ logDays: '4000' }, { 'care.logDays': 'logDays' }],
    [{ runAs: 'Me Too' }, { 'launch.runAs': 'account' }],
    [{ install: 'a "b' }, { 'upkeep.install': 'commands' }],
    [{ upkeepTime: { text: '25', unit: 'h' } }, { 'upkeep.timeLimitMillis': 'time' }],
    [{ pathPort: 'gone' }, { 'console.path.port': 'pathPort' }],
    [{ allowed: 'x'.repeat(257) }, { 'console.allowed': 'patterns' }],
    [{ buttons: [{ ...newButton(), label: 'Save' }] }, { 'console.buttons': 'buttons' }],
  ])('%j is refused', (change, errors) => {
    expect(faults(change)).toEqual(errors);
  });

  it('judges ports and names row by row', () => {
    const rows = [{ ...newPort(), name: 'game', number: '70000' }, { ...newPort(), name: 'game' }, { ...newPort(), name: 'Game' }];
    expect(faults({ ports: rows, path: 'INPUT' })).toEqual({
      [`ports.${rows[0]!.key}`]: 'port',
      [`ports.${rows[1]!.key}`]: 'twice',
      [`ports.${rows[2]!.key}`]: 'name',
    });
  });

  it('judges values by their type', () => {
    expect(faultOf({ type: 'NUMBER', value: '5', minimum: '1', maximum: '5' })).toBeUndefined();
    expect(faultOf({ type: 'NUMBER', value: '6', maximum: '5' })).toBe('number');
    expect(faultOf({ type: 'NUMBER', value: 'six' })).toBe('number');
    expect(faultOf({ type: 'CHOICE', value: 'a', choices: 'a\nb' })).toBeUndefined();
    expect(faultOf({ type: 'CHOICE', value: 'c', choices: 'a\nb' })).toBe('choice');
    expect(faultOf({ type: 'TEXT', value: 'x'.repeat(1025) })).toBe('line');
    expect(faultOf({ type: 'FLAG', value: '' })).toBeUndefined();
  });
});

describe('amounts', () => {
  it('use the largest unit without a fraction', () => {
    expect(timeOf(5_400_000)).toEqual({ text: '90', unit: 'min' });
    expect(timeOf(1_500)).toEqual({ text: '1.5', unit: 's' });
    expect(sizeOf(1536 * 1024 ** 2)).toEqual({ text: '1536', unit: 'MB' });
    expect(sizeOf(undefined)).toEqual({ text: '', unit: 'GB' });
    expect(millisOf({ text: '1,5', unit: 'min' })).toBe(90_000);
    expect(bytesOf({ text: '2', unit: 'GB' })).toBe(2 * 1024 ** 3);
    expect(bytesOf({ text: '-2', unit: 'GB' })).toBeUndefined();
  });
});
