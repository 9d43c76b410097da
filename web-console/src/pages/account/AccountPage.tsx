import { useTranslation } from 'react-i18next';
import { usePage } from '@/app/page';
import { Dot, PageBody, PageHead } from '@/design/Page';
import { useSession } from '@/session/session';
import { KeysSection } from './KeysSection';
import { LookSection } from './LookSection';
import { PasswordSection } from './PasswordSection';
import { SessionsSection } from './SessionsSection';

export default function AccountPage() {
  const { t } = useTranslation(['account', 'common']);
  const session = useSession();
  usePage({ label: t('title') });
  return (
    <>
      <PageHead
        title={t('title')}
        meta={
          <>
            <span>{session.user.name}</span>
            <Dot />
            <span>{t(`common:role.${session.user.role}`)}</span>
            <Dot />
            <span>{t('version', { version: session.version })}</span>
          </>
        }
      />
      <PageBody narrow>
        <LookSection />
        <PasswordSection />
        <KeysSection />
        <SessionsSection />
      </PageBody>
    </>
  );
}
