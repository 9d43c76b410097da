import { lazy, Suspense, useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import styles from './Session.module.css';
import { passkeysWork } from './passkeySupport';
import { signIn, type SecondStep } from './session';

const PasskeySignIn = lazy(() => import('./PasskeySignIn'));
const SecondStepForm = lazy(() => import('./SecondStepForm'));

/** Name and password. Managers and paste are welcome; a lock-out says when it ends and counts down. */
export function SignInForm({ name: fixedName }: { name?: string }) {
  const { t } = useTranslation('session');
  const [name, setName] = useState(fixedName ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const [lockedUntil, setLockedUntil] = useState<number>();
  const left = useSecondsUntil(lockedUntil);
  const [secondStep, setSecondStep] = useState<SecondStep>();
  const passwordField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The name is known: the password is what is missing.
    if (fixedName !== undefined) passwordField.current?.focus();
  }, [fixedName]);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy || left > 0) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const step = await signIn(name.trim(), password);
      if (step) {
        setPassword('');
        setBusy(false);
        setSecondStep(step);
      }
    } catch (error) {
      const caught = asProblem(error);
      setProblem(caught);
      const seconds = caught.number('retryAfterSeconds');
      if (caught.code === 'LOGIN_THROTTLED' && seconds !== undefined) setLockedUntil(Date.now() + seconds * 1000);
      setBusy(false);
      passwordField.current?.focus();
      passwordField.current?.select();
    }
  };

  if (secondStep) {
    return (
      <Suspense fallback={null}>
        <SecondStepForm
          step={secondStep}
          onOver={(error) => {
            setSecondStep(undefined);
            setProblem(error);
          }}
        />
      </Suspense>
    );
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('name')}
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={fixedName !== undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.password}>
        <Field
          ref={passwordField}
          label={t('password')}
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button kind="link" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('hidePassword') : t('showPassword')}
        </Button>
      </div>
      {problem && <ErrorNote error={problem} brief={problem.status < 500} />}
      <Button kind="primary" type="submit" pending={busy} disabled={left > 0}>
        {left > 0 ? t('waitSeconds', { count: left }) : busy ? t('signingIn') : t('signIn')}
      </Button>
      {passkeysWork() && (
        <Suspense fallback={null}>
          <PasskeySignIn onProblem={setProblem} />
        </Suspense>
      )}
    </form>
  );
}

function useSecondsUntil(at: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === undefined) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= at) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [at]);
  return at === undefined ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
}
