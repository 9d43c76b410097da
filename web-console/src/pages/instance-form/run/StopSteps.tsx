import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StopSignal } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, FieldGroup, SelectField } from '@/design/Field';
import { newStep, SIGNALS, type StepDraft } from '../draft';
import { AmountField } from './AmountField';
import styles from './RunForm.module.css';

export interface StopStepsProps {
  steps: readonly StepDraft[];
  error: string | undefined;
  onChange: (steps: readonly StepDraft[]) => void;
}

const KINDS = ['command', 'signal', 'wait'] as const;

/** The steps of a stop plan; order by buttons, so that it works with keys and fingers alike. */
export function StopSteps({ steps, error, onChange }: StopStepsProps) {
  const { t } = useTranslation(['settings', 'instances']);
  const change = (key: number, part: Partial<StepDraft>) => onChange(steps.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const swap = (first: number) => onChange([...steps.slice(0, first), ...steps.slice(first, first + 2).reverse(), ...steps.slice(first + 2)]);
  return (
    <FieldGroup legend={t('steps.label')}>
      <ol className={styles.rows}>
        {steps.map((step, at) => {
          const number = at + 1;
          return (
            <li key={step.key} className={styles.step} aria-label={t('steps.row', { number })}>
              <SelectField
                label={t('steps.kind', { number })}
                quiet
                value={step.kind}
                onChange={(event) => change(step.key, { kind: event.target.value as StepDraft['kind'] })}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`steps.${kind}`)}
                  </option>
                ))}
              </SelectField>
              <StepValue step={step} number={number} onChange={(part) => change(step.key, part)} />
              <div className={styles.buttons}>
                <Button kind="ghost" icon disabled={at === 0} aria-label={t('steps.up', { number })} onClick={() => swap(at - 1)}>
                  <ArrowUp size={16} aria-hidden="true" />
                </Button>
                <Button kind="ghost" icon disabled={at === steps.length - 1} aria-label={t('steps.down', { number })} onClick={() => swap(at)}>
                  <ArrowDown size={16} aria-hidden="true" />
                </Button>
                <Button
                  kind="ghost"
                  icon
                  aria-label={t('steps.remove', { number })}
                  onClick={() => onChange(steps.filter((each) => each.key !== step.key))}
                >
                  <X size={16} aria-hidden="true" />
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button small disabled={steps.length >= 20} onClick={() => onChange([...steps, newStep()])}>
          {t('steps.add')}
        </Button>
      </div>
    </FieldGroup>
  );
}

function StepValue({ step, number, onChange }: { step: StepDraft; number: number; onChange: (part: Partial<StepDraft>) => void }) {
  const { t } = useTranslation(['settings', 'instances']);
  if (step.kind === 'wait') {
    return <AmountField label={t('steps.time', { number })} quiet value={step.wait} onChange={(wait) => onChange({ wait })} />;
  }
  if (step.kind === 'command') {
    return (
      <Field
        label={t('steps.text', { number })}
        quiet
        mono
        spellCheck={false}
        placeholder={t('instances:form.stopPlaceholder')}
        value={step.text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    );
  }
  return (
    <SelectField
      label={t('steps.name', { number })}
      quiet
      value={step.signal}
      onChange={(event) => onChange({ signal: event.target.value as StopSignal })}
    >
      {SIGNALS.map((signal) => (
        <option key={signal} value={signal}>
          {t(`instances:form.signals.${signal}`)}
        </option>
      ))}
    </SelectField>
  );
}
