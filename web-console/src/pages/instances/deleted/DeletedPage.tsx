import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deletedInstances, purgeInstance, restoreInstance, type Deleted } from '@/api/listCalls';
import { mayOn } from '@/api/permissions';
import type { Node } from '@/api/types';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { ConfirmByName } from '@/design/ConfirmByName';
import { EmptyState, ErrorNote, Note, Skeleton } from '@/design/Notices';
import { PageBody, PageHead, Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatTime } from '@/i18n/format';
import { useGrace } from '@/instance/grace';
import { showInstance } from '@/live/patches';
import { queryClient } from '@/live/queryClient';
import { useNodes } from '@/live/useLive';
import styles from './Deleted.module.css';

/** Deleted instances of all nodes while they can be had back. */
export default function DeletedPage() {
  const { t } = useTranslation(['instances', 'common']);
  usePage({ label: t('title'), to: '/instances' }, { label: t('deleted.title') });
  const nodes = useNodes();
  return (
    <>
      <PageHead title={t('deleted.title')} meta={<Link to="/instances">{t('deleted.back')}</Link>} />
      <PageBody>
        {nodes.isPending && <Skeleton rows={4} />}
        {nodes.error && <ErrorNote error={nodes.error} onRetry={() => void nodes.refetch()} />}
        {nodes.data?.filter((node) => mayOn(node, 'instance.delete')).map((node) => <OfNode key={node.id} node={node} />)}
      </PageBody>
    </>
  );
}

function OfNode({ node }: { node: Node }) {
  const { t } = useTranslation('instances');
  const query = useQuery({
    queryKey: ['deleted', node.id],
    queryFn: ({ signal }) => deletedInstances(node.id, signal),
    enabled: node.linked,
    gcTime: 0,
  });
  return (
    <Section title={node.name}>
      {!node.linked && <Note kind="unknown">{t('deleted.away')}</Note>}
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <Nothing node={node.id} />}
      {query.data !== undefined && query.data.length > 0 && (
        <ul className={styles.list}>
          {query.data.map((deleted) => (
            <Row key={deleted.id} node={node.id} deleted={deleted} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Nothing({ node }: { node: string }) {
  const { t } = useTranslation('instances');
  const { days } = useGrace([node]);
  return (
    <EmptyState title={t('deleted.none')}>
      {days === 0 ? t('deleted.keepsNothing') : days !== undefined && t('deleted.noneText', { count: days })}
    </EmptyState>
  );
}

function Row({ node, deleted }: { node: string; deleted: Deleted }) {
  const { t } = useTranslation('instances');
  const [asking, setAsking] = useState(false);
  const renew = () => queryClient.invalidateQueries({ queryKey: ['deleted', node] });
  const restore = useMutation({
    mutationFn: () => restoreInstance(node, deleted.id),
    onSuccess: (instance) => {
      showInstance(instance);
      toast(t('deleted.restored', { name: deleted.name }));
      return renew();
    },
  });
  const purge = useMutation({
    mutationFn: () => purgeInstance(node, deleted.id),
    onSuccess: () => {
      setAsking(false);
      return renew();
    },
  });
  return (
    <li className={styles.row} data-deleted={deleted.id}>
      <span className={styles.name}>
        <b>{deleted.name}</b>
        <span className={styles.facts}>
          {[
            t('deleted.at', { ago: formatAgo(deleted.at) }),
            deleted.owner && t('deleted.owner', { name: deleted.owner.name }),
            t('deleted.until', { time: formatTime(deleted.purged) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <Button pending={restore.isPending} onClick={() => restore.mutate()} aria-label={t('deleted.restoreOne', { name: deleted.name })}>
        {t('deleted.restore')}
      </Button>
      <Button kind="danger" onClick={() => setAsking(true)} aria-label={t('deleted.purgeOne', { name: deleted.name })}>
        {t('deleted.purge')}
      </Button>
      {restore.error && (
        <div className={styles.error}>
          <ErrorNote error={restore.error} />
        </div>
      )}
      {asking && (
        <ConfirmByName
          title={t('deleted.purgeTitle', { name: deleted.name })}
          description={t('deleted.purgeText')}
          name={deleted.name}
          action={t('deleted.purge')}
          pending={purge.isPending}
          error={purge.error}
          onConfirm={() => purge.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
