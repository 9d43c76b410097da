import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sftpOf } from '@/api/fileCalls';
import { asProblem } from '@/api/problem';
import type { Instance } from '@/api/types';
import { CopyBlock } from '@/design/CopyBlock';
import { ErrorNote, Note, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import styles from './Access.module.css';

/** What an SFTP client has to be told. */
export function SftpSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('access');
  const query = useQuery({
    queryKey: ['sftp', instance.id],
    queryFn: ({ signal }) => sftpOf(instance.id, signal),
    retry: false,
  });
  const problem = query.error && asProblem(query.error).code;
  return (
    <Section title={t('sftp.section')}>
      {query.isPending && <Skeleton rows={3} />}
      {problem === 'CAPABILITY_MISSING' && <Note>{t('sftp.off')}</Note>}
      {problem === 'NODE_AWAY' && <Note kind="unknown">{t('sftp.away')}</Note>}
      {query.error && problem !== 'CAPABILITY_MISSING' && problem !== 'NODE_AWAY' && (
        <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Facts {...query.data} host={query.data.host ?? location.hostname} />}
    </Section>
  );
}

function Facts({ host, port, user, fingerprint }: { host: string; port: number; user: string; fingerprint: string }) {
  const { t } = useTranslation('access');
  return (
    <>
      <p>{t('sftp.text')}</p>
      <div className={styles.facts}>
        <CopyBlock label={t('sftp.host')} text={host} />
        <CopyBlock label={t('sftp.port')} text={String(port)} />
        <CopyBlock label={t('sftp.user')} text={user} />
      </div>
      <CopyBlock label={t('sftp.command')} text={`sftp -P ${port} ${user}@${host}`} />
      <div>
        <CopyBlock label={t('sftp.fingerprint')} text={fingerprint} />
        <small className={styles.hint}>{t('sftp.fingerprintHint')}</small>
      </div>
    </>
  );
}
