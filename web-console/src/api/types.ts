import type { components } from './openapi';

/**
 * The shapes of `/api/v1` under the names of the house. They come from `docs/openapi.json` (`npm run api` makes
 * openapi.ts). Times are ISO 8601 texts, durations milliseconds, sizes bytes.
 */
type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type AccountSession = Schemas['OpenSession'];
/** Id of a role: one of the built-in ones or a custom one. */
export type Role = string;
export type User = Schemas['User'];
export type Node = Schemas['Node'];
export type Machine = Schemas['Machine'];
export type Sample = Schemas['Sample'];
export type InstanceTypeInfo = Schemas['NodeType'];
export type Enrolment = Schemas['Enrolment'];

export type Instance = Schemas['Instance'];
export type InstancePage = Schemas['InstanceList'];
export type Definition = Schemas['Definition'];
export type State = Schemas['State'];
export type StateType = State['type'];
export type Exit = Schemas['Exit'];
export type Stop = Schemas['Stop'];
export type StopSignal = Schemas['SignalName'];
export type StopStep = Schemas['StopStep'];
export type RestartWhen = NonNullable<Definition['care']>['restart']['when'];
export type VariableType = NonNullable<Definition['launch']>['variables'][number]['type'];
export type PortProtocol = NonNullable<Definition['launch']>['ports'][number]['protocol'];
export type CommandPathKind = NonNullable<Definition['console']>['path']['kind'];
export type Revision = Schemas['Revision'];
export type FormerDefinition = Schemas['FormerDefinition'];
export type LineEnd = Schemas['LineEnd'];
export type Recovery = Schemas['Recovery'];
export type Finding = Schemas['Finding'];
export type FindingList = Schemas['FindingList'];
export type CrashReport = Schemas['CrashReport'];
export type PowerAction = Schemas['Action'];

export type TicketScope = Schemas['Scope'];
export type TicketRequest = Schemas['TicketOrder'];
export type Ticket = Schemas['IssuedTicket'];

export type Entry = Schemas['Entry'];
export type EntryKind = Schemas['Kind'];
export type FileSort = 'name' | 'size' | 'modified';
export type FilePage = Schemas['Folder'];
export type TextFile = Schemas['Text'];
export type SavedText = Schemas['Written'];

export type ErrorCode = Schemas['ErrorCode'];
/** As it arrives: from an older or newer panel a code may be one that this console doesn't know. */
export type Problem = Omit<Schemas['Problem'], 'code' | 'params'> & { code: string; params: Record<string, unknown> };
