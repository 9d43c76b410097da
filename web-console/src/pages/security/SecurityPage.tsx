import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { securitySettings } from '@/api/keyCalls';
import { NeedsRight } from '@/app/NeedsRight';
import { usePage } from '@/app/page';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { PageBody, PageHead } from '@/design/Page';
import { useMay } from '@/session/session';
import { AllKeysSection } from './AllKeysSection';
import { SecurityForm } from './SecurityForm';
import { WaitsSection } from './WaitsSection';

export default function SecurityPage() {
  return (
    <NeedsRight right="panel.manage">
      <Security />
    </NeedsRight>
  );
}

function Security() {
  const { t } = useTranslation('security');
  usePage({ label: t('title') });
  const mayUsers = useMay('user.manage');
  const query = useQuery({ queryKey: ['security'], queryFn: ({ signal }) => securitySettings(signal), staleTime: 0 });
  return (
    <>
      <PageHead title={t('title')} />
      <PageBody narrow>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={6} />}
        {query.data && <SecurityForm saved={query.data} />}
        <WaitsSection />
        {mayUsers && <AllKeysSection />}
      </PageBody>
    </>
  );
}
