import { useTranslation } from 'react-i18next';
import { usePage } from '@/app/page';
import { Dot, PageBody, PageHead } from '@/design/Page';
import { useSession } from '@/session/session';
import { ActivitySection } from './ActivitySection';
import { ApiKeysSection } from './apikeys/ApiKeysSection';
import { FactorsSection } from './factors/FactorsSection';
import { IdentitiesSection } from './IdentitiesSection';
import { KeysSection } from './KeysSection';
import { LookSection } from './LookSection';
import { PasswordSection } from './PasswordSection';
import { SessionsSection } from './SessionsSection';
import { useRoleText } from '@/pages/users/roleText';

export default function AccountPage() {
  const { t } = useTranslation(['account', 'common']);
  const roleText = useRoleText();
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
            <span>{roleText(session.user.role)}</span>
            <Dot />
            <span>{t('version', { version: session.version })}</span>
          </>
        }
      />
      <PageBody narrow>
        <LookSection />
        <PasswordSection />
        <FactorsSection />
        <IdentitiesSection />
        <KeysSection />
        <ApiKeysSection />
        <SessionsSection />
        <ActivitySection />
      </PageBody>
    </>
  );
}
