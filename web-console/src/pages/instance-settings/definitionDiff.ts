import type { Definition, Stop } from '@/api/types';
import { formatCommand } from '../instance-form/commandLine';
import { sizeOf, timeOf, type Amount, type SizeUnit, type TimeUnit } from '../instance-form/run/quantities';

/** One value that differs; `undefined` where there is none. `field` is a key of `settings:field`, `name` of what. */
export interface Difference {
  field: Field;
  name: string;
  then: string | undefined;
  now: string | undefined;
  isSecret: boolean;
}

export type Field =
  | 'allowed'
  | 'autoStart'
  | 'button'
  | 'command'
  | 'cpu'
  | 'denied'
  | 'encoding'
  | 'environment'
  | 'install'
  | 'lineEnd'
  | 'logDays'
  | 'logSize'
  | 'memory'
  | 'name'
  | 'path'
  | 'port'
  | 'processes'
  | 'quota'
  | 'restart'
  | 'runAs'
  | 'startOrder'
  | 'stop'
  | 'stopTimeout'
  | 'terminal'
  | 'type'
  | 'update'
  | 'upkeepTime'
  | 'variable'
  | 'workingFolder';

type Value = { text: string; isSecret: boolean };

/** A word of a definition for people, by its key in `settings`. */
export type Words = (key: string, code: string) => string;

/** What changed from one definition to another, value by value. */
export function differences(then: Definition, now: Definition, words: Words = (_, code) => code): Difference[] {
  const before = flat(then, words);
  const after = flat(now, words);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)];
    if (a?.text === b?.text) return [];
    const [field, ...name] = key.split(' ');
    return [{ field: field as Field, name: name.join(' '), then: a?.text, now: b?.text, isSecret: a?.isSecret === true || b?.isSecret === true }];
  });
}

function flat(definition: Definition, words: Words): Map<string, Value> {
  const values = new Map<string, Value>();
  const put = (field: Field, value: string | number | boolean | null | undefined, name = '', isSecret = false) => {
    const text = value === undefined || value === null || value === '' ? undefined : typeof value === 'boolean' ? words(`history.${value}`, String(value)) : String(value);
    if (text !== undefined) values.set(`${field} ${name}`.trim(), { text, isSecret });
  };
  const time = (millis: number) => amount(timeOf(millis), words);
  const size = (bytes: number | null | undefined) => (bytes === undefined || bytes === null ? undefined : amount(sizeOf(bytes), words));
  const { launch, care, upkeep, console, files } = definition;
  put('name', definition.name);
  put('type', definition.type);
  put('command', formatCommand(definition.command));
  put('workingFolder', definition.workingFolder);
  for (const [name, value] of Object.entries(definition.environment)) put('environment', `=${value}`, name);
  put('terminal', definition.terminal);
  put('stop', stopText(definition.stop, time));
  put('stopTimeout', time(definition.stopTimeoutMillis));
  put('encoding', definition.encoding);
  put('lineEnd', definition.lineEnd);
  put('autoStart', definition.autoStart);
  put('quota', size(files?.quota));
  put('denied', files?.denied.join('\n'));
  put('runAs', launch?.runAs);
  for (const each of launch?.variables ?? []) {
    const rest = [each.minimum, each.maximum].some((limit) => limit !== undefined) ? ` (${each.minimum ?? ''}…${each.maximum ?? ''})` : '';
    const choices = each.choices.length > 0 ? ` (${each.choices.join(', ')})` : '';
    put('variable', `${each.value}${rest}${choices} · ${words(`variables.types.${each.type}`, each.type)}${each.label && ` · “${each.label}”`}${each.editable ? ` · ${words('history.editable', '*')}` : ''}`, each.name, each.type === 'SECRET');
  }
  for (const each of launch?.ports ?? []) put('port', `${each.number} ${words(`ports.protocols.${each.protocol}`, each.protocol)}`, each.name);
  put('startOrder', care?.startOrder);
  if (care) {
    const { when, attempts, delayMillis, mostDelayMillis, healthyMillis } = care.restart;
    const word = words(`restart.${when}`, when);
    put('restart', when === 'NEVER' ? word : `${word}, ${attempts} ×, ${time(delayMillis)} – ${time(mostDelayMillis)}, ${time(healthyMillis)}`);
  }
  put('memory', size(care?.limits.memory));
  put('cpu', care?.limits.cpu === undefined ? undefined : care.limits.cpu / 100);
  put('processes', care?.limits.processes);
  put('logSize', size(care?.logSize));
  put('logDays', care?.logDays);
  put('install', upkeep?.install.map(formatCommand).join('\n'));
  put('update', upkeep?.update.map(formatCommand).join('\n'));
  put('upkeepTime', upkeep && time(upkeep.timeLimitMillis));
  put('path', console && [words(`console.paths.${console.path.kind}`, console.path.kind), console.path.port, console.path.password].filter(Boolean).join(' · '));
  put('allowed', console?.allowed.join('\n'));
  for (const each of console?.buttons ?? []) put('button', each.command, each.label);
  return values;
}

const amount = ({ text, unit }: Amount<TimeUnit | SizeUnit>, words: Words) => `${text} ${words(`units.${unit}`, unit)}`;

function stopText(stop: Stop, time: (millis: number) => string): string {
  switch (stop.type) {
    case 'command':
      return stop.text;
    case 'signal':
      return `SIG${stop.name}`;
    case 'plan':
      return stop.steps.map((step) => step.command ?? (step.signal ? `SIG${step.signal}` : time(step.waitMillis ?? 0))).join(' → ');
  }
}
