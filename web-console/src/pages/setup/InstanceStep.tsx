import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createInstance, power } from '@/api/calls';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { CommandField } from '../instance-form/CommandField';
import { check, EMPTY_DRAFT, type Draft, type DraftErrors } from '../instance-form/draft';
import { focusFirstError } from '../instance-form/focusFirstError';
import { PresetChoice } from '../instance-form/PresetChoice';
import { applyPreset, PRESETS, type PresetId } from '../instance-form/presets';
import { useNodesByAsking } from './useNodesByAsking';

export interface InstanceStepProps {
  onBack: () => void;
  onSkip: () => void;
  onDone: (id: string) => void;
}

/** The first instance: a starting point, a name, its command. Everything else is in its settings later. */
export function InstanceStep({ onBack, onSkip, onDone }: InstanceStepProps) {
  const { t } = useTranslation(['setup', 'instances', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const node = useNodesByAsking().nodes.find((each) => each.linked);
  const [preset, setPreset] = useState<PresetId>('shell');
  const [draft, setDraft] = useState<Draft>(() => presetDraft('shell', t('instances:preset.shell.name')));
  const [errors, setErrors] = useState<DraftErrors>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const checked = check(draft);
    setErrors(checked.errors ?? {});
    if (!checked.definition) {
      focusFirstError(form.current);
      return;
    }
    if (!node || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const instance = await createInstance(node.id, checked.definition);
      // It exists now: when it doesn't start, its own page shows why.
      await power(instance.id, 'start').catch(() => undefined);
      onDone(instance.id);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  const error = (field: keyof DraftErrors) => (errors[field] ? t(`instances:form.error.${errors[field]}`) : undefined);
  return (
    <form ref={form} noValidate className="stack" onSubmit={(event) => void submit(event)}>
      <p>{t('instance.text')}</p>
      <PresetChoice
        value={preset}
        onChange={(next) => {
          setPreset(next.id);
          setErrors({});
          setDraft(presetDraft(next.id, t(`instances:preset.${next.id}.name`)));
        }}
      />
      <Field
        label={t('instances:form.name')}
        required
        maxLength={80}
        value={draft.name}
        error={error('name')}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <CommandField value={draft.command} error={error('command')} onChange={(command) => setDraft({ ...draft, command })} />
      {problem && <ErrorNote error={problem} />}
      <div className="actions">
        <Button onClick={onBack}>{t('common:back')}</Button>
        <Button onClick={onSkip}>{t('instance.skip')}</Button>
        <Button kind="primary" type="submit" pending={busy} disabled={!node}>
          {t('instances:form.createStart')}
        </Button>
      </div>
    </form>
  );
}

function presetDraft(id: PresetId, name: string): Draft {
  const preset = PRESETS.find((each) => each.id === id);
  return preset ? applyPreset(preset, EMPTY_DRAFT, name) : EMPTY_DRAFT;
}
