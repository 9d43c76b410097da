import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountInvitations, inviteToAccount, revokeAccountInvitation, type MadeInvitation } from '@/api/userCalls';
import type { Role } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { InvitationLink } from '@/pages/access/InvitationLink';
import { InvitationList } from '@/pages/access/InvitationList';
import { LinkFields, WEEK } from '@/pages/access/LinkFields';
import { RoleSelect } from '@/pages/roles/RoleSelect';

/** Links by which people make accounts of their own. */
export function AccountInvitations() {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const key = ['account-invitations'];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => accountInvitations(signal) });
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<MadeInvitation>();
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const revoke = useMutation({ mutationFn: revokeAccountInvitation, onSettled: refresh });
  return (
    <Section
      title={t('invite.section')}
      actions={
        <Button small onClick={() => setAsking(true)}>
          {t('invite.open')}
        </Button>
      }
    >
      <p>{t('invite.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {revoke.error && <ErrorNote error={revoke.error} />}
      {query.data && query.data.length > 0 && (
        <InvitationList
          invitations={query.data}
          revoking={revoke.isPending ? revoke.variables : undefined}
          onRevoke={(invitation) => revoke.mutate(invitation.id)}
        />
      )}
      {isAsking && (
        <InviteDialog
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

function InviteDialog({ onMade, onClose }: { onMade: (made: MadeInvitation) => void; onClose: () => void }) {
  const { t } = useTranslation('users');
  const [role, setRole] = useState<Role>('user');
  const [link, setLink] = useState({ hours: WEEK, uses: 1 });
  return (
    <FormDialog
      title={t('invite.title')}
      action={t('invite.make')}
      onSubmit={async () => onMade(await inviteToAccount({ role, ...link }))}
      onClose={onClose}
    >
      <RoleSelect label={t('column.role')} value={role} onChange={setRole} />
      <LinkFields value={link} onChange={setLink} />
    </FormDialog>
  );
}
