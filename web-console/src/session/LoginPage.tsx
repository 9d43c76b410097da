import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Plain } from './Plain';
import styles from './Session.module.css';
import { SignInForm } from './SignInForm';

export default function LoginPage() {
  const { t } = useTranslation('session');
  const { t: common } = useTranslation('common');
  useEffect(() => {
    document.title = `${t('title')} – ${common('product')}`;
  }, [t, common]);
  return (
    <Plain>
      <h1 className={styles.title}>{t('title')}</h1>
      <SignInForm />
    </Plain>
  );
}
