import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Plain } from './Plain';
import { arrive, openLink, type Arrival } from './providers';
import { useSessionState } from './session';
import styles from './Session.module.css';

const SecondStepForm = lazy(() => import('./SecondStepForm'));

const go = (to: string) => location.replace(to);
const toSignIn = () => go('/login?local=1');

/** Where the browser comes back from a provider (/login/callback), and where a login link leads (/login/link). */
export default function ArrivalPage() {
  return location.pathname === '/login/link' ? <LinkArrival /> : <ProviderArrival />;
}

function ProviderArrival() {
  const { t } = useTranslation('session');
  const { arrival, problem, follow } = useArrival();
  const once = useRef(false);
  useEffect(() => {
    if (once.current) return;
    once.current = true;
    follow(arrive());
  }, [follow]);
  return arrival ? <Second arrival={arrival} /> : <Arriving title={t('arriving')} problem={problem} />;
}

/** Somebody who is signed in already says that they want it: a link from a stranger doesn't change who they are. */
function LinkArrival() {
  const { t } = useTranslation('session');
  const state = useSessionState();
  const [secret] = useState(() => location.hash.slice(1));
  const { arrival, problem, follow } = useArrival();
  const [busy, setBusy] = useState(false);
  const once = useRef(false);
  const present = state.kind === 'signedIn' ? state.session.user.name : undefined;
  const open = () => {
    setBusy(true);
    history.replaceState(null, '', location.pathname);
    follow(openLink(secret));
  };
  useEffect(() => {
    if (present !== undefined || once.current) return;
    once.current = true;
    history.replaceState(null, '', location.pathname);
    follow(openLink(secret));
  }, [present, secret, follow]);
  if (arrival) return <Second arrival={arrival} />;
  if (present === undefined || problem) return <Arriving title={t('arriving')} problem={problem} link />;
  return (
    <Plain>
      <h1 className={styles.title}>{t('link.title')}</h1>
      <p>{t('link.other', { name: present })}</p>
      <Button kind="primary" pending={busy} onClick={open}>
        {t('link.go')}
      </Button>
      <Button onClick={() => go('/')}>{t('link.stay', { name: present })}</Button>
    </Plain>
  );
}

/** What came of it: on to the page, or the question for the second factor first. */
function useArrival() {
  const [arrival, setArrival] = useState<Required<Arrival>>();
  const [problem, setProblem] = useState<ProblemError>();
  const follow = useCallback((coming: Promise<Arrival>) => {
    coming.then(
      ({ to, step }) => (step ? setArrival({ to, step }) : go(to)),
      (error: unknown) => setProblem(asProblem(error)),
    );
  }, []);
  return { arrival, problem, follow };
}

/** The same question as after a password. */
function Second({ arrival }: { arrival: Required<Arrival> }) {
  const { t } = useTranslation('session');
  const [over, setOver] = useState<ProblemError>();
  if (over) return <Arriving title={t('second.title')} problem={over} />;
  return (
    <Plain>
      <h1 className={styles.title}>{t('second.title')}</h1>
      <Suspense fallback={null}>
        <SecondStepForm
          step={arrival.step}
          onDone={() => go(arrival.to)}
          onOver={(problem) => (problem ? setOver(problem) : toSignIn())}
        />
      </Suspense>
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
      {problem && <Button onClick={toSignIn}>{t('toSignIn')}</Button>}
    </Plain>
  );
}
