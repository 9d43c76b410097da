import type { components } from './openapi';

/** Shapes of files, long work and who may use them, under the names of the house; see types.ts. */
type Schemas = components['schemas'];

export type Conflict = Schemas['Conflict'];
export type ArchiveFormat = Schemas['ArchiveFormat'];
export type FileAccess = Schemas['Access'];

/** Long work that a node owns; it goes on without its watchers. */
export type Task = Schemas['Task'];
export type TaskKind = Schemas['TaskKind'];
export type TaskState = Schemas['TaskState'];

export type Hit = Schemas['Hit'];
export type Found = Schemas['Found'];
export type Usage = Schemas['Usage'];
export type TrashItem = Schemas['TrashItem'];
export type FileVersion = Schemas['Version'];

export type SshKey = Schemas['SshKey'];
export type SftpInfo = Schemas['SftpAccess'];
/** Speeds in bytes per second; absent: no limit. */
export type NodeSettings = Schemas['NodeSettings'];
export type SpeedName = Extract<keyof NodeSettings, 'upload' | 'download' | 'uploadPerUser' | 'downloadPerUser'>;
export type PathRule = Schemas['Rule'];
export type Member = Schemas['Member'];
export type MemberList = Schemas['MemberList'];

export const isOver = ({ state }: Pick<Task, 'state'>): boolean => state !== 'waiting' && state !== 'running';
