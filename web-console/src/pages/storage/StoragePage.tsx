import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { storage } from '@/api/storageCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { ErrorNote, Note, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { formatAgo } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { BackupSection } from './BackupSection';
import { MoveSection } from './MoveSection';
import { NowSection } from './NowSection';
import { PlannedSection } from './PlannedSection';
import { STORAGE_KEY } from './useStorageChange';

const POLL_MILLIS = 700;

export default function StoragePage() {
  return (
    <NeedsRight right="storage.manage">
      <StorageView />
    </NeedsRight>
  );
}

function StorageView() {
  const { t } = useTranslation('storage');
  usePage({ label: t('title') });
  const now = useNow();
  const query = useQuery({
    queryKey: STORAGE_KEY,
    queryFn: ({ signal }) => storage(signal),
    refetchInterval: ({ state }) => (state.data?.work?.state === 'running' ? POLL_MILLIS : false),
    staleTime: 0,
  });
  const found = query.data;
  return (
    <>
      <PageHead title={t('title')} />
      <PageBody narrow>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {found?.switched && (
          <Note kind={found.switched.done ? 'plain' : 'moving'}>
            <div>
              <b>{t(found.switched.done ? 'switched.done' : 'switched.failed', { ago: formatAgo(found.switched.at, now) })}</b>
              <br />
              {found.switched.explanation}
            </div>
          </Note>
        )}
        {found?.plan && <PlannedSection plan={found.plan} file={found.file} />}
        {found && (
          <>
            <NowSection storage={found} />
            <BackupSection storage={found} />
            {found.kind === 'derby' && !found.plan && <MoveSection />}
            {found.kind === 'postgres' && <p>{t('back')}</p>}
          </>
        )}
      </PageBody>
    </>
  );
}
