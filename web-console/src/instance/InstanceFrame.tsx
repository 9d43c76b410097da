import { Link, Outlet, useParams } from '@tanstack/react-router';
import { Suspense, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { may } from '@/api/permissions';
import type { Instance } from '@/api/types';
import { usePage } from '@/app/page';
import { EmptyState, ErrorNote, Note, Skeleton } from '@/design/Notices';
import { Dot } from '@/design/Page';
import { formatAgo } from '@/i18n/format';
import { useInstance, useNodes } from '@/live/useLive';
import { useNow } from '@/live/useNow';
import { useMay } from '@/session/session';
import { InstanceContext } from './context';
import styles from './InstanceFrame.module.css';
import { PowerBar } from './PowerBar';
import { PowerFailure } from './PowerFailure';
import { Since } from './Since';
import { StatePill } from './StatePill';

/** Name, state, power and tabs around everything of one instance. It stays when the node is away, with the age of its data. */
export default function InstanceFrame() {
  const { id } = useParams({ from: '/instances/$id' });
  const query = useInstance(id);
  if (query.data && asProblemStatus(query.error) !== 404) return <Frame key={id} instance={query.data} />;
  if (query.error) return <Missing error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height="page" />;
}

const asProblemStatus = (error: Error | null): number => (error ? asProblem(error).status : 0);

function Frame({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'instances']);
  const [badge, setBadge] = useState<ReactNode>(null);
  // A node that they may not see is a name and no link.
  const seesNode = (useNodes(useMay('node.view')).data ?? []).some((node) => node.id === instance.node);
  usePage({ label: t('instances:title'), to: '/instances' }, { label: instance.name });
  const context = useMemo(() => ({ instance, setBadge }), [instance]);
  return (
    <InstanceContext value={context}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1>{instance.name}</h1>
          <div className={styles.meta}>
            <StatePill instance={instance} />
            {!instance.stale && (
              <span>
                {t('since')} <Since instance={instance} />
              </span>
            )}
            <Dot />
            <span>
              {t('node')}{' '}
              {seesNode ? (
                <Link to="/nodes/$id" params={{ id: instance.node }}>
                  {instance.nodeName}
                </Link>
              ) : (
                instance.nodeName
              )}
            </span>
            {badge !== null && (
              <>
                <Dot />
                {badge}
              </>
            )}
          </div>
        </div>
        <PowerBar instance={instance} />
      </header>
      <Tabs instance={instance} />
      {(instance.stale || instance.state.type === 'unknown') && <Away instance={instance} />}
      <PowerFailure instance={instance.id} />
      <div className={styles.tab}>
        <Suspense fallback={<Skeleton height="page" />}>
          <Outlet />
        </Suspense>
      </div>
    </InstanceContext>
  );
}

function Tabs({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instance');
  const params = { id: instance.id };
  const active = { className: styles.on, 'aria-current': 'page' as const };
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      {may(instance, 'instance.console.read') && (
        <Link to="/instances/$id/console" params={params} activeProps={active}>
          {t('tabs.console')}
        </Link>
      )}
      {may(instance, 'instance.files.read') && (
        <Link to="/instances/$id/files" params={params} activeProps={active} activeOptions={{ includeSearch: false }}>
          {t('tabs.files')}
        </Link>
      )}
      {may(instance, 'instance.metrics.read') && (
        <Link to="/instances/$id/metrics" params={params} activeProps={active} activeOptions={{ includeSearch: false }}>
          {t('tabs.metrics')}
        </Link>
      )}
      {(may(instance, 'instance.files.read') || may(instance, 'instance.members')) && (
        <Link to="/instances/$id/access" params={params} activeProps={active}>
          {t('tabs.access')}
        </Link>
      )}
      {may(instance, 'instance.activity') && (
        <Link to="/instances/$id/activity" params={params} activeProps={active} activeOptions={{ includeSearch: false }}>
          {t('tabs.activity')}
        </Link>
      )}
      <Link to="/instances/$id/settings" params={params} activeProps={active}>
        {t('tabs.settings')}
      </Link>
    </nav>
  );
}

function Away({ instance }: { instance: Instance }) {
  const { t } = useTranslation('instance');
  const now = useNow();
  if (!instance.stale) return null;
  return (
    <div className={styles.note}>
      <Note kind="unknown">{t('away', { node: instance.nodeName, ago: formatAgo(instance.seen, now) })}</Note>
    </div>
  );
}

function Missing({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation(['instance', 'instances']);
  usePage({ label: t('instances:title'), to: '/instances' }, { label: t('gone.title') });
  if (asProblem(error).status === 404) {
    return (
      <EmptyState page title={t('gone.title')} action={<Link to="/instances">{t('gone.back')}</Link>}>
        {t('gone.text')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.problem}>
      <ErrorNote error={error} onRetry={onRetry} />
    </div>
  );
}
