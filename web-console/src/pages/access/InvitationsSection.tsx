import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invitationsTo, revokeInvitation, type MadeInvitation } from '@/api/userCalls';
import type { MemberList } from '@/api/fileTypes';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { InvitationLink } from './InvitationLink';
import { InvitationList } from './InvitationList';
import { InviteDialog } from './InviteDialog';

/** Links by which people become members. */
export function InvitationsSection({ instance, members }: { instance: Instance; members: MemberList | undefined }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const key = ['invitations', instance.id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => invitationsTo(instance.id, signal) });
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<MadeInvitation>();
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const revoke = useMutation({ mutationFn: (id: string) => revokeInvitation(instance.id, id), onSettled: refresh });
  return (
    <Section
      title={t('invite.section')}
      actions={
        <Button small disabled={!members} onClick={() => setAsking(true)}>
          {t('invite.open')}
        </Button>
      }
    >
      <p>{t('invite.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {revoke.error && <ErrorNote error={revoke.error} />}
      {query.isPending && <Skeleton rows={1} />}
      {query.data && query.data.length > 0 && (
        <InvitationList
          invitations={query.data}
          revoking={revoke.isPending ? revoke.variables : undefined}
          onRevoke={(invitation) => revoke.mutate(invitation.id)}
        />
      )}
      {isAsking && members && (
        <InviteDialog
          instance={instance.id}
          members={members}
          onMade={(result) => {
            setMade(result);
            void refresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {made && <InvitationLink made={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}
