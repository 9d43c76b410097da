import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endUserSession, endUserSessions, resetFactors, userSessions } from '@/api/factorCalls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';
import { AskDialog } from '@/pages/account/factors/AskDialog';
import { SessionList } from '@/pages/account/SessionList';

/** Where somebody is signed in, for administrators; and the way back for who lost all second factors. */
export function SignInsDialog({ user, onClose }: { user: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation(['users', 'common']);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const key = ['user-sessions', user.id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => userSessions(user.id, signal) });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const end = useMutation({ mutationFn: (handle: string) => endUserSession(user.id, handle), onSettled: refresh });
  const endAll = useMutation({
    mutationFn: () => endUserSessions(user.id),
    onSuccess: () => toast(t('signIns.ended', { name: user.name })),
    onSettled: refresh,
  });
  if (asking) {
    return (
      <AskDialog
        title={t('signIns.resetTitle', { name: user.name })}
        text={t('signIns.resetText')}
        action={t('signIns.resetDo')}
        work={() => resetFactors(user.id)}
        onDone={() => {
          toast(t('signIns.resetDone', { name: user.name }));
          onClose();
        }}
        onClose={() => setAsking(false)}
      />
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('signIns.title', { name: user.name })}
      actions={
        <>
          <Button onClick={() => setAsking(true)}>{t('signIns.reset')}</Button>
          <Button
            kind="danger"
            pending={endAll.isPending}
            disabled={query.data?.length === 0}
            onClick={() => endAll.mutate()}
          >
            {t('signIns.endAll')}
          </Button>
        </>
      }
    >
      {query.isPending && <Skeleton rows={2} />}
      {(query.error ?? end.error ?? endAll.error) && <ErrorNote error={query.error ?? end.error ?? endAll.error} />}
      {query.data?.length === 0 && <p>{t('signIns.none')}</p>}
      {query.data && <SessionList sessions={query.data} onEnd={(handle) => end.mutate(handle)} ending={end.isPending ? end.variables : undefined} />}
    </Dialog>
  );
}
