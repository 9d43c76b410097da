import type { RunDraft } from './runDraft';

/** What every part of the form gets. */
export interface RunFieldsProps {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  /** What is wrong with a field, by the name that the panel gives it. */
  errorOf: (field: string) => string | undefined;
}
