import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveMember } from '@/api/fileCalls';
import type { Member, MemberList } from '@/api/fileTypes';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { UserPicker } from '@/pages/users/UserPicker';
import { emptyGrant, GrantFields, grantOf, grantProblems, toGrant } from './GrantFields';

export interface MemberDialogProps {
  instance: string;
  member: Member | undefined;
  members: MemberList;
  onSaved: () => void;
  onClose: () => void;
}

/** One member: a role, permissions as boxes, levels for single paths, and an end. */
export function MemberDialog({ instance, member, members, onSaved, onClose }: MemberDialogProps) {
  const { t } = useTranslation('access');
  const [name, setName] = useState(member?.user.name ?? '');
  const [grant, setGrant] = useState(() => (member ? grantOf(member) : emptyGrant(members.grantable)));
  const [tried, setTried] = useState(false);
  const isNameless = name.trim() === '';
  const save = async () => {
    setTried(true);
    if (isNameless || grantProblems(grant)) throw new Error('fields');
    const saved = await saveMember(instance, name.trim(), toGrant(grant));
    toast(t('members.saved', { name: saved.user.name }));
    onSaved();
  };
  return (
    <FormDialog
      wide
      title={member ? t('members.editTitle', { name: member.user.name }) : t('members.addTitle')}
      action={t('members.save')}
      valid={!isNameless && !grantProblems(grant)}
      onSubmit={save}
      onClose={onClose}
    >
      {member === undefined && (
        <UserPicker
          label={t('members.name')}
          value={name}
          error={tried && isNameless ? t('members.nameNeeded') : undefined}
          onChange={setName}
        />
      )}
      <GrantFields grant={grant} members={members} onChange={setGrant} />
    </FormDialog>
  );
}
