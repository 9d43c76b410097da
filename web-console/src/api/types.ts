/** The shapes of `/api/v1` (docs/http-api.md). Times are ISO 8601 texts, durations milliseconds, sizes bytes. */

export type Role = 'administrator' | 'user';

export interface Session {
  user: { id: string; name: string; role: Role };
  permissions: string[];
  csrfToken: string;
  version: string;
  handle: string;
}

export interface AccountSession {
  handle: string;
  created: string;
  lastSeen: string;
  expires: string;
  address: string;
  client: string;
  current: boolean;
}

export interface User {
  id: string;
  name: string;
  role: Role;
  disabled: boolean;
  created: string;
  lastSignIn?: string;
}

export interface Machine {
  hostName: string;
  system: string;
  java: string;
  processors: number;
  memory: number;
}

export interface Sample {
  at: string;
  /** Share of the whole machine, 0 to 1. */
  cpu: number;
  memoryUsed: number;
  memory: number;
  diskUsed: number;
  disk: number;
}

export interface InstanceTypeInfo {
  id: string;
  terminal: boolean;
  survivesDaemon: boolean;
}

export interface Node {
  id: string;
  name: string;
  addresses: string[];
  local: boolean;
  linked: boolean;
  since: string;
  reason?: string;
  seen?: string;
  latencyMillis?: number;
  clockSkewMillis?: number;
  instances: number;
  running: number;
  version?: string;
  machine?: Machine;
  types: InstanceTypeInfo[];
  sample?: Sample;
}

export interface Exit {
  code?: number | null;
  /** The number of the signal that ended it. */
  signal?: number | null;
  at: string;
  ranMillis: number;
  requested: boolean;
}

export type State =
  | { type: 'stopped'; exit?: Exit }
  | { type: 'starting'; since: string }
  | { type: 'running'; since: string; pid: number }
  | { type: 'stopping'; since: string; deadline: string }
  | { type: 'busy'; task: string; since: string }
  | { type: 'crashed'; exit: Exit }
  | { type: 'unknown'; reason: string };

export type StateType = State['type'];

export type StopSignal = 'INT' | 'QUIT' | 'TERM' | 'HUP';
export type Stop = { type: 'command'; text: string } | { type: 'signal'; name: StopSignal };
export type LineEnd = 'LF' | 'CRLF' | 'CR';

export interface Definition {
  name: string;
  type: string;
  command: string[];
  workingFolder: string;
  environment: Record<string, string>;
  terminal: boolean;
  stop: Stop;
  stopTimeoutMillis: number;
  encoding: string;
  lineEnd: LineEnd;
  autoStart: boolean;
}

export interface Instance {
  id: string;
  node: string;
  nodeName: string;
  owner?: { id: string; name: string };
  name: string;
  definition: Definition;
  revision: number;
  state: State;
  changedAt: string;
  /** True when the node is away: the state is as last seen. */
  stale: boolean;
  seen: string;
  /** What the caller may do with this one. */
  permissions: string[];
}

export interface InstancePage {
  instances: Instance[];
  next?: string | null;
  total: number;
}

export type PowerAction = 'start' | 'stop' | 'restart' | 'kill';

export type TicketScope = 'console.read' | 'console.write' | 'file.upload' | 'file.download';

export interface Ticket {
  token: string;
  addresses: string[];
  expires: string;
}

export interface TicketRequest {
  scope: TicketScope;
  path?: string;
  maxSize?: number;
  overwrite?: boolean;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface Entry {
  name: string;
  kind: EntryKind;
  size: number;
  modified: string;
  mode: string;
}

export type FileSort = 'name' | 'size' | 'modified';

export interface FilePage {
  path: string;
  entries: Entry[];
  next?: string | null;
  total: number;
}

export interface TextFile {
  path: string;
  text: string;
  encoding: string;
  etag: string;
  modified: string;
  size: number;
}

export interface SavedText {
  entry: Entry;
  etag: string;
}

export interface Enrolment {
  key: string;
  command: string;
  expires: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  params: Record<string, unknown>;
  remedy?: string;
  requestId?: string;
}
