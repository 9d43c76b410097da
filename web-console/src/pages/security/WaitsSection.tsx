import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liftSignInWait, signInWaits, type SignInWait } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatNumber } from '@/i18n/format';
import styles from '../account/Account.module.css';

const AGAIN_MILLIS = 10_000;

/** Who is slowed after wrong passwords, and the way to let them in at once. */
export function WaitsSection() {
  const { t } = useTranslation('security');
  const query = useQuery({ queryKey: ['sign-in-waits'], queryFn: ({ signal }) => signInWaits(signal), staleTime: 0, refetchInterval: AGAIN_MILLIS });
  return (
    <Section title={t('waits.section')}>
      <p>{t('waits.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={1} />}
      {query.data?.length === 0 && <p>{t('waits.none')}</p>}
      {query.data && query.data.length > 0 && (
        <ul className={styles.sessions}>
          {query.data.map((each) => (
            <Row key={each.address} wait={each} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ wait }: { wait: SignInWait }) {
  const { t } = useTranslation('security');
  const client = useQueryClient();
  const { address, failures, seconds } = wait;
  const lift = useMutation({
    mutationFn: () => liftSignInWait(address),
    onSuccess: () => toast(t('waits.lifted', { address })),
    onSettled: () => client.invalidateQueries({ queryKey: ['sign-in-waits'] }),
  });
  return (
    <li>
      <div className={styles.session}>
        <b>{address}</b>
        <small>
          <bdi>
            {wait.names.length === 0
              ? t('waits.codes', { count: failures, number: formatNumber(failures) })
              : t('waits.failures', { count: failures, number: formatNumber(failures), names: wait.names.join(', ') })}
          </bdi>
        </small>
        <small>{seconds === 0 ? t('waits.now') : t('waits.seconds', { count: seconds, number: formatNumber(seconds) })}</small>
        {lift.error && <ErrorNote error={lift.error} />}
      </div>
      <Button small pending={lift.isPending} aria-label={`${t('waits.lift')}: ${address}`} onClick={() => lift.mutate()}>
        {t('waits.lift')}
      </Button>
    </li>
  );
}
