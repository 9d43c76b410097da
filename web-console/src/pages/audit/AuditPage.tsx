import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditExport, auditPage, type AuditEntry } from '@/api/auditCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { Menu, MenuItem } from '@/design/overlay/Menu';
import { formatMoment } from '@/i18n/format';
import { useMay } from '@/session/session';
import styles from './Audit.module.css';
import { EntryDialog } from './EntryDialog';
import { EntryTable } from './EntryTable';
import { Filters, useFilter } from './Filters';
import { KeepDialog } from './KeepDialog';
import { VerifyDialog } from './VerifyDialog';

export default function AuditPage() {
  return (
    <NeedsRight right="audit.read">
      <Audit />
    </NeedsRight>
  );
}

function Audit() {
  const { t } = useTranslation(['audit', 'common']);
  usePage({ label: t('title') });
  const search = useDeferredValue(useSearch({ from: '/audit' }));
  const mayManage = useMay('audit.manage');
  const set = useFilter();
  const [open, setOpen] = useState<AuditEntry | 'verify' | 'keep'>();
  const query = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => auditPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  // One answer looks at a bounded number of records: where it found none of them, the next one may.
  const isLooking = hasNextPage && !query.error && query.data?.pages.at(-1)?.entries.length === 0;
  useEffect(() => {
    if (isLooking && !isFetchingNextPage) void fetchNextPage();
  }, [isLooking, isFetchingNextPage, fetchNextPage]);
  const last = entries.at(-1);
  return (
    <>
      <PageHead
        title={t('title')}
        meta={<span>{t('subtitle')}</span>}
        actions={
          <>
            <Button onClick={() => setOpen('verify')}>{t('verify.open')}</Button>
            <Menu
              trigger={
                <Button icon aria-label={t('more')}>
                  <Ellipsis size={16} aria-hidden="true" />
                </Button>
              }
            >
              <MenuItem onSelect={() => location.assign(auditExport(search, 'csv'))}>{t('export.csv')}</MenuItem>
              <MenuItem onSelect={() => location.assign(auditExport(search, 'jsonl'))}>{t('export.jsonl')}</MenuItem>
              {mayManage && <MenuItem onSelect={() => setOpen('keep')}>{t('keep.title')}</MenuItem>}
            </Menu>
          </>
        }
      />
      <PageBody>
        <Filters known={entries} />
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {query.data && entries.length === 0 && !hasNextPage && <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>}
        {entries.length > 0 && <EntryTable entries={entries} onOpen={setOpen} />}
        {isLooking && <Skeleton rows={3} />}
        {hasNextPage && !isLooking && (
          <p className={styles.more}>
            <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('older')}
            </Button>{' '}
            {last && <span>{t('until', { time: formatMoment(last.at) })}</span>}
          </p>
        )}
      </PageBody>
      {open === 'verify' && <VerifyDialog onClose={() => setOpen(undefined)} />}
      {open === 'keep' && <KeepDialog onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && (
        <EntryDialog
          entry={open}
          onClose={() => setOpen(undefined)}
          onOnly={(part) => {
            setOpen(undefined);
            set(part);
          }}
        />
      )}
    </>
  );
}
