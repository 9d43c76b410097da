import { useTranslation } from 'react-i18next';
import type { ConsolePresence } from '@/api/peopleCalls';
import { initials, visibleText } from './names';
import styles from './People.module.css';

const MOST = 4;

/** Who has the console open, as initials; all of them in words for who can't see or hover. */
export function Viewers({ presence, self }: { presence: ConsolePresence | undefined; self: string | undefined }) {
  const { t } = useTranslation('console');
  const viewers = presence?.viewers ?? [];
  // Alone one needs no mirror.
  if (viewers.every(({ user }) => user === self)) return null;
  const words = viewers.map(({ user, name, writes }) => {
    const shown = visibleText(name ?? t('people.gone'));
    const label = writes ? shown : t('people.watching', { name: shown });
    return { user, name: name ?? '?', writes, label: user === self ? t('people.you', { name: shown }) : label };
  });
  const all = words.map(({ label }) => label).join(', ');
  return (
    <span className={styles.viewers} role="img" aria-label={t('people.here', { names: all })} title={all}>
      {words.slice(0, MOST).map(({ user, name, writes }) => (
        <span key={user} className={writes ? styles.avatar : `${styles.avatar ?? ''} ${styles.watching ?? ''}`} aria-hidden="true">
          {initials(name)}
        </span>
      ))}
      {words.length > MOST && (
        <span className={styles.avatar} aria-hidden="true">{`+${words.length - MOST}`}</span>
      )}
    </span>
  );
}
