import type { CommandPathKind, Definition, PortProtocol, RestartWhen, VariableType } from '@/api/types';
import { formatCommand } from '../commandLine';
import { sizeOf, timeOf, type Size, type Time } from './quantities';

/** What of a definition says how its program is run and looked after, while it is being typed. */
export interface RunDraft {
  runAs: string;
  variables: readonly VariableDraft[];
  ports: readonly PortDraft[];
  startOrder: string;
  restart: RestartWhen;
  attempts: string;
  delay: Time;
  mostDelay: Time;
  healthy: Time;
  memory: Size;
  cpu: string;
  processes: string;
  logSize: Size;
  logDays: string;
  /** One command on each line. */
  install: string;
  update: string;
  upkeepTime: Time;
  path: CommandPathKind;
  pathPort: string;
  pathPassword: string;
  /** One pattern on each line. */
  allowed: string;
  buttons: readonly ButtonDraft[];
}

export interface VariableDraft {
  key: number;
  name: string;
  type: VariableType;
  value: string;
  /** One on each line. */
  choices: string;
  minimum: string;
  maximum: string;
  label: string;
  editable: boolean;
}

export interface PortDraft {
  key: number;
  name: string;
  protocol: PortProtocol;
  /** Empty: the node picks one. */
  number: string;
}

export interface ButtonDraft {
  key: number;
  label: string;
  command: string;
}

let nextKey = 1;
export const newKey = () => nextKey++;

export const newVariable = (): VariableDraft => ({
  key: newKey(),
  name: '',
  type: 'TEXT',
  value: '',
  choices: '',
  minimum: '',
  maximum: '',
  label: '',
  editable: false,
});
export const newPort = (): PortDraft => ({ key: newKey(), name: '', protocol: 'TCP', number: '' });
export const newButton = (): ButtonDraft => ({ key: newKey(), label: '', command: '' });

const text = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));

export function toRunDraft(definition: Definition): RunDraft {
  const { launch, care, upkeep, console } = definition;
  return {
    runAs: launch?.runAs ?? '',
    variables: (launch?.variables ?? []).map((each) => ({
      key: newKey(),
      name: each.name,
      type: each.type,
      value: each.value,
      choices: each.choices.join('\n'),
      minimum: text(each.minimum),
      maximum: text(each.maximum),
      label: each.label,
      editable: each.editable,
    })),
    ports: (launch?.ports ?? []).map((each) => ({
      key: newKey(),
      name: each.name,
      protocol: each.protocol,
      number: each.number === 0 ? '' : String(each.number),
    })),
    startOrder: String(care?.startOrder ?? 100),
    restart: care?.restart.when ?? 'NEVER',
    attempts: String(care?.restart.attempts ?? 5),
    delay: timeOf(care?.restart.delayMillis ?? 5_000),
    mostDelay: timeOf(care?.restart.mostDelayMillis ?? 300_000),
    healthy: timeOf(care?.restart.healthyMillis ?? 600_000),
    memory: sizeOf(care?.limits.memory),
    cpu: care?.limits.cpu === undefined ? '' : String(care.limits.cpu / 100),
    processes: text(care?.limits.processes),
    logSize: sizeOf(care?.logSize, 'MB'),
    logDays: text(care?.logDays),
    install: (upkeep?.install ?? []).map(formatCommand).join('\n'),
    update: (upkeep?.update ?? []).map(formatCommand).join('\n'),
    upkeepTime: timeOf(upkeep?.timeLimitMillis ?? 3_600_000),
    path: console?.path.kind ?? 'INPUT',
    pathPort: console?.path.port ?? '',
    pathPassword: console?.path.password ?? '',
    allowed: (console?.allowed ?? []).join('\n'),
    buttons: (console?.buttons ?? []).map((each) => ({ key: newKey(), ...each })),
  };
}

/** The draft without what only lists need. */
export const plainRun = (draft: RunDraft) => ({
  ...draft,
  variables: draft.variables.map((each) => ({ ...each, key: 0 })),
  ports: draft.ports.map((each) => ({ ...each, key: 0 })),
  buttons: draft.buttons.map((each) => ({ ...each, key: 0 })),
});
