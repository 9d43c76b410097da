import { useTranslation } from 'react-i18next';
import type { AccountSession } from '@/api/types';
import { Button } from '@/design/Button';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from './Account.module.css';
import { clientName } from './clientName';

const KNOWN = ['password', 'passkey', 'set-up', 'login-link', 'impersonation', 'totp', 'recovery-code'] as const;

export interface SessionListProps {
  sessions: readonly AccountSession[];
  onEnd: (handle: string) => void;
  /** The one that is being ended. */
  ending: string | undefined;
}

export function SessionList({ sessions, onEnd, ending }: SessionListProps) {
  const { t } = useTranslation('account');
  const now = useNow();
  /** `password+totp`; a provider's name stands for itself. */
  const method = (session: AccountSession) =>
    session.method
      .split('+')
      .map((part) => {
        const known = KNOWN.find((each) => each === part);
        return known === undefined ? part : t(`sessions.method.${known}`, { actor: session.actor ?? '' });
      })
      .join(' + ');
  if (sessions.length === 0) return null;
  return (
    <ul className={styles.sessions}>
      {sessions.map((session) => (
        <li key={session.handle}>
          <div className={styles.session}>
            <b title={session.client}>{clientName(session.client) ?? t('sessions.unknownClient')}</b>{' '}
            {session.current ? t('sessions.current') : t('sessions.seen', { ago: formatAgo(session.lastSeen, now) })}
            <small>
              {t('sessions.facts', {
                method: method(session),
                address: session.address,
                created: formatTime(session.created, now),
                expires: formatTime(session.expires, now),
              })}
            </small>
          </div>
          {!session.current && (
            <Button small pending={ending === session.handle} onClick={() => onEnd(session.handle)}>
              {t('sessions.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
