import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayOn } from '@/api/permissions';
import type { Instance } from '@/api/types';
import { usePage } from '@/app/page';
import { PHONE, useMedia } from '@/app/useMedia';
import { Button } from '@/design/Button';
import buttons from '@/design/Button.module.css';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { Dot, PageHead } from '@/design/Page';
import { needsAttention } from '@/instance/stateText';
import { useInstances, useNodes } from '@/live/useLive';
import { JobResults } from '@/power/JobResults';
import { KillDialog } from '@/power/KillDialog';
import { useMay } from '@/session/session';
import { DeleteDialog } from './batch/DeleteDialog';
import { StagedDialog } from './batch/StagedDialog';
import { BulkBar } from './BulkBar';
import { CloneDialog } from './CloneDialog';
import { filterInstances, formatSort, parseSort, parseState, type Sort } from './filter';
import { Filters } from './Filters';
import { InstanceCards } from './InstanceCards';
import styles from './Instances.module.css';
import { InstanceTable } from './InstanceTable';
import { FolderBar } from './labels/FolderBar';
import { LabelsDialog } from './labels/LabelsDialog';
import type { RowOptions } from './RowActions';
import { moved, useChoices } from './useChoices';
import { useSelection } from './useSelection';
import { SavedViews } from './views/SavedViews';

const NONE: Instance[] = [];

export default function InstancesPage() {
  const { t } = useTranslation(['instances', 'common']);
  usePage({ label: t('title') });
  const search = useSearch({ from: '/instances' });
  const navigate = useNavigate({ from: '/instances' });
  const query = useInstances();
  const phone = useMedia(PHONE);
  const mayCreate = useMay('instance.create');
  const mayDelete = useMay('instance.delete');
  const creatable = useCreatable();
  const [asked, setAsked] = useState<Asked>();
  const ask = useCallback((dialog: Asked['dialog'], instances: readonly Instance[]) => setAsked({ dialog, instances }), []);
  const onKill = useCallback((instances: readonly Instance[]) => ask('kill', instances), [ask]);
  const choices = useChoices();

  const all = query.data?.instances ?? NONE;
  const sort = useMemo(() => parseSort(search.sort), [search.sort]);
  const q = useDeferredValue(search.q ?? '');
  const state = parseState(search.state);
  const folder = useMemo(() => search.folder?.split('/').filter(Boolean) ?? [], [search.folder]);
  const tags = useMemo(() => search.tags?.split(',').filter(Boolean) ?? [], [search.tags]);
  const starred = search.starred ? choices.starred : undefined;
  const shown = useMemo(
    () => filterInstances(all, { q, state, node: search.node, tags, folder, starred }, sort, choices.order),
    [all, q, state, search.node, tags, folder, starred, sort, choices.order],
  );
  const selection = useSelection(shown);

  const change = useCallback(
    (next: Partial<typeof search>) => {
      void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  const changeSort = useCallback((next: Sort) => change({ sort: formatSort(next) }), [change]);
  const clear = () => change({ q: undefined, state: undefined, node: undefined, tags: undefined, folder: undefined, starred: undefined });

  const move = (id: string, to: number) =>
    choices.setOrder(moved(shown.map((instance) => instance.id), choices.order, id, to));
  const rowOptions: RowOptions = {
    creatable,
    starred: choices.starred,
    onStar: choices.toggleStar,
    onAsk: ask,
    onMove: sort.key === 'manual' && !sort.descending ? move : undefined,
  };

  const grid = phone || search.view === 'grid';
  const List = grid ? InstanceCards : InstanceTable;
  return (
    <>
      <PageHead
        title={t('title')}
        meta={all.length > 0 && query.data && <Meta instances={all} total={query.data.total} />}
        actions={
          <>
            {mayDelete && (
              <Link to="/instances/deleted" className={buttons.button}>
                {t('deleted.open')}
              </Link>
            )}
            {mayCreate && (
              <Link to="/instances/new" className={`${buttons.button} ${buttons.primary}`}>
                {t('new')}
              </Link>
            )}
          </>
        }
      />
      {all.length > 0 && (
        <>
          <Filters search={search} instances={all} onChange={change} phone={phone}>
            <SavedViews search={search} views={choices.views} onSave={choices.saveView} onDrop={choices.dropView} />
          </Filters>
          <FolderBar
            instances={all}
            folder={folder}
            onChange={(next) => change({ folder: next.length === 0 ? undefined : next.join('/') })}
          />
        </>
      )}
      <div className={styles.body}>
        <JobResults />
        {query.error !== null && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {query.data !== undefined && all.length === 0 && <NoInstances mayCreate={mayCreate} />}
        {all.length > 0 && shown.length === 0 && (
          <EmptyState title={t('noMatch.title')} action={<Button onClick={clear}>{t('noMatch.clear')}</Button>}>
            {t('noMatch.text', { count: all.length })}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <List
            instances={shown}
            selection={selection}
            sort={sort}
            onSort={changeSort}
            onKill={onKill}
            options={rowOptions}
          />
        )}
        <BulkBar selection={selection} matching={shown.length} onAsk={ask} />
      </div>
      {asked && <Dialogs asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

export interface Asked {
  dialog: 'kill' | 'labels' | 'clone' | 'staged' | 'delete';
  instances: readonly Instance[];
}

function Dialogs({ asked: { dialog, instances }, onClose }: { asked: Asked; onClose: () => void }) {
  const [first] = instances;
  if (first === undefined) return null;
  switch (dialog) {
    case 'kill':
      return <KillDialog instances={instances} onClose={onClose} />;
    case 'labels':
      return <LabelsDialog instance={first} onClose={onClose} />;
    case 'clone':
      return <CloneDialog instance={first} onClose={onClose} />;
    case 'staged':
      return <StagedDialog instances={instances} onClose={onClose} />;
    case 'delete':
      return <DeleteDialog instances={instances} onClose={onClose} />;
  }
}

function Meta({ instances, total }: { instances: readonly Instance[]; total: number }) {
  const { t } = useTranslation('instances');
  const nodes = new Set(instances.map((instance) => instance.node)).size;
  const running = instances.filter((instance) => !instance.stale && instance.state.type === 'running').length;
  const attention = instances.filter(needsAttention).length;
  return (
    <>
      <span>{t('meta.total', { count: total, nodes: t('meta.nodes', { count: nodes }) })}</span>
      <Dot />
      <span>{t('meta.running', { count: running })}</span>
      {attention > 0 && (
        <>
          <Dot />
          <Link to="/instances" search={{ state: 'attention' }} className={styles.attention}>
            {t('meta.attention', { count: attention })}
          </Link>
        </>
      )}
      {instances.length < total && (
        <>
          <Dot />
          <span>{t('meta.shown', { count: instances.length })}</span>
        </>
      )}
    </>
  );
}

/** The nodes on which this person may make instances. */
function useCreatable(): ReadonlySet<string> {
  const nodes = useNodes(useMay('node.view')).data;
  return useMemo(
    () => new Set((nodes ?? []).filter((node) => mayOn(node, 'instance.create')).map((node) => node.id)),
    [nodes],
  );
}

function NoInstances({ mayCreate }: { mayCreate: boolean }) {
  const { t } = useTranslation('instances');
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        mayCreate && (
          <Link to="/instances/new" className={`${buttons.button} ${buttons.primary}`}>
            {t('new')}
          </Link>
        )
      }
    >
      {mayCreate ? t('empty.text') : t('empty.textUser')}
    </EmptyState>
  );
}
