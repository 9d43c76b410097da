import { useRef, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '@/api/permissions';
import type { Instance } from '@/api/types';
import { LeaveGuard } from '@/app/LeaveGuard';
import { Button } from '@/design/Button';
import { ErrorNote, Note } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { useNodes } from '@/live/useLive';
import { useMay } from '@/session/session';
import { focusFirstError } from '../instance-form/focusFirstError';
import { InstanceForm } from '../instance-form/InstanceForm';
import { OwnVariables } from '../instance-form/run/OwnVariables';
import { Placeholders } from '../instance-form/run/Placeholders';
import { RunSections } from './RunSections';
import styles from './Settings.module.css';
import { useDefinitionEdit } from './useDefinitionEdit';
import { useFieldErrors } from './useFieldErrors';

const ALIVE = ['starting', 'running', 'stopping'];

export function DefinitionSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'common', 'settings']);
  const form = useRef<HTMLFormElement>(null);
  const nodes = useNodes(useMay('node.view')).data ?? [];
  const edit = useDefinitionEdit(instance);
  const errorOf = useFieldErrors(edit.runErrors, edit.problem, edit.run, edit.draft);
  const mayEdit = may(instance, 'instance.edit');
  const mayName = mayEdit || may(instance, 'instance.rename');
  const alive = ALIVE.includes(instance.state.type);

  const after = (saved: boolean) => {
    if (saved) toast(t('settings.saved', { name: edit.draft.name.trim() }));
    else focusFirstError(form.current);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void edit.save().then(after);
  };
  const pick = (text: string) => edit.change({ command: `${edit.draft.command.trimEnd()} ${text}`.trimStart() });

  const conflict = edit.outdated || edit.problem?.status === 412;
  const fields = { draft: edit.run, onChange: edit.changeRun, errorOf };
  return (
    <form ref={form} noValidate onSubmit={submit} className={styles.form}>
      <LeaveGuard dirty={edit.dirty} />
      <Section title={t('settings.definition')}>
        {!mayName && <Note>{t('settings.readOnly')}</Note>}
        {mayName && !mayEdit && <Note>{t('settings.nameOnly')}</Note>}
        {mayEdit && alive && !instance.stale && <Note>{t('settings.nextStart')}</Note>}
        <fieldset disabled={!mayName || instance.stale} className={styles.fields}>
          <InstanceForm
            draft={edit.draft}
            onChange={edit.change}
            errors={edit.errors}
            errorOf={errorOf}
            types={nodes.find((node) => node.id === instance.node)?.types ?? []}
            nameOnly={!mayEdit}
            belowCommand={mayEdit && <Placeholders draft={edit.run} onPick={pick} />}
          />
        </fieldset>
      </Section>
      {mayEdit && (
        <fieldset disabled={instance.stale} className={styles.fields}>
          <RunSections {...fields} instance={instance} dirty={edit.dirty} />
        </fieldset>
      )}
      {mayName && !mayEdit && (
        <Section title={t('settings:variables.own')}>
          <fieldset disabled={instance.stale} className={styles.fields}>
            <OwnVariables {...fields} />
          </fieldset>
        </Section>
      )}
      {mayName && (
        <div className={edit.dirty ? `${styles.bar} ${styles.sticky}` : styles.bar}>
          {edit.problem && edit.problem.status !== 412 && <ErrorNote error={edit.problem} />}
          {conflict && (
            <Note kind="moving">
              <div className={styles.row}>
                <span className={styles.grow}>{t('settings.conflict')}</span>
                <Button small onClick={edit.reload}>
                  {t('settings.takeTheirs')}
                </Button>
                <Button small onClick={() => void edit.saveAnyway().then(after)}>
                  {t('settings.keepMine')}
                </Button>
              </div>
            </Note>
          )}
          <div className={styles.actions}>
            <span className={styles.facts}>{t('settings.revision', { revision: instance.revision })}</span>
            {edit.dirty && !conflict && <Button onClick={edit.reload}>{t('settings.revert')}</Button>}
            <Button kind="primary" type="submit" pending={edit.busy} disabled={!edit.dirty || conflict || instance.stale}>
              {edit.busy ? t('common:saving') : t('common:save')}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
