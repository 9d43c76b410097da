import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import type { judge as Judge, Verdict } from './NewPasswordJudge';
import { signInChoices } from './providers';
import styles from './Session.module.css';

export interface NewPasswordFieldProps {
  label: string;
  hint?: string;
  /** Of the account: no good password. */
  name?: string;
  value: string;
  onChange: (value: string) => void;
}

const USUAL_LENGTH = 12;

/** One field that can be shown beats typing it twice. What the panel would refuse is said early. */
export function NewPasswordField({ label, hint, name = '', value, onChange }: NewPasswordFieldProps) {
  const { t } = useTranslation('session');
  const [shown, setShown] = useState(false);
  const least = useLeast();
  const judge = useJudge(value !== '');
  const verdict = value === '' ? undefined : judge?.(value, name, least);
  return (
    <div className={styles.password}>
      <Field
        label={label}
        hint={
          <>
            {hint !== undefined && <div>{hint}</div>}
            {verdict ? <Strength verdict={verdict} length={Array.from(value).length} least={least} /> : t('strength.rule', { count: least })}
          </>
        }
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button kind="link" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('hidePassword') : t('showPassword')}
      </Button>
    </div>
  );
}

function Strength({ verdict, length, least }: { verdict: Verdict; length: number; least: number }) {
  const { t } = useTranslation('session');
  const good = verdict.kind === 'good';
  const share = good ? (verdict.strong ? 1 : 0.75) : verdict.kind === 'short' ? (length / least) * 0.5 : 0.5;
  return (
    <div className={good ? `${styles.strength} ${styles.good}` : styles.strength} data-verdict={verdict.kind}>
      <span className={styles.strengthBar} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {verdict.kind === 'short' && t('strength.short', { count: verdict.missing })}
      {verdict.kind === 'name' && t('strength.name')}
      {verdict.kind === 'common' && t('strength.common')}
      {good && t(verdict.strong ? 'strength.strong' : 'strength.good')}
    </div>
  );
}

/** Comes with the first letter: nobody who only looks needs it. */
function useJudge(needed: boolean): typeof Judge | undefined {
  const [judge, setJudge] = useState<typeof Judge>();
  useEffect(() => {
    // Without it there is still the panel's word.
    if (needed) import('./NewPasswordJudge').then((module) => setJudge(() => module.judge), () => undefined);
  }, [needed]);
  return judge;
}

function useLeast(): number {
  const [least, setLeast] = useState(USUAL_LENGTH);
  useEffect(() => {
    signInChoices().then((choices) => setLeast(choices.passwordLength), () => undefined);
  }, []);
  return least;
}
