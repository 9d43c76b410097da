import type { Definition } from '@/api/types';
import { parseCommand } from '../commandLine';
import { bytesOf, millisOf, parseNumber, parseWhole, type Size, type Time } from './quantities';
import type { RunDraft, VariableDraft } from './runDraft';

/** Keys of `settings:error`. */
export type RunFault =
  | 'account'
  | 'attempts'
  | 'buttons'
  | 'choice'
  | 'commands'
  | 'cpu'
  | 'delay'
  | 'healthy'
  | 'line'
  | 'logDays'
  | 'logSize'
  | 'memory'
  | 'mostDelay'
  | 'name'
  | 'number'
  | 'order'
  | 'pathPort'
  | 'patterns'
  | 'port'
  | 'processes'
  | 'time'
  | 'twice';

/** What is wrong, by the names that the panel gives fields: `restart.attempts`, `ports.3` for the row with key 3. */
export type RunErrors = Record<string, RunFault>;

export type RunParts = Required<Pick<Definition, 'launch' | 'care' | 'upkeep' | 'console'>>;

const NAME = /^[a-z][a-z0-9_]{0,39}$/;
const ACCOUNT = /^[a-z_][a-z0-9_-]{0,31}$/;
const HOUR = 3_600_000;
const MB = 1024 ** 2;
const INTEGER = /^-?\d{1,15}$/;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const lines = (text: string) => text.split('\n').map((each) => each.trim()).filter((each) => each !== '');

/** The parts of the definition, or what is wrong where. `base` brings along what has no field here. */
export function checkRun(draft: RunDraft, base: Definition): { parts: RunParts; errors?: never } | { parts?: never; errors: RunErrors } {
  const errors: RunErrors = {};
  const within = (field: string, fault: RunFault, value: number | null | undefined, least: number, most: number): number => {
    if (typeof value !== 'number' || value < least || value > most) errors[field] = fault;
    return value ?? 0;
  };
  const optional = (field: string, fault: RunFault, value: number | null | undefined, least: number, most: number) =>
    value === null ? undefined : within(field, fault, value, least, most);
  const time = (field: string, fault: RunFault, value: Time, least: number, most: number) =>
    within(field, fault, millisOf(value), least, most);
  const size = (field: string, fault: RunFault, value: Size, least: number) => optional(field, fault, bytesOf(value), least, 1024 ** 5);
  const commands = (field: string, typed: string) => {
    const parsed = lines(typed).map(parseCommand);
    if (parsed.length > 20 || parsed.some((each) => each.open !== undefined || (each.arguments[0] ?? '').trim() === '')) errors[field] = 'commands';
    return parsed.map((each) => each.arguments);
  };

  const runAs = draft.runAs.trim();
  if (runAs !== '' && !ACCOUNT.test(runAs)) errors['launch.runAs'] = 'account';
  checkNames('variables', draft.variables, errors);
  checkNames('ports', draft.ports, errors);
  for (const each of draft.variables) {
    const fault = valueFault(each);
    if (fault) errors[`variables.${each.key}`] ??= fault;
  }
  const ports = draft.ports.map((each) => ({
    name: each.name.trim(),
    protocol: each.protocol,
    number: optional(`ports.${each.key}`, 'port', parseWhole(each.number), 1, 65_535) ?? 0,
  }));
  const delayMillis = time('restart.delayMillis', 'delay', draft.delay, 1_000, HOUR);
  const cpu = parseNumber(draft.cpu);
  const allowed = [...new Set(lines(draft.allowed))];
  if (allowed.length > 200 || allowed.some((each) => each.length > 256 || CONTROL.test(each))) errors['console.allowed'] = 'patterns';
  const buttons = draft.buttons.map(({ label, command }) => ({ label: label.trim(), command: command.trim() }));
  if (
    buttons.length > 50 ||
    buttons.some(({ label, command }) => label === '' || label.length > 40 || command === '' || command.length > 1024 || CONTROL.test(label + command))
  ) {
    errors['console.buttons'] = 'buttons';
  }
  const isInput = draft.path === 'INPUT';
  if (!isInput && !ports.some((each) => each.name === draft.pathPort)) errors['console.path.port'] = 'pathPort';

  const memory = size('limits.memory', 'memory', draft.memory, 4 * MB);
  const hundredths = optional('limits.cpu', 'cpu', typeof cpu === 'number' ? Math.round(cpu * 100) : cpu, 1, 100_000);
  const processes = optional('limits.processes', 'processes', parseWhole(draft.processes), 1, 100_000);
  const logSize = size('care.logSize', 'logSize', draft.logSize, MB);
  const logDays = optional('care.logDays', 'logDays', parseWhole(draft.logDays), 1, 3_650);
  const { logSize: oldSize, logDays: oldDays, ...kept } = base.care ?? {};
  const parts: RunParts = {
    launch: { ...(runAs !== '' && { runAs }), variables: draft.variables.map(variable), ports },
    care: {
      ...kept,
      startOrder: within('care.startOrder', 'order', parseWhole(draft.startOrder), 0, 1000),
      restart: {
        when: draft.restart,
        attempts: within('restart.attempts', 'attempts', parseWhole(draft.attempts), 1, 100),
        delayMillis,
        mostDelayMillis: time('restart.mostDelayMillis', 'mostDelay', draft.mostDelay, Math.max(1_000, delayMillis), HOUR),
        healthyMillis: time('restart.healthyMillis', 'healthy', draft.healthy, 1_000, 24 * HOUR),
      },
      limits: {
        ...(memory !== undefined && { memory }),
        ...(hundredths !== undefined && { cpu: hundredths }),
        ...(processes !== undefined && { processes }),
      },
      ...(logSize !== undefined && { logSize }),
      ...(logDays !== undefined && { logDays }),
    },
    upkeep: {
      install: commands('upkeep.install', draft.install),
      update: commands('upkeep.update', draft.update),
      timeLimitMillis: time('upkeep.timeLimitMillis', 'time', draft.upkeepTime, 1_000, 24 * HOUR),
    },
    console: {
      path: {
        kind: draft.path,
        ...(!isInput && { port: draft.pathPort, ...(draft.pathPassword !== '' && { password: draft.pathPassword }) }),
      },
      allowed,
      buttons,
    },
  };
  return Object.keys(errors).length > 0 ? { errors } : { parts };
}

function checkNames(list: string, rows: readonly { key: number; name: string }[], errors: RunErrors) {
  const seen = new Set<string>();
  for (const { key, name } of rows) {
    if (!NAME.test(name.trim())) errors[`${list}.${key}`] = 'name';
    else if (seen.has(name.trim())) errors[`${list}.${key}`] = 'twice';
    seen.add(name.trim());
  }
}

/** What is wrong with the value of a variable; the same rules as the panel's. */
export function valueFault({ type, value, choices, minimum, maximum }: VariableDraft): RunFault | undefined {
  if (value.length > 1024 || CONTROL.test(value)) return 'line';
  if (type === 'CHOICE' && !lines(choices).includes(value)) return 'choice';
  if (type !== 'NUMBER') return undefined;
  const isOutside =
    (minimum.trim() !== '' && Number(value) < Number(minimum)) || (maximum.trim() !== '' && Number(value) > Number(maximum));
  const areNumbers = [value, ...[minimum, maximum].filter((each) => each.trim() !== '')].every((each) => INTEGER.test(each.trim()));
  return areNumbers && !isOutside ? undefined : 'number';
}

function variable({ name, type, value, choices, minimum, maximum, label, editable }: VariableDraft) {
  const isNumber = type === 'NUMBER';
  return {
    name: name.trim(),
    type,
    value: isNumber ? value.trim() : type === 'FLAG' && value !== 'true' ? 'false' : value,
    choices: type === 'CHOICE' ? lines(choices) : [],
    ...(isNumber && minimum.trim() !== '' && { minimum: Number(minimum) }),
    ...(isNumber && maximum.trim() !== '' && { maximum: Number(maximum) }),
    label: label.trim(),
    editable,
  };
}
