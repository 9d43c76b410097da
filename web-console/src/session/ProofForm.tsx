import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import type { PasskeyAnswer, Proof } from './passkeys';
import { passkeysWork } from './passkeySupport';
import styles from './Session.module.css';

export interface ProofFormProps {
  methods: readonly string[];
  submitText: string;
  passkey: () => Promise<PasskeyAnswer>;
  onProof: (proof: Proof) => Promise<void>;
  /** Called before the form shows the problem; true when somebody else shows it. */
  onProblem?: (problem: ProblemError) => boolean;
  /** The name for password managers. */
  name?: string;
}

type Way = 'password' | 'totp' | 'recovery-code';

/** A password, a code or a passkey: whatever the account has. */
export function ProofForm({ methods, submitText, passkey, onProof, onProblem, name }: ProofFormProps) {
  const { t } = useTranslation('session');
  const ways = (['password', 'totp', 'recovery-code'] as const).filter((way) => methods.includes(way));
  const byPasskey = methods.includes('passkey') && passkeysWork();
  const [way, setWay] = useState<Way | undefined>(ways.length === 1 || ways[0] !== 'recovery-code' ? ways[0] : undefined);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<'text' | 'passkey'>();
  const [problem, setProblem] = useState<ProblemError>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [way]);

  const prove = async (kind: 'text' | 'passkey', proof: () => Promise<Proof>) => {
    if (busy !== undefined) return;
    setBusy(kind);
    setProblem(undefined);
    try {
      await onProof(await proof());
    } catch (error) {
      const caught = asProblem(error);
      if (onProblem?.(caught)) return;
      setProblem(caught);
      setBusy(undefined);
      setText('');
      field.current?.focus();
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void prove('text', () => Promise.resolve(way === 'password' ? { password: text } : { code: text.trim() }));
  };
  const others = ways.filter((other) => other !== way && other !== 'password');
  return (
    <form className={styles.form} onSubmit={submit}>
      {name !== undefined && <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />}
      {byPasskey && (
        <Button
          kind={way === undefined ? 'primary' : 'plain'}
          pending={busy === 'passkey'}
          onClick={() => void prove('passkey', async () => ({ passkey: await passkey() }))}
        >
          {busy === 'passkey' ? t('passkey.waiting') : t('passkey.use')}
        </Button>
      )}
      {way !== undefined && (
        <Field
          key={way}
          ref={field}
          label={way === 'password' ? t('password') : way === 'totp' ? t('second.app') : t('second.recovery')}
          {...(way !== 'password' && { hint: way === 'totp' ? t('second.appHint') : t('second.recoveryHint') })}
          type={way === 'password' ? 'password' : 'text'}
          inputMode={way === 'totp' ? 'numeric' : 'text'}
          autoComplete={way === 'password' ? 'current-password' : way === 'totp' ? 'one-time-code' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          mono={way !== 'password'}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {problem && <ErrorNote error={problem} brief={problem.status < 500} />}
      {way !== undefined && (
        <Button kind="primary" type="submit" pending={busy === 'text'}>
          {submitText}
        </Button>
      )}
      {others.map((other) => (
        <Button
          key={other}
          kind="link"
          onClick={() => {
            setText('');
            setWay(other);
          }}
        >
          {other === 'totp' ? t('second.useApp') : t('second.useRecovery')}
        </Button>
      ))}
    </form>
  );
}
