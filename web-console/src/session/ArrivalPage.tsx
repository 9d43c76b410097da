import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Plain } from './Plain';
import { arrive, openLink } from './providers';
import { useSessionState } from './session';
import styles from './Session.module.css';

/** Where the browser comes back from a provider (/login/callback), and where a login link leads (/login/link). */
export default function ArrivalPage() {
  return location.pathname === '/login/link' ? <LinkArrival /> : <ProviderArrival />;
}

function ProviderArrival() {
  const { t } = useTranslation('session');
  const [problem, setProblem] = useState<ProblemError>();
  const once = useRef(false);
  useEffect(() => {
    if (once.current) return;
    once.current = true;
    arrive().then(
      (to) => location.replace(to),
      (error: unknown) => setProblem(asProblem(error)),
    );
  }, []);
  return <Arriving title={t('arriving')} problem={problem} />;
}

/** Somebody who is signed in already says that they want it: a link from a stranger doesn't change who they are. */
function LinkArrival() {
  const { t } = useTranslation('session');
  const state = useSessionState();
  const [secret] = useState(() => location.hash.slice(1));
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const once = useRef(false);
  const present = state.kind === 'signedIn' ? state.session.user.name : undefined;
  const open = () => {
    setBusy(true);
    history.replaceState(null, '', location.pathname);
    openLink(secret).then(
      (to) => location.replace(to),
      (error: unknown) => {
        setProblem(asProblem(error));
        setBusy(false);
      },
    );
  };
  useEffect(() => {
    if (present !== undefined || once.current) return;
    once.current = true;
    history.replaceState(null, '', location.pathname);
    openLink(secret).then(
      (to) => location.replace(to),
      (error: unknown) => setProblem(asProblem(error)),
    );
  }, [present, secret]);
  if (present === undefined || problem) return <Arriving title={t('arriving')} problem={problem} link />;
  return (
    <Plain>
      <h1 className={styles.title}>{t('link.title')}</h1>
      <p>{t('link.other', { name: present })}</p>
      <Button kind="primary" pending={busy} onClick={open}>
        {t('link.go')}
      </Button>
      <Button onClick={() => location.replace('/')}>{t('link.stay', { name: present })}</Button>
    </Plain>
  );
}

function Arriving({ title, problem, link = false }: { title: string; problem: ProblemError | undefined; link?: boolean }) {
  const { t } = useTranslation('session');
  return (
    <Plain>
      <h1 className={styles.title}>{problem ? t('notArrived') : title}</h1>
      {problem && link && problem.code === 'LOGIN_FAILED' ? <p role="alert">{t('link.over')}</p> : null}
      {problem && !(link && problem.code === 'LOGIN_FAILED') && <ErrorNote error={problem} />}
      {problem && <Button onClick={() => location.replace('/login?local=1')}>{t('toSignIn')}</Button>}
    </Plain>
  );
}
