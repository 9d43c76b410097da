import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditExport, auditPage, OUTCOMES, type AuditEntry, type AuditSearch } from '@/api/auditCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { Field, SelectField } from '@/design/Field';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { formatMoment } from '@/i18n/format';
import styles from './Audit.module.css';
import { EntryDialog } from './EntryDialog';
import { EntryTable } from './EntryTable';

export default function AuditPage() {
  return (
    <NeedsRight right="audit.read">
      <Audit />
    </NeedsRight>
  );
}

function Audit() {
  const { t } = useTranslation('audit');
  usePage({ label: t('title') });
  const search = useDeferredValue(useSearch({ from: '/audit' }));
  const [open, setOpen] = useState<AuditEntry>();
  const query = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => auditPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const last = entries.at(-1);
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <a href={auditExport(search, 'csv')} download>
              {t('export.csv')}
            </a>
            <a href={auditExport(search, 'jsonl')} download>
              {t('export.jsonl')}
            </a>
          </>
        }
      />
      <PageBody>
        <Filters />
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {query.data && entries.length === 0 && !query.hasNextPage && <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>}
        {entries.length > 0 && <EntryTable entries={entries} onOpen={setOpen} />}
        {query.hasNextPage && (
          <p className={styles.more}>
            <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('older')}
            </Button>{' '}
            {last && <span>{t('until', { time: formatMoment(last.at) })}</span>}
          </p>
        )}
      </PageBody>
      {open && <EntryDialog entry={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Filters() {
  const { t } = useTranslation('audit');
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const set = (part: AuditSearch) =>
    void navigate({
      search: (former) => ({ ...former, ...part }),
      replace: true,
    });
  const or = (text: string) => (text === '' ? undefined : text);
  return (
    <div className={styles.filters} role="search" aria-label={t('filter.title')}>
      <Field
        label={t('filter.text')}
        type="search"
        value={search.q ?? ''}
        onChange={(event) => set({ q: or(event.target.value) })}
      />
      <Field
        label={t('filter.act')}
        placeholder="instance.power"
        value={search.act ?? ''}
        onChange={(event) => set({ act: or(event.target.value) })}
      />
      <SelectField
        label={t('filter.outcome')}
        value={search.outcome ?? ''}
        onChange={(event) => set({ outcome: or(event.target.value) })}
      >
        <option value="">{t('filter.any')}</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`outcome.${outcome}`)}
          </option>
        ))}
      </SelectField>
      <Field
        label={t('filter.from')}
        type="date"
        value={search.from ?? ''}
        onChange={(event) => set({ from: or(event.target.value) })}
      />
      <Field label={t('filter.to')} type="date" value={search.to ?? ''} onChange={(event) => set({ to: or(event.target.value) })} />
      {(search.user !== undefined || search.object !== undefined) && (
        <Button onClick={() => set({ user: undefined, object: undefined })}>{t('filter.everything')}</Button>
      )}
    </div>
  );
}
