import { useEffect, useState } from 'react';
import { oneInstance, saveDefinition } from '@/api/calls';
import { may } from '@/api/permissions';
import { asProblem, type ProblemError } from '@/api/problem';
import type { Definition, Instance } from '@/api/types';
import { showInstance } from '@/live/patches';
import { check, sameDraft, toDraft, type Draft, type DraftErrors } from '../instance-form/draft';
import { checkRun, type RunErrors } from '../instance-form/run/checkRun';
import { plainRun, toRunDraft, type RunDraft } from '../instance-form/run/runDraft';

/**
 * Editing against a revision: what others saved meanwhile is never overwritten unseen. Without changes of one's own the
 * form follows the instance; with them it says that there is something newer, and saving asks which to keep.
 */
export interface DefinitionEdit {
  draft: Draft;
  run: RunDraft;
  errors: DraftErrors;
  runErrors: RunErrors;
  dirty: boolean;
  busy: boolean;
  problem: ProblemError | undefined;
  /** Somebody else saved since this form was filled. */
  outdated: boolean;
  change: (part: Partial<Draft>) => void;
  changeRun: (part: Partial<RunDraft>) => void;
  /** Returns whether it was saved; false for wrong fields too. */
  save: () => Promise<boolean>;
  /** Over what others saved. */
  saveAnyway: () => Promise<boolean>;
  /** Takes the present version and drops one's own changes. */
  reload: () => void;
}

const filled = ({ revision, definition }: Instance) => ({
  revision,
  definition,
  draft: toDraft(definition),
  run: toRunDraft(definition),
});

const sameRun = (a: RunDraft, b: RunDraft) => JSON.stringify(plainRun(a)) === JSON.stringify(plainRun(b));

export function useDefinitionEdit(instance: Instance): DefinitionEdit {
  const [base, setBase] = useState(() => filled(instance));
  const [draft, setDraft] = useState(base.draft);
  const [run, setRun] = useState(base.run);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [runErrors, setRunErrors] = useState<RunErrors>({});
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);

  const dirty = !sameDraft(draft, base.draft) || !sameRun(run, base.run);
  const newer = instance.revision !== base.revision;

  const take = (from: Instance) => {
    const next = filled(from);
    setBase(next);
    setDraft(next.draft);
    setRun(next.run);
    setErrors({});
    setRunErrors({});
    setProblem(undefined);
  };
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- follows the live instance
    if (newer && !dirty && !busy) take(instance);
  }, [newer, dirty, busy, instance]);

  /** What is sent; undefined when something is wrong, which is said at the fields. */
  const wanted = (): Definition | undefined => {
    const checked = check(draft);
    const checkedRun = checkRun(run, base.definition);
    const isEditor = may(instance, 'instance.edit');
    setErrors(isEditor ? (checked.errors ?? {}) : { ...(checked.errors?.name && { name: checked.errors.name }) });
    setRunErrors(checkedRun.errors ?? {});
    if (!checkedRun.parts) return undefined;
    if (isEditor) return checked.definition && { ...base.definition, ...checked.definition, ...checkedRun.parts };
    const name = draft.name.trim();
    return checked.errors?.name ? undefined : { ...base.definition, name, launch: checkedRun.parts.launch };
  };

  const saveOver = async (revision: number): Promise<boolean> => {
    const definition = wanted();
    if (!definition || busy) return false;
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await saveDefinition(instance.id, revision, definition);
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
    run,
    errors,
    runErrors,
    dirty,
    busy,
    problem,
    outdated: newer && dirty,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    changeRun: (part) => setRun((before) => ({ ...before, ...part })),
    save: () => saveOver(base.revision),
    saveAnyway: () => saveOver(instance.revision),
    reload: () => take(instance),
  };
}
