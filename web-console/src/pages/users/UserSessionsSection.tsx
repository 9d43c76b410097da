import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endUserSessions, userSessions } from '@/api/userCalls';
import type { User } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { formatAgo } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { clientName } from '@/pages/account/clientName';
import styles from './Users.module.css';

/** Where somebody is signed in, with an end for each and for all. */
export function UserSessionsSection({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const now = useNow();
  const client = useQueryClient();
  const key = ['user-sessions', user.id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => userSessions(user.id, signal) });
  const end = useMutation({
    mutationFn: (handle: string | undefined) => endUserSessions(user.id, handle),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const sessions = query.data ?? [];
  return (
    <Section
      title={t('sessions.section')}
      actions={
        sessions.some((session) => !session.current) && (
          <Button small pending={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('signOut.open')}
          </Button>
        )
      }
    >
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {end.error && <ErrorNote error={end.error} />}
      {query.isPending && <Skeleton rows={2} />}
      {query.data?.length === 0 && <p>{t('sessions.none')}</p>}
      {sessions.length > 0 && (
        <ul className={styles.list}>
          {sessions.map((session) => (
            <li key={session.handle}>
              <div className={styles.item}>
                <b title={session.client}>{clientName(session.client) ?? t('sessions.unknownClient')}</b>
                <small>{t('sessions.facts', { address: session.address, ago: formatAgo(session.lastSeen, now) })}</small>
              </div>
              {session.current ? (
                <small>{t('sessions.current')}</small>
              ) : (
                <Button small onClick={() => end.mutate(session.handle)}>
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
