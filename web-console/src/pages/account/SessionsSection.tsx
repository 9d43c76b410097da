import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountSessions, endSession } from '@/api/calls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from './Account.module.css';
import { clientName } from './clientName';

/** Where this account is signed in, and the end of each. */
export function SessionsSection() {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const now = useNow();
  const query = useQuery({ queryKey: ['account-sessions'], queryFn: ({ signal }) => accountSessions(signal) });
  const refresh = () => client.invalidateQueries({ queryKey: ['account-sessions'] });
  const end = useMutation({ mutationFn: endSession, onSettled: refresh });
  const sessions = [...(query.data ?? [])].sort(
    (a, b) => Number(b.current) - Number(a.current) || (a.lastSeen < b.lastSeen ? 1 : -1),
  );
  return (
    <Section title={t('sessions.section')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {end.error && <ErrorNote error={end.error} />}
      {query.isPending && <Skeleton rows={2} />}
      {sessions.length > 0 && (
        <ul className={styles.sessions}>
          {sessions.map((session) => (
            <li key={session.handle}>
              <div className={styles.session}>
                <b title={session.client}>{clientName(session.client) ?? t('sessions.unknownClient')}</b>{' '}
                {session.current ? t('sessions.current') : t('sessions.seen', { ago: formatAgo(session.lastSeen, now) })}
                <small>
                  {t('sessions.facts', {
                    address: session.address,
                    created: formatTime(session.created, now),
                    expires: formatTime(session.expires, now),
                  })}
                </small>
              </div>
              {!session.current && (
                <Button
                  small
                  pending={end.isPending && end.variables === session.handle}
                  onClick={() => end.mutate(session.handle)}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
