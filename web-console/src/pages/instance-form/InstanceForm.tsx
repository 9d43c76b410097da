import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstanceTypeInfo, StopSignal } from '@/api/types';
import { CheckField, Field, SelectField } from '@/design/Field';
import { CommandField } from './CommandField';
import { ENCODINGS, LINE_ENDS, newStep, SIGNALS, type Draft, type DraftErrors } from './draft';
import { EnvironmentFields } from './EnvironmentFields';
import { StopSteps } from './run/StopSteps';
import styles from './InstanceForm.module.css';

export interface InstanceFormProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  errors: DraftErrors;
  /** What the panel says of a field, in words. */
  errorOf?: (field: string) => string | undefined;
  /** What the node can run; empty while it isn't known. */
  types: readonly InstanceTypeInfo[];
  /** Only the name may be changed. */
  nameOnly?: boolean;
  belowCommand?: ReactNode;
}

/** All fields of a definition, the same for a new instance and for the settings of one. */
export function InstanceForm({ draft, onChange, errors, errorOf, types, nameOnly = false, belowCommand }: InstanceFormProps) {
  const { t } = useTranslation(['instances', 'common']);
  const error = (field: keyof DraftErrors) => (errors[field] ? t(`form.error.${errors[field]}`) : errorOf?.(field));
  const type = types.find((each) => each.id === draft.type);
  const typeIds = [...new Set([...types.map((each) => each.id), draft.type])];
  return (
    <div className={styles.form}>
      <Field
        label={t('form.name')}
        required
        maxLength={80}
        value={draft.name}
        error={error('name')}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <fieldset disabled={nameOnly} className={styles.rest}>
        <CommandField value={draft.command} error={error('command')} onChange={(command) => onChange({ command })} />
        {belowCommand}
        <CheckField
          label={t('form.terminal')}
          hint={type && !type.terminal ? t('form.terminalMissing') : t('form.terminalHint')}
          checked={draft.terminal}
          disabled={type !== undefined && !type.terminal && !draft.terminal}
          onChange={(event) => onChange({ terminal: event.target.checked })}
        />
        <CheckField
          label={t('form.autoStart')}
          checked={draft.autoStart}
          onChange={(event) => onChange({ autoStart: event.target.checked })}
        />
        <StopFields draft={draft} onChange={onChange} error={error} />
        <details className={styles.more} open={error('environment') !== undefined || error('workingFolder') !== undefined}>
          <summary>{t('form.more')}</summary>
          <div className={styles.moreBody}>
            {typeIds.length > 1 && (
              <SelectField label={t('form.type')} value={draft.type} onChange={(event) => onChange({ type: event.target.value })}>
                {typeIds.map((id) => (
                  <option key={id} value={id}>
                    {id}
                  </option>
                ))}
              </SelectField>
            )}
            <Field
              label={t('form.workingFolder')}
              hint={t('form.workingFolderHint')}
              mono
              spellCheck={false}
              value={draft.workingFolder}
              error={error('workingFolder')}
              onChange={(event) => onChange({ workingFolder: event.target.value })}
            />
            <div className={styles.pair}>
              <Field
                label={t('form.encoding')}
                hint={t('form.encodingHint')}
                list="encodings"
                spellCheck={false}
                value={draft.encoding}
                error={error('encoding')}
                onChange={(event) => onChange({ encoding: event.target.value })}
              />
              <datalist id="encodings">
                {ENCODINGS.map((encoding) => (
                  <option key={encoding} value={encoding} />
                ))}
              </datalist>
              <SelectField
                label={t('form.lineEnd')}
                hint={t('form.lineEndHint')}
                value={draft.lineEnd}
                onChange={(event) => onChange({ lineEnd: event.target.value as Draft['lineEnd'] })}
              >
                {LINE_ENDS.map((end) => (
                  <option key={end} value={end}>
                    {t(`form.lineEnds.${end}`)}
                  </option>
                ))}
              </SelectField>
            </div>
            <EnvironmentFields
              variables={draft.environment}
              error={error('environment')}
              onChange={(environment) => onChange({ environment })}
            />
          </div>
        </details>
      </fieldset>
    </div>
  );
}

interface StopFieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  error: (field: keyof DraftErrors) => string | undefined;
}

function StopFields({ draft, onChange, error }: StopFieldsProps) {
  const { t } = useTranslation('instances');
  return (
    <div role="group" aria-label={t('form.stop')}>
      <div className={styles.stop}>
        <SelectField
          label={t('form.stopBy')}
          value={draft.stopBy}
          onChange={(event) => {
            const stopBy = event.target.value as Draft['stopBy'];
            onChange({ stopBy, ...(stopBy === 'plan' && draft.stopSteps.length === 0 && { stopSteps: [newStep()] }) });
          }}
        >
          <option value="command">{t('form.stopCommand')}</option>
          <option value="signal">{t('form.stopSignal')}</option>
          <option value="plan">{t('form.stopPlan')}</option>
        </SelectField>
        {draft.stopBy === 'command' && (
          <Field
            label={t('form.stopText')}
            mono
            spellCheck={false}
            value={draft.stopText}
            error={error('stopText')}
            placeholder={t('form.stopPlaceholder')}
            onChange={(event) => onChange({ stopText: event.target.value })}
          />
        )}
        {draft.stopBy === 'signal' && (
          <SelectField
            label={t('form.signal')}
            value={draft.stopSignal}
            onChange={(event) => onChange({ stopSignal: event.target.value as StopSignal })}
          >
            {SIGNALS.map((signal) => (
              <option key={signal} value={signal}>
                {t(`form.signals.${signal}`)}
              </option>
            ))}
          </SelectField>
        )}
        <Field
          label={t('form.stopSeconds')}
          inputMode="decimal"
          value={draft.stopSeconds}
          error={error('stopSeconds')}
          onChange={(event) => onChange({ stopSeconds: event.target.value })}
        />
      </div>
      {draft.stopBy === 'plan' && (
        <StopSteps steps={draft.stopSteps} error={error('stopSteps')} onChange={(stopSteps) => onChange({ stopSteps })} />
      )}
    </div>
  );
}
