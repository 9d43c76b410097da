import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/design/Mark';
import { LookChoice } from './LookChoice';
import styles from './Session.module.css';

/** The page before sign-in: the mark, one panel, language and theme below. The wide one asks for them itself. */
export function Plain({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.page}>
      <header className={styles.brand}>
        <Mark size={28} />
        <b>{t('product')}</b>
      </header>
      <main className={wide ? `${styles.panel} ${styles.wide}` : styles.panel}>{children}</main>
      {!wide && (
        <footer className={styles.foot}>
          <LookChoice />
        </footer>
      )}
    </div>
  );
}
