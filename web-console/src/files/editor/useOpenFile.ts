import { useCallback, useEffect, useReducer, useRef } from 'react';
import { readText, saveText } from '@/api/calls';
import { asProblem, type ProblemError } from '@/api/problem';
import type { TextFile } from '@/api/types';
import { findLineEnds, withLineEnds, type LineEndKind } from './lineEnds';

/** What is known of the file on disk; `text` has line feeds only, as the editor counts. */
export interface OpenText {
  readonly text: string;
  /** What saving writes, and what the file has now. */
  readonly encoding: string;
  readonly encodingOnDisk: string;
  readonly etag: string;
  /** What saving writes, and what the file has now. */
  readonly lineEnd: LineEndKind;
  readonly lineEndOnDisk: LineEndKind;
  readonly mixed: boolean;
}

export type Saving =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  /** Another wrote it: `theirs` once it is loaded. */
  | { kind: 'conflict'; mine: string; theirs: OpenText | undefined }
  | { kind: 'gone' }
  | { kind: 'failed'; problem: ProblemError };

export interface FileState {
  readonly open: OpenText | undefined;
  /** Counts how often it was read: another number is another text, not a change of the same. */
  readonly version: number;
  readonly loadProblem: ProblemError | undefined;
  readonly saving: Saving;
}

type Change = Partial<Omit<FileState, 'version'>> & { read?: true };

export interface OpenFile extends FileState {
  /** Reads it anew in that encoding. */
  load: (encoding: string) => void;
  /** `overwrite`: the version that is known of now is replaced whatever it holds. */
  save: (text: string, options?: { overwrite?: OpenText; asNew?: boolean }) => Promise<boolean>;
  setLineEnd: (kind: LineEndKind) => void;
  /** What the next saving writes. */
  setEncoding: (encoding: string) => void;
  /** Closes the question about a conflict. */
  settle: () => void;
  /** The version on disk is the one that is edited now. */
  take: (theirs: OpenText) => void;
}

const opened = ({ text, encoding, etag }: TextFile): OpenText => {
  const { kind, mixed } = findLineEnds(text);
  return { text: withLineEnds(text, 'LF'), encoding, encodingOnDisk: encoding, etag, lineEnd: kind, lineEndOnDisk: kind, mixed };
};

/** A text file between disk and editor: loading, saving with `If-Match`, and what another did meanwhile. */
export function useOpenFile(instance: string, path: string): OpenFile {
  const [state, change] = useReducer(
    (before: FileState, next: Change): FileState => ({
      ...before,
      ...next,
      version: before.version + (next.read === true ? 1 : 0),
    }),
    {
      open: undefined,
      version: 0,
      loadProblem: undefined,
      saving: { kind: 'idle' },
    },
  );
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const reading = useRef<AbortController>(undefined);

  const load = useCallback(
    (encoding?: string) => {
      reading.current?.abort();
      const abort = (reading.current = new AbortController());
      change({ loadProblem: undefined });
      readText(instance, path, encoding, abort.signal).then(
        (file) => change({ open: opened(file), saving: { kind: 'idle' }, read: true }),
        (error: unknown) => {
          if (!abort.signal.aborted) change({ open: undefined, loadProblem: asProblem(error) });
        },
      );
    },
    [instance, path],
  );

  useEffect(() => {
    load();
    return () => reading.current?.abort();
  }, [load]);

  const save = useCallback<OpenFile['save']>(
    async (text, { overwrite, asNew } = {}) => {
      const base = overwrite ?? latest.current.open;
      if (base === undefined || latest.current.saving.kind === 'saving') return false;
      change({ saving: { kind: 'saving' } });
      const { encoding, lineEnd } = latest.current.open ?? base;
      try {
        const etag = asNew === true ? undefined : base.etag;
        const saved = await saveText(instance, path, withLineEnds(text, lineEnd), encoding, etag);
        change({
          open: { text, encoding, encodingOnDisk: encoding, etag: saved.etag, lineEnd, lineEndOnDisk: lineEnd, mixed: false },
          saving: { kind: 'saved' },
        });
        return true;
      } catch (error) {
        change({
          saving: await afterRefusal(asProblem(error), { instance, path, encoding, mine: text }, change),
        });
        return false;
      }
    },
    [instance, path],
  );

  return {
    ...state,
    load,
    save,
    setLineEnd: useCallback((lineEnd: LineEndKind) => {
      const { open } = latest.current;
      if (open !== undefined) change({ open: { ...open, lineEnd, mixed: false } });
    }, []),
    setEncoding: useCallback((encoding: string) => {
      const { open } = latest.current;
      if (open !== undefined) change({ open: { ...open, encoding } });
    }, []),
    settle: useCallback(() => change({ saving: { kind: 'idle' } }), []),
    take: useCallback((theirs: OpenText) => change({ open: theirs, saving: { kind: 'idle' } }), []),
  };
}

interface Refused {
  instance: string;
  path: string;
  encoding: string;
  mine: string;
}

async function afterRefusal(
  problem: ProblemError,
  { instance, path, encoding, mine }: Refused,
  change: (change: Change) => void,
): Promise<Saving> {
  if (problem.code === 'FILE_NOT_FOUND') return { kind: 'gone' };
  if (!['FILE_CHANGED', 'PRECONDITION_FAILED', 'FILE_EXISTS'].includes(problem.code))
    return { kind: 'failed', problem };
  change({ saving: { kind: 'conflict', mine, theirs: undefined } });
  try {
    return { kind: 'conflict', mine, theirs: opened(await readText(instance, path, encoding)) };
  } catch (error) {
    const second = asProblem(error);
    return second.code === 'FILE_NOT_FOUND' ? { kind: 'gone' } : { kind: 'failed', problem: second };
  }
}
