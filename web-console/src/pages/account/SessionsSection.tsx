import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountSessions, endSession } from '@/api/calls';
import { endOtherSessions } from '@/api/factorCalls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { SessionList } from './SessionList';

/** Where this account is signed in, and the end of each. */
export function SessionsSection() {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['account-sessions'], queryFn: ({ signal }) => accountSessions(signal) });
  const refresh = () => client.invalidateQueries({ queryKey: ['account-sessions'] });
  const end = useMutation({ mutationFn: endSession, onSettled: refresh });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => toast(t('sessions.othersEnded')),
    onSettled: refresh,
  });
  const sessions = [...(query.data ?? [])].sort(
    (a, b) => Number(b.current) - Number(a.current) || (a.lastSeen < b.lastSeen ? 1 : -1),
  );
  return (
    <Section title={t('sessions.section')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {(end.error ?? endOthers.error) && <ErrorNote error={end.error ?? endOthers.error} />}
      {query.isPending && <Skeleton rows={2} />}
      <SessionList sessions={sessions} onEnd={(handle) => end.mutate(handle)} ending={end.isPending ? end.variables : undefined} />
      {sessions.length > 1 && (
        <div className="actions">
          <Button pending={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </Section>
  );
}
