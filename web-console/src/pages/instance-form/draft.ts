import type { Definition, LineEnd, StopSignal, StopStep } from '@/api/types';
import { formatCommand, parseCommand } from './commandLine';
import { millisOf, timeOf, type Time } from './run/quantities';

/** A definition while it is being typed: everything is text until it is right. */
export interface Draft {
  name: string;
  type: string;
  command: string;
  workingFolder: string;
  environment: readonly Variable[];
  terminal: boolean;
  stopBy: 'command' | 'signal' | 'plan';
  stopText: string;
  stopSignal: StopSignal;
  stopSteps: readonly StepDraft[];
  stopSeconds: string;
  encoding: string;
  lineEnd: LineEnd;
  autoStart: boolean;
}

export interface Variable {
  key: number;
  name: string;
  value: string;
}

/** One step of a stop plan; all three values are kept while its kind is being chosen. */
export interface StepDraft {
  key: number;
  kind: 'command' | 'signal' | 'wait';
  text: string;
  signal: StopSignal;
  wait: Time;
}

/** Which rule a field breaks: keys of `instances:form.error`. */
export type FieldError =
  | 'nameNeeded'
  | 'nameLong'
  | 'commandNeeded'
  | 'commandOpen'
  | 'commandLong'
  | 'stopNeeded'
  | 'stopSeconds'
  | 'stopSteps'
  | 'variableName'
  | 'variableTwice'
  | 'encodingNeeded'
  | 'folder';

export type DraftErrors = Partial<Record<'name' | 'command' | 'workingFolder' | 'stopText' | 'stopSteps' | 'stopSeconds' | 'environment' | 'encoding', FieldError>>;

export type Checked = { definition: Definition; errors?: never } | { definition?: never; errors: DraftErrors };

export const ENCODINGS = ['UTF-8', 'ISO-8859-1', 'windows-1252', 'windows-1251', 'IBM437', 'Shift_JIS', 'GBK', 'Big5', 'EUC-KR'];
export const SIGNALS: readonly StopSignal[] = ['TERM', 'INT', 'QUIT', 'HUP'];
export const LINE_ENDS: readonly LineEnd[] = ['LF', 'CRLF', 'CR'];

const LONGEST_NAME = 80;
const LONGEST_COMMAND = 32_768;
const MOST_ARGUMENTS = 256;
const MOST_STEPS = 20;
const LONGEST_WAIT = 600_000;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

let nextKey = 1;
export const newVariable = (name = '', value = ''): Variable => ({ key: nextKey++, name, value });

export const newStep = (kind: StepDraft['kind'] = 'command'): StepDraft => ({
  key: nextKey++,
  kind,
  text: '',
  signal: 'TERM',
  wait: { text: '10', unit: 's' },
});

export const EMPTY_DRAFT: Draft = {
  name: '',
  type: 'process',
  command: '',
  workingFolder: '',
  environment: [],
  terminal: false,
  stopBy: 'signal',
  stopText: '',
  stopSignal: 'TERM',
  stopSteps: [],
  stopSeconds: '30',
  encoding: 'UTF-8',
  lineEnd: 'LF',
  autoStart: false,
};

export function toDraft(definition: Definition): Draft {
  return {
    name: definition.name,
    type: definition.type,
    command: formatCommand(definition.command),
    workingFolder: definition.workingFolder,
    environment: Object.entries(definition.environment)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => newVariable(name, value)),
    terminal: definition.terminal,
    stopBy: definition.stop.type,
    stopText: definition.stop.type === 'command' ? definition.stop.text : '',
    stopSignal: definition.stop.type === 'signal' ? definition.stop.name : 'TERM',
    stopSteps: definition.stop.type === 'plan' ? definition.stop.steps.map(stepOf) : [],
    stopSeconds: String(definition.stopTimeoutMillis / 1000),
    encoding: definition.encoding,
    lineEnd: definition.lineEnd,
    autoStart: definition.autoStart,
  };
}

/** The definition, or what is wrong where. The panel checks once more. */
export function check(draft: Draft): Checked {
  const errors: DraftErrors = {};
  const name = draft.name.trim();
  if (name === '') errors.name = 'nameNeeded';
  else if (name.length > LONGEST_NAME) errors.name = 'nameLong';

  const command = parseCommand(draft.command);
  const program = command.arguments[0];
  if (command.open !== undefined) errors.command = 'commandOpen';
  else if (program === undefined || program.trim() === '') errors.command = 'commandNeeded';
  else if (command.arguments.length > MOST_ARGUMENTS || command.arguments.join('').length > LONGEST_COMMAND) {
    errors.command = 'commandLong';
  }

  const folder = draft.workingFolder.trim().replace(/^\.?\/+|\/+$/g, '');
  if (folder.split('/').includes('..') || folder.includes('\\')) errors.workingFolder = 'folder';

  if (draft.stopBy === 'command' && draft.stopText.trim() === '') errors.stopText = 'stopNeeded';
  const steps = draft.stopSteps.map(stepFrom);
  if (draft.stopBy === 'plan' && (steps.length === 0 || steps.length > MOST_STEPS || steps.includes(undefined))) errors.stopSteps = 'stopSteps';
  const seconds = Number(draft.stopSeconds.trim().replace(',', '.'));
  if (draft.stopSeconds.trim() === '' || !(seconds >= 1 && seconds <= 3600)) errors.stopSeconds = 'stopSeconds';

  const variables = draft.environment.filter((variable) => variable.name.trim() !== '' || variable.value !== '');
  const names = variables.map((variable) => variable.name.trim());
  if (names.some((each) => !VARIABLE_NAME.test(each))) errors.environment = 'variableName';
  else if (new Set(names).size < names.length) errors.environment = 'variableTwice';

  if (draft.encoding.trim() === '') errors.encoding = 'encodingNeeded';

  if (Object.keys(errors).length > 0) return { errors };
  return {
    definition: {
      name,
      type: draft.type,
      command: command.arguments,
      workingFolder: folder,
      environment: Object.fromEntries(variables.map((variable) => [variable.name.trim(), variable.value])),
      terminal: draft.terminal,
      stop:
        draft.stopBy === 'plan'
          ? { type: 'plan', steps: steps.filter((each) => each !== undefined) }
          : draft.stopBy === 'command'
            ? { type: 'command', text: draft.stopText.trim() }
            : { type: 'signal', name: draft.stopSignal },
      stopTimeoutMillis: Math.round(seconds * 1000),
      encoding: draft.encoding.trim(),
      lineEnd: draft.lineEnd,
      autoStart: draft.autoStart,
    },
  };
}

function stepOf(step: StopStep): StepDraft {
  if (step.command !== undefined) return { ...newStep('command'), text: step.command };
  if (step.signal !== undefined) return { ...newStep('signal'), signal: step.signal };
  return { ...newStep('wait'), wait: timeOf(step.waitMillis ?? 1_000) };
}

/** Undefined when it isn't complete. */
function stepFrom({ kind, text, signal, wait }: StepDraft): StopStep | undefined {
  if (kind === 'command') return text.trim() === '' ? undefined : { command: text.trim() };
  if (kind === 'signal') return { signal };
  const waitMillis = millisOf(wait) ?? 0;
  return waitMillis >= 100 && waitMillis <= LONGEST_WAIT ? { waitMillis } : undefined;
}

/** Whether two drafts say the same, whatever their variables' keys. */
export function sameDraft(a: Draft, b: Draft): boolean {
  const plain = (draft: Draft) => JSON.stringify({
      ...draft,
      environment: draft.environment.map(({ name, value }) => [name, value]),
      stopSteps: draft.stopSteps.map((step) => ({ ...step, key: 0 })),
    });
  return plain(a) === plain(b);
}
