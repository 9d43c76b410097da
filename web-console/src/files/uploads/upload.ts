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
  /** Something has the name; a person has to say what to do. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: ProblemError };

/** One file on its way. Immutable; the queue replaces it with every change. */
export interface Upload {
  readonly id: number;
  readonly target: UploadTarget;
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly state: UploadState;
  /** Whether a file of that name is replaced. */
  readonly overwrite: boolean;
}

export type ConflictChoice = 'replace' | 'skip' | 'keepBoth';

export const isActive = ({ state }: Upload): boolean =>
  state.kind === 'waiting' || state.kind === 'sending' || state.kind === 'conflict';

/** Carries the bytes of one upload. */
export interface UploadTransport {
  /**
   * Resolves when the file is there under its name.
   *
   * @throws ProblemError `FILE_EXISTS` when something has the name and `overwrite` is off
   */
  send(upload: Upload, file: Blob, progress: (sent: number) => void, signal: AbortSignal): Promise<void>;
}
