import { useEffect, useState } from 'react';
import { oneInstance, saveDefinition } from '@/api/calls';
import { asProblem, type ProblemError } from '@/api/problem';
import type { Instance } from '@/api/types';
import { showInstance } from '@/live/patches';
import { check, sameDraft, toDraft, type Draft, type DraftErrors } from '../instance-form/draft';

/**
 * Editing against a revision: what others saved meanwhile is never overwritten unseen. Without changes of one's own the
 * form follows the instance; with them it says that there is something newer, and saving asks which to keep.
 */
export interface DefinitionEdit {
  draft: Draft;
  errors: DraftErrors;
  dirty: boolean;
  busy: boolean;
  problem: ProblemError | undefined;
  /** Somebody else saved since this form was filled. */
  outdated: boolean;
  change: (part: Partial<Draft>) => void;
  /** Returns whether it was saved; false for wrong fields too. */
  save: () => Promise<boolean>;
  /** Over what others saved. */
  saveAnyway: () => Promise<boolean>;
  /** Takes the present version and drops one's own changes. */
  reload: () => void;
}

export function useDefinitionEdit(instance: Instance): DefinitionEdit {
  const [base, setBase] = useState({ revision: instance.revision, draft: toDraft(instance.definition) });
  const [draft, setDraft] = useState(base.draft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);

  const dirty = !sameDraft(draft, base.draft);
  const newer = instance.revision !== base.revision;

  const take = (from: Instance) => {
    const next = toDraft(from.definition);
    setBase({ revision: from.revision, draft: next });
    setDraft(next);
    setErrors({});
    setProblem(undefined);
  };
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- follows the live instance
    if (newer && !dirty && !busy) take(instance);
  }, [newer, dirty, busy, instance]);

  const saveOver = async (revision: number): Promise<boolean> => {
    const checked = check(draft);
    setErrors(checked.errors ?? {});
    if (!checked.definition || busy) return false;
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await saveDefinition(instance.id, revision, checked.definition);
      showInstance(saved);
      take(saved);
      return true;
    } catch (error) {
      const caught = asProblem(error);
      setProblem(caught);
      // The event that would show the newer version may be on its way; fetch it to be sure.
      if (caught.status === 412) await oneInstance(instance.id).then(showInstance, () => undefined);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    draft,
    errors,
    dirty,
    busy,
    problem,
    outdated: newer && dirty,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    save: () => saveOver(base.revision),
    saveAnyway: () => saveOver(instance.revision),
    reload: () => take(instance),
  };
}
