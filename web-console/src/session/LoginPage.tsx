import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Plain } from './Plain';
import { ProviderIcon } from './ProviderIcon';
import { leaveToSignIn, mayLeaveAtOnce, signInChoices, type SignInChoices } from './providers';
import styles from './Session.module.css';
import { SignInForm } from './SignInForm';

export default function LoginPage() {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation('common');
  const [choices, setChoices] = useState<SignInChoices>();
  useEffect(() => {
    document.title = `${t('title')} – ${common('product')}`;
  }, [t, common]);
  useEffect(() => {
    // Without an answer there is still the form.
    signInChoices().then(setChoices, () => undefined);
  }, []);
  return (
    <Plain>
      <h1 className={styles.title}>{t('title')}</h1>
      <Ways choices={choices} />
    </Plain>
  );
}

function Ways({ choices }: { choices: SignInChoices | undefined }) {
  const { t } = useTranslation('session');
  const [leaving, setLeaving] = useState<string>();
  const [problem, setProblem] = useState<ProblemError>();
  const [local, setLocal] = useState(() => new URLSearchParams(location.search).has('local'));
  const go = (provider: string) => {
    setLeaving(provider);
    setProblem(undefined);
    leaveToSignIn(provider).catch((error: unknown) => {
      setProblem(asProblem(error));
      setLeaving(undefined);
    });
  };
  const first = choices?.first;
  useEffect(() => {
    if (first !== undefined && mayLeaveAtOnce()) {
      leaveToSignIn(first).catch((error: unknown) => setProblem(asProblem(error)));
    }
  }, [first]);

  const elsewhere = choices?.providers.filter((way) => way.way === 'redirect') ?? [];
  const typed = choices?.providers.some((way) => way.way === 'password') ?? false;
  const form = choices === undefined || choices.passwords || typed || local || elsewhere.length === 0;
  return (
    <>
      {form && <SignInForm />}
      {form && elsewhere.length > 0 && <div className={styles.or}>{t('or')}</div>}
      {elsewhere.length > 0 && (
        <div className={styles.ways}>
          {elsewhere.map((way) => (
            <Button key={way.id} pending={leaving === way.id} onClick={() => go(way.id)}>
              <ProviderIcon name={way.icon} />
              {t('by', { name: way.name })}
            </Button>
          ))}
        </div>
      )}
      {problem && <ErrorNote error={problem} />}
      {!form && (
        <Button kind="link" onClick={() => setLocal(true)}>
          {t('local')}
        </Button>
      )}
    </>
  );
}
