import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { userInstances } from '@/api/userCalls';
import type { User } from '@/api/types';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { useInstances } from '@/live/useLive';
import styles from './Users.module.css';

/** What belongs to somebody, and what they may use beside. */
export function UserInstancesSection({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const query = useQuery({ queryKey: ['user-instances', user.id], queryFn: ({ signal }) => userInstances(user.id, signal) });
  const names = new Map(useInstances().data?.instances.map((instance) => [instance.id, instance.name]));
  const rows = [
    ...(query.data?.owned ?? []).map((id) => ({ id, text: t('instances.owner') })),
    ...(query.data?.memberOf ?? []).map((id) => ({ id, text: t('instances.member') })),
  ];
  return (
    <Section title={t('column.instances')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {query.data && rows.length === 0 && <p>{t('instances.none')}</p>}
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map(({ id, text }) => (
            <li key={id}>
              <div className={styles.item}>
                {names.has(id) ? (
                  <Link to="/instances/$id" params={{ id }}>
                    {names.get(id)}
                  </Link>
                ) : (
                  <code>{id}</code>
                )}
                <small>{text}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
