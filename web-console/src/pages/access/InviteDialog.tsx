import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberList } from '@/api/fileTypes';
import { inviteTo, type MadeInvitation } from '@/api/userCalls';
import { CheckField } from '@/design/Field';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { useMay } from '@/session/session';
import { emptyGrant, GrantFields, grantProblems, toGrant } from './GrantFields';
import { LinkFields, WEEK } from './LinkFields';

export interface InviteDialogProps {
  instance: string;
  members: MemberList;
  onMade: (made: MadeInvitation) => void;
  onClose: () => void;
}

/** What the people behind a link will be allowed to do. */
export function InviteDialog({ instance, members, onMade, onClose }: InviteDialogProps) {
  const { t } = useTranslation('access');
  const [grant, setGrant] = useState(() => emptyGrant(members.grantable));
  const [link, setLink] = useState({ hours: WEEK, uses: 1 });
  const [newAccount, setNewAccount] = useState(false);
  const mayMake = useMay('user.manage');
  const send = async () => onMade(await inviteTo(instance, { ...toGrant(grant), ...link, newAccount }));
  return (
    <FormDialog
      wide
      title={t('invite.title')}
      action={t('invite.make')}
      valid={!grantProblems(grant)}
      onSubmit={send}
      onClose={onClose}
    >
      <GrantFields grant={grant} members={members} onChange={setGrant} />
      <LinkFields value={link} onChange={setLink} />
      {mayMake && (
        <CheckField
          label={t('invite.newAccount')}
          hint={t('invite.newAccountHint')}
          checked={newAccount}
          onChange={(event) => setNewAccount(event.target.checked)}
        />
      )}
    </FormDialog>
  );
}
