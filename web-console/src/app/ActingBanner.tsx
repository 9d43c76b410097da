import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { signOut, useSession } from '@/session/session';
import styles from './ActingBanner.module.css';

/** Over every page while somebody acts as somebody else; stopping leads back to the own session. */
export function ActingBanner({ actor }: { actor: string }) {
  const { t } = useTranslation('session');
  const { user } = useSession();
  return (
    <div className={styles.banner} role="status">
      <span>{t('acting.text', { name: user.name, actor })}</span>
      <Button small onClick={() => void signOut()}>
        {t('acting.stop')}
      </Button>
    </div>
  );
}
