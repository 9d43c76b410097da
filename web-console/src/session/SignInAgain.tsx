import { useTranslation } from 'react-i18next';
import type { Session } from '@/api/types';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { SignInForm } from './SignInForm';

/** The session ended while a page was open: the page stays as it is behind this question. */
export function SignInAgain({ session }: { session: Session }) {
  const { t } = useTranslation('session');
  return (
    <Dialog open onClose={() => undefined} closable={false} title={t('again.title')} description={t('again.text')}>
      <SignInForm name={session.user.name} />
      <Button kind="link" onClick={() => location.assign('/')}>
        {t('again.other')}
      </Button>
    </Dialog>
  );
}
