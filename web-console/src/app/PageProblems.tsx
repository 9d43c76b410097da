import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { EmptyState, ErrorNote } from '@/design/Notices';
import styles from './Layout.module.css';
import { usePage } from './page';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  usePage({ label: t('notFound.title') });
  return (
    <EmptyState page title={t('notFound.title')} action={<Link to="/instances">{t('notFound.back')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}

/** A page broke; the shell around it goes on. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { t } = useTranslation('shell');
  const again = () => {
    reset();
    void router.invalidate();
  };
  // After an update of the panel the old page's parts are gone; only a reload brings the new ones.
  const partMissing =
    error instanceof Error && /dynamically imported module|Importing a module script|preload CSS/i.test(error.message);
  return (
    <div className={styles.pageError}>
      {partMissing ? (
        <EmptyState
          page
          title={t('updated.title')}
          action={
            <Button kind="primary" onClick={() => location.reload()}>
              {t('updated.reload')}
            </Button>
          }
        >
          {t('updated.text')}
        </EmptyState>
      ) : (
        <ErrorNote error={error} onRetry={again} />
      )}
    </div>
  );
}
