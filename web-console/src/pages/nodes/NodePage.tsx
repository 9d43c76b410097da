import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeNode } from '@/api/calls';
import { mayOn } from '@/api/permissions';
import { asProblem } from '@/api/problem';
import type { Node } from '@/api/types';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import buttons from '@/design/Button.module.css';
import { ConfirmByName } from '@/design/ConfirmByName';
import { Meter } from '@/design/Meter';
import { EmptyState, ErrorNote, Note, Skeleton } from '@/design/Notices';
import { Dot, Facts, PageBody, PageHead, Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatBytes, formatDuration, formatNumber, formatShare, formatTime } from '@/i18n/format';
import { forget } from '@/live/patches';
import { useNode } from '@/live/useLive';
import { useNow } from '@/live/useNow';
import { useMay } from '@/session/session';
import { AddressSection } from './AddressSection';
import { NodeState } from './NodeState';
import { isSkewed } from './nodeText';
import { ProgramsSection } from './ProgramsSection';
import { TransferSection } from './TransferSection';

const NodeMetrics = lazy(() => import('@/metrics/NodeMetrics'));

export default function NodePage() {
  return (
    <NeedsRight right="node.view">
      <OneNode />
    </NeedsRight>
  );
}

function OneNode() {
  const { id } = useParams({ from: '/nodes/$id' });
  const { t } = useTranslation('nodes');
  const query = useNode(id);
  const gone = query.error !== null && asProblem(query.error).status === 404;
  usePage({ label: t('title'), to: '/nodes' }, { label: query.data?.name ?? id });
  if (gone) {
    return (
      <EmptyState page title={t('gone.title')} action={<Link to="/nodes">{t('gone.back')}</Link>}>
        {t('gone.text')}
      </EmptyState>
    );
  }
  if (query.data) return <NodeView key={id} node={query.data} />;
  if (query.error) {
    return (
      <PageBody>
        <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      </PageBody>
    );
  }
  return <Skeleton height="page" />;
}

function NodeView({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const mayManage = mayOn(node, 'node.manage');
  const mayCreate = mayOn(node, 'instance.create');
  const mayAudit = useMay('audit.read');
  const now = useNow();
  return (
    <>
      <PageHead
        title={node.name}
        meta={
          <>
            <NodeState node={node} />
            <span>{t('for', { duration: formatDuration(Math.max(1_000, now - new Date(node.since).getTime())) })}</span>
            {node.local && (
              <>
                <Dot />
                <span>{t('local')}</span>
              </>
            )}
            <Dot />
            <Link to="/instances" search={{ node: node.id }}>
              {t('instances', { count: node.instances })}
            </Link>
          </>
        }
        actions={
          <>
            {mayAudit && (
              <Link to="/audit" search={{ object: node.id }} className={buttons.button}>
                {t('audit')}
              </Link>
            )}
            {mayCreate && (
            <Link to="/instances/new" search={{ node: node.id }} className={buttons.button}>
              {t('newInstance')}
            </Link>
            )}
          </>
        }
      />
      <PageBody narrow>
        {!node.linked && (
          <Note kind="unknown">
            {node.seen === undefined ? t('awayNever') : t('away', { ago: formatAgo(node.seen, now) })}
          </Note>
        )}
        {isSkewed(node) && (
          <Note kind="moving">{t('skewed', { skew: formatDuration(Math.abs(node.clockSkewMillis ?? 0)) })}</Note>
        )}
        {node.sample && <Load node={node} sample={node.sample} />}
        {node.linked && (
          <Suspense fallback={<Skeleton height="page" />}>
            <NodeMetrics id={node.id} />
          </Suspense>
        )}
        <Machine node={node} />
        {mayManage && <AddressSection node={node} />}
        {mayManage && <ProgramsSection node={node} />}
        {mayManage && <TransferSection node={node} />}
        {mayManage && !node.local && <RemoveSection node={node} />}
      </PageBody>
    </>
  );
}

function Load({ node, sample }: { node: Node; sample: NonNullable<Node['sample']> }) {
  const { t } = useTranslation('nodes');
  const now = useNow();
  const of = (used: number, all: number) => t('of', { used: formatBytes(used), all: formatBytes(all) });
  return (
    <Section title={t('load')} actions={!node.linked && <span>{formatAgo(sample.at, now)}</span>}>
      <Meter label={t('column.cpu')} share={sample.cpu} text={formatShare(sample.cpu)} />
      <Meter label={t('column.memory')} share={sample.memoryUsed / sample.memory} text={of(sample.memoryUsed, sample.memory)} />
      <Meter label={t('column.disk')} share={sample.diskUsed / sample.disk} text={of(sample.diskUsed, sample.disk)} />
    </Section>
  );
}

function Machine({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const { machine } = node;
  const millis = (value: number | undefined) => (value === undefined ? '–' : formatDuration(Math.abs(value)));
  return (
    <Section title={t('machine')}>
      <Facts
        facts={[
          [t('fact.host'), machine?.hostName ?? '–'],
          [t('fact.system'), machine?.system ?? '–'],
          [t('fact.processors'), machine ? formatNumber(machine.processors) : '–'],
          [t('fact.memory'), machine ? formatBytes(machine.memory) : '–'],
          [t('fact.java'), machine?.java ?? '–'],
          [t('fact.version'), node.version ?? '–'],
          [t('fact.latency'), millis(node.latencyMillis)],
          [t('fact.skew'), millis(node.clockSkewMillis)],
          [t('fact.seen'), node.seen === undefined ? '–' : formatTime(node.seen)],
          [t('fact.types'), node.types.map((type) => type.id).join(', ') || '–'],
          [t('fact.id'), <code key="id">{node.id}</code>],
        ]}
      />
      {node.types.some((type) => !type.survivesDaemon) && <Note>{t('dies')}</Note>}
    </Section>
  );
}

function RemoveSection({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  // Its instances can't be deleted one by one while it is away.
  const isLost = node.instances > 0 && !node.linked;
  const remove = useMutation({
    mutationFn: () => removeNode(node.id, isLost),
    onSuccess: async () => {
      await navigate({ to: '/nodes', ignoreBlocker: true });
      forget('nodes', node.id);
      toast(t('remove.done', { name: node.name }));
    },
  });
  const possible = isLost || node.instances === 0;
  return (
    <Section
      title={t('remove.section')}
      danger
      actions={
        <Button kind="danger" disabled={!possible} onClick={() => setAsking(true)}>
          {t('remove.open')}
        </Button>
      }
    >
      <p>
        {isLost
          ? t('remove.lost', { count: node.instances })
          : possible
            ? t('remove.text')
            : t('remove.hasInstances', { count: node.instances })}
      </p>
      {asking && (
        <ConfirmByName
          title={t('remove.title', { name: node.name })}
          description={isLost ? t('remove.explainLost', { count: node.instances }) : t('remove.explain')}
          name={node.name}
          action={t('remove.open')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
