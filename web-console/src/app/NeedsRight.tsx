import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HousePermission } from '@/api/permissions';
import { EmptyState } from '@/design/Notices';
import { holds, useMay, useSession } from '@/session/session';
import { usePage } from './page';

/** A page that an address or an old link led to, for somebody who may not see it. The panel would refuse anyway. */
export function NeedsRight({ right, children }: { right: HousePermission; children: ReactNode }) {
  return useMay(right) ? children : <NoRight />;
}

/** One of them is enough. */
export function NeedsAnyRight({ rights, children }: { rights: readonly HousePermission[]; children: ReactNode }) {
  const session = useSession();
  return rights.some((right) => holds(session, right)) ? children : <NoRight />;
}

function NoRight() {
  const { t } = useTranslation('shell');
  usePage({ label: t('noRight.title') });
  return (
    <EmptyState page title={t('noRight.title')} action={<Link to="/instances">{t('notFound.back')}</Link>}>
      {t('noRight.text')}
    </EmptyState>
  );
}
