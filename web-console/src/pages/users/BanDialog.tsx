import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeUser, changeUsers, type UserResult } from '@/api/userCalls';
import type { User } from '@/api/types';
import { Field } from '@/design/Field';
import { toast } from '@/design/toasts';
import { FormDialog } from '@/files/dialogs/FormDialog';
import { isPast, MomentField, momentOf } from './MomentField';

export interface BanDialogProps {
  users: readonly User[];
  onClose: () => void;
  onChanged: () => void;
  /** For many: what came of each. */
  onResults?: (results: UserResult[]) => void;
}

/** Nobody signs in with these accounts from now on, for a reason and perhaps for a time. */
export function BanDialog({ users, onClose, onChanged, onResults }: BanDialogProps) {
  const { t } = useTranslation('users');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [first] = users;
  const end = momentOf(until);
  const isOver = isPast(until);
  if (first === undefined) return null;
  const save = async () => {
    const more = { ...(end && { until: end.toISOString() }) };
    if (onResults) {
      onResults(
        await changeUsers({
          action: 'disable',
          users: users.map((user) => user.id),
          ...(reason.trim() !== '' && { reason: reason.trim() }),
          ...more,
        }),
      );
    } else {
      await changeUser(first.id, { disabled: true, banReason: reason, ...(end && { disabledUntil: end.toISOString() }) });
      toast(t('ban.done', { name: first.name }));
    }
    onChanged();
  };
  return (
    <FormDialog
      title={onResults ? t('ban.titleMany', { count: users.length }) : t('ban.title', { name: first.name })}
      description={t('ban.text')}
      action={t('ban.confirm')}
      valid={!isOver}
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label={t('ban.reason')}
        hint={t('ban.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <MomentField label={t('ban.until')} hint={t('ban.untilHint')} value={until} error={isOver ? t('past') : undefined} onChange={setUntil} />
    </FormDialog>
  );
}
