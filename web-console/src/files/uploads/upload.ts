import type { ProblemError } from '@/api/problem';

/** Where uploads go. */
export interface UploadTarget {
  readonly instance: string;
  readonly instanceName: string;
  readonly node: string;
}

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly perSecond: number | undefined }
  /** The person stopped it; what was sent stays at the node. */
  | { readonly kind: 'paused' }
  /** The connection is gone; tried again by itself at that time. */
  | { readonly kind: 'lost'; readonly retryAt: number; readonly problem: ProblemError }
  /** From before the page was loaded anew: goes on as soon as the same file is chosen again. */
  | { readonly kind: 'unpicked' }
  /** Something has the name; a person has to say what to do. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: ProblemError };

/** What happens when the name is taken. */
export type UploadConflict = 'fail' | 'overwrite' | 'rename';

/** One file on its way. Immutable; the queue replaces it with every change. */
export interface Upload {
  readonly id: number;
  readonly target: UploadTarget;
  /** The folder that was chosen; the node's permission is for everything beneath it. */
  readonly root: string;
  /** The folder that the file goes to: `root` or beneath it. */
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  /** When the file on the person's machine was changed, in milliseconds; with name and size it tells the same file. */
  readonly modified: number;
  readonly sent: number;
  readonly state: UploadState;
  readonly conflict: UploadConflict;
  /** Where the node keeps what was sent so far, relative to its address. */
  readonly location: string | undefined;
  /** The archive is extracted into its folder when it is there. */
  readonly extract: boolean;
}

export type ConflictChoice = 'replace' | 'skip' | 'keepBoth';

/** Something of it is still to be done, and this page has what it takes. */
export const isActive = ({ state }: Upload): boolean =>
  ['waiting', 'sending', 'lost', 'conflict', 'paused'].includes(state.kind);

/** It hasn't arrived yet and still may. */
export const isOpen = (upload: Upload): boolean => isActive(upload) || upload.state.kind === 'unpicked';

export interface UploadNews {
  progress: (sent: number) => void;
  /** The node keeps it there; `undefined`: nothing is kept any more. */
  located: (location: string | undefined) => void;
}

/** Carries the bytes of one upload. */
export interface UploadTransport {
  /**
   * Resolves with the path when the file is there under its name. Goes on where an earlier attempt ended when the upload
   * has a location.
   *
   * @throws ProblemError `FILE_EXISTS` when something has the name and the upload says `fail`; one of {@link PASSING}
   *     when it may be tried again just so
   */
  send(upload: Upload, file: Blob, news: UploadNews, signal: AbortSignal): Promise<{ path: string }>;

  /** Lets the node forget what it keeps of it. */
  discard(upload: Upload): Promise<void>;
}

/** What passes by itself. */
const PASSING: readonly string[] = [
  'TRANSFER_LOST',
  'NODE_UNREACHABLE',
  'NODE_AWAY',
  'NODE_TIMEOUT',
  'NOT_READY',
  'OFFLINE',
  'TIMEOUT',
  'NOT_SIGNED_IN',
  'UPLOAD_BUSY',
  'UPLOAD_OFFSET_WRONG',
  'OVERLOADED',
  'REQUEST_TIMEOUT',
];

export const passes = (problem: ProblemError): boolean =>
  PASSING.includes(problem.code) || (problem.code === 'BAD_ANSWER' && problem.status >= 502 && problem.status <= 504);
