import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { verification, verifyAudit, type AuditVerification } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import { CopyBlock } from '@/design/CopyBlock';
import { Meter } from '@/design/Meter';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatFull, formatNumber } from '@/i18n/format';
import styles from './Audit.module.css';

const AGAIN_MILLIS = 500;
const KEY = ['audit-verification'];

/** Has the panel read the whole chain, and tells the first record that is wrong. It goes on when the dialog is closed. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['audit', 'common']);
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => verification(signal),
    refetchInterval: (latest) => (latest.state.data?.running ? AGAIN_MILLIS : false),
    staleTime: 0,
  });
  const start = useMutation({
    mutationFn: verifyAudit,
    onSuccess: (state) => client.setQueryData(KEY, state),
  });
  const state = query.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('verify.title')}
      description={t('verify.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:close')}</Button>
          <Button kind="primary" pending={start.isPending || state?.running === true} onClick={() => start.mutate()}>
            {state?.finished === undefined ? t('verify.start') : t('verify.again')}
          </Button>
        </>
      }
    >
      <div className="stack" aria-live="polite">
        {(start.error ?? query.error) && <ErrorNote error={start.error ?? query.error} />}
        {state?.running && (
          <Meter
            label={t('verify.title')}
            share={state.total === 0 ? 1 : state.checked / state.total}
            text={t('verify.progress', { checked: formatNumber(state.checked), total: formatNumber(state.total) })}
            quiet
          />
        )}
        {state?.finished !== undefined && !state.running && <Result state={state} finished={state.finished} />}
      </div>
    </Dialog>
  );
}

function Result({ state, finished }: { state: AuditVerification; finished: string }) {
  const { t } = useTranslation('audit');
  const kind = state.fault;
  if (state.failure !== undefined) return <p className={styles.bad}>{t('verify.failure', { code: state.failure })}</p>;
  if (state.faultAt !== undefined) {
    return (
      <div className={styles.bad} role="alert">
        <strong>{t('verify.fault', { number: state.faultAt })}</strong>
        {(kind === 'changed' || kind === 'missing' || kind === 'torn' || kind === 'cut' || kind === 'short') && (
          <p>{t(`verify.kind.${kind}`)}</p>
        )}
      </div>
    );
  }
  return (
    <>
      <div className={styles.good}>
        <strong>{t('verify.whole', { checked: formatNumber(state.checked) })}</strong>
        <p>{t('verify.at', { time: formatFull(finished) })}</p>
      </div>
      {state.newest > 0 && (
        <>
          <CopyBlock label={t('verify.keep')} text={`${state.newest}:${state.hash}`} />
        </>
      )}
    </>
  );
}
