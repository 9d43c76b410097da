import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Node } from '@/api/types';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { Meter } from '@/design/Meter';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { Dot, PageBody, PageHead } from '@/design/Page';
import table from '@/design/Table.module.css';
import { formatAgo, formatBytes, formatDuration, formatShare } from '@/i18n/format';
import { useNodes } from '@/live/useLive';
import { useNow } from '@/live/useNow';
import { useMayEverywhere } from '@/session/session';
import { EnrolDialog } from './EnrolDialog';
import { NodeState } from './NodeState';

export default function NodesPage() {
  return (
    <NeedsRight right="node.view">
      <Nodes />
    </NeedsRight>
  );
}

function Nodes() {
  const { t } = useTranslation('nodes');
  usePage({ label: t('title') });
  const query = useNodes();
  const mayManage = useMayEverywhere('node.manage');
  const [enrolling, setEnrolling] = useState(false);
  const nodes = query.data ?? [];
  const away = nodes.filter((node) => !node.linked).length;
  return (
    <>
      <PageHead
        title={t('title')}
        meta={
          query.data && (
            <>
              <span>{t('count', { count: nodes.length })}</span>
              {away > 0 && (
                <>
                  <Dot />
                  <span>{t('awayCount', { count: away })}</span>
                </>
              )}
            </>
          )
        }
        actions={
          mayManage && (
            <Button kind="primary" onClick={() => setEnrolling(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      <PageBody>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={4} />}
        {query.data !== undefined && nodes.length === 0 && (
          <EmptyState
            title={t('empty.title')}
            action={mayManage && <Button onClick={() => setEnrolling(true)}>{t('add')}</Button>}
          >
            {t('empty.text')}
          </EmptyState>
        )}
        {nodes.length > 0 && <NodeTable nodes={nodes} />}
      </PageBody>
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
    </>
  );
}

function NodeTable({ nodes }: { nodes: readonly Node[] }) {
  const { t } = useTranslation('nodes');
  const columns = ['name', 'state', 'instances', 'cpu', 'memory', 'disk', 'latency', 'version'] as const;
  const numbers = new Set<string>(['instances', 'latency']);
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={numbers.has(column) ? table.number : undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...nodes]
            .sort((a, b) => a.name.localeCompare(b.name))
            .map((node) => (
              <NodeRow key={node.id} node={node} />
            ))}
        </tbody>
      </table>
    </div>
  );
}

function NodeRow({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const { sample } = node;
  return (
    <tr>
      <td>
        <Link to="/nodes/$id" params={{ id: node.id }} className={table.name}>
          {node.name}
        </Link>
        {node.local && <span className={table.dim}> {t('local')}</span>}
      </td>
      <td data-label={t('column.state')}>
        <span>
          <NodeState node={node} /> {!node.linked && <Seen node={node} />}
        </span>
      </td>
      <td data-label={t('column.instances')} className={table.number}>
        {t('runningOf', { running: node.running, total: node.instances })}
      </td>
      <MeterCell label={t('column.cpu')} share={sample?.cpu} text={sample && formatShare(sample.cpu)} />
      <MeterCell
        label={t('column.memory')}
        share={sample && sample.memoryUsed / sample.memory}
        text={sample && formatBytes(sample.memoryUsed)}
      />
      <MeterCell
        label={t('column.disk')}
        share={sample && sample.diskUsed / sample.disk}
        text={sample && formatBytes(sample.diskUsed)}
      />
      <td data-label={t('column.latency')} className={table.number}>
        {node.latencyMillis === undefined ? '–' : formatDuration(node.latencyMillis)}
      </td>
      <td data-label={t('column.version')}>{node.version ?? '–'}</td>
    </tr>
  );
}

function MeterCell({ label, share, text }: { label: string; share: number | undefined; text: string | undefined }) {
  return (
    <td data-label={label} className={table.meterCell}>
      {share === undefined || text === undefined ? '–' : <Meter quiet label={label} share={share} text={text} />}
    </td>
  );
}

function Seen({ node }: { node: Node }) {
  const { t } = useTranslation('nodes');
  const now = useNow();
  return <span className={table.dim}>{node.seen === undefined ? t('neverSeen') : t('seen', { ago: formatAgo(node.seen, now) })}</span>;
}
