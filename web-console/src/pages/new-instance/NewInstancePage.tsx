import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createInstance } from '@/api/calls';
import { mayOn } from '@/api/permissions';
import { asProblem, type ProblemError } from '@/api/problem';
import { LeaveGuard } from '@/app/LeaveGuard';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { SelectField } from '@/design/Field';
import { ErrorNote, Note } from '@/design/Notices';
import { PageBody, PageHead, Section } from '@/design/Page';
import { showInstance } from '@/live/patches';
import { useNodes } from '@/live/useLive';
import { requestPower } from '@/power/jobs';
import { useMay } from '@/session/session';
import { check, EMPTY_DRAFT, sameDraft, type Draft, type DraftErrors } from '../instance-form/draft';
import { InstanceForm } from '../instance-form/InstanceForm';
import { PresetChoice } from '../instance-form/PresetChoice';
import { applyPreset, type PresetId } from '../instance-form/presets';
import { OwnerField } from '../instance-form/OwnerField';
import { focusFirstError } from '../instance-form/focusFirstError';
import styles from './NewInstance.module.css';

export default function NewInstancePage() {
  return (
    <NeedsRight right="instance.create">
      <NewInstance />
    </NeedsRight>
  );
}

function NewInstance() {
  const { t } = useTranslation(['instances', 'common']);
  usePage({ label: t('title'), to: '/instances' }, { label: t('newTitle') });
  const navigate = useNavigate();
  const { node: wished } = useSearch({ from: '/instances/new' });
  const nodes = (useNodes(useMay('node.view')).data ?? []).filter((each) => mayOn(each, 'instance.create'));
  const mayUsers = useMay('user.manage');

  const form = useRef<HTMLFormElement>(null);
  const [preset, setPreset] = useState<PresetId>('own');
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [chosen, setChosen] = useState(wished);
  const [owner, setOwner] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  const node = nodes.find((each) => each.id === chosen) ?? nodes.find((each) => each.linked) ?? nodes[0];
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const create = async (start: boolean) => {
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
      const instance = await createInstance(node.id, checked.definition, owner === '' ? undefined : owner);
      showInstance(instance);
      // The instance exists: if it doesn't start, its own page says why.
      if (start) requestPower([instance], 'start');
      // What was typed is stored now: nothing to warn of.
      await navigate({ to: '/instances/$id/console', params: { id: instance.id }, ignoreBlocker: true });
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return (
    <>
      <LeaveGuard dirty={!sameDraft(draft, EMPTY_DRAFT)} />
      <PageHead title={t('newTitle')} />
      <PageBody narrow>
        <form
          ref={form}
          noValidate
          className={styles.form}
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault();
            void create(true);
          }}
        >
          <Section title={t('preset.label')}>
            <PresetChoice
              value={preset}
              onChange={(next) => {
                const before = preset;
                setPreset(next.id);
                setErrors({});
                setDraft((current) => {
                  // A name that came from the last preset goes with it.
                  const isOurs = current.name === t(`preset.${before}.name`);
                  return applyPreset(next, isOurs ? { ...current, name: '' } : current, t(`preset.${next.id}.name`));
                });
              }}
            />
          </Section>
          <Section title={t('form.what')}>
            {nodes.length === 0 && <Note kind="moving">{t('form.nodeNone')}</Note>}
            {nodes.length > 1 && node && (
              <SelectField label={t('form.node')} value={node.id} onChange={(event) => setChosen(event.target.value)}>
                {nodes.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.linked ? each.name : t('form.nodeAway', { name: each.name })}
                  </option>
                ))}
              </SelectField>
            )}
            <InstanceForm draft={draft} onChange={change} errors={errors} types={node?.types ?? []} />
            {mayUsers && <OwnerField value={owner} onChange={setOwner} />}
          </Section>
          {problem && <ErrorNote error={problem} />}
          <div className={styles.actions}>
            <Button onClick={() => void navigate({ to: '/instances' })}>{t('common:cancel')}</Button>
            <Button pending={busy} disabled={!node} onClick={() => void create(false)}>
              {t('form.create')}
            </Button>
            <Button kind="primary" type="submit" pending={busy} disabled={!node}>
              {busy ? t('form.creating') : t('form.createStart')}
            </Button>
          </div>
        </form>
      </PageBody>
    </>
  );
}
