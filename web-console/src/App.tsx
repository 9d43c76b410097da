import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Plain } from '@/session/Plain';
import { loadSession, useSessionState } from '@/session/session';

const LoginPage = lazy(() => import('@/session/LoginPage'));
const ArrivalPage = lazy(() => import('@/session/ArrivalPage'));
const SetupPage = lazy(() => import('@/pages/setup/SetupPage'));
const InvitePage = lazy(() => import('@/pages/invite/InvitePage'));
const RecoverPage = lazy(() => import('@/pages/recover/RecoverPage'));
const Shell = lazy(() => import('@/app/Shell'));

/** Where a provider sends browsers back to, and where login links lead: for whoever is here, and for nobody. */
const ARRIVALS = ['/login/callback', '/login/link'];

const HAVE_ACCOUNTS: ReadonlySet<string> = new Set(['signedOut', 'signedIn', 'expired']);

/** Decides who sees what; router, queries and everything behind them load only for people who are signed in. */
export function App() {
  return (
    <Suspense fallback={null}>
      <Door />
    </Suspense>
  );
}

function Door() {
  const state = useSessionState();
  if (state.kind !== 'loading' && ARRIVALS.includes(location.pathname)) return <ArrivalPage />;
  if (HAVE_ACCOUNTS.has(state.kind) && location.pathname === '/recover') return <RecoverPage />;
  switch (state.kind) {
    case 'loading':
      return null;
    case 'unreachable':
      return <Unreachable error={state.problem} />;
    case 'signedOut':
      return isInvited() ? <InvitePage /> : <LoginPage />;
    case 'setup':
      return <SetupPage />;
    case 'signedIn':
    case 'expired':
      if (isInvited()) return <InvitePage />;
      // The wizard goes on after the administrator exists, also after a reload.
      return location.pathname === '/setup' ? <SetupPage /> : <Shell />;
  }
}

/** Whoever comes by the link of an invitation. */
const isInvited = () => location.pathname === '/invite';

function Unreachable({ error }: { error: unknown }) {
  const { t } = useTranslation('common');
  return (
    <Plain>
      <ErrorNote error={error} />
      <Button onClick={() => void loadSession()}>{t('retry')}</Button>
    </Plain>
  );
}
