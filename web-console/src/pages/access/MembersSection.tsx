import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { membersOf, removeMember } from '@/api/fileCalls';
import type { Member } from '@/api/fileTypes';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatNumber, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { useRoleNameOf } from '@/pages/roles/useRoles';
import styles from './Access.module.css';
import { InvitationsSection } from './InvitationsSection';
import { MemberDialog } from './MemberDialog';
import { usePermissionText } from './permissionText';

/** People beside the owner, and what each of them may do here. */
export function MembersSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation('access');
  const permissionText = usePermissionText();
  const roleName = useRoleNameOf();
  const now = useNow();
  const client = useQueryClient();
  const key = ['members', instance.id];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => membersOf(instance.id, signal) });
  const [editing, setEditing] = useState<Member | 'new'>();
  const [removing, setRemoving] = useState<Member>();
  const refresh = () => void client.invalidateQueries({ queryKey: key });
  const members = query.data?.members ?? [];
  return (
    <>
      <Section
        title={t('members.section')}
        actions={
          <Button small disabled={!query.data} onClick={() => setEditing('new')}>
            {t('members.add')}
          </Button>
        }
      >
        <p>{t('members.text')}</p>
        {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={2} />}
        {query.data?.members.length === 0 && <p>{t('members.none')}</p>}
        {members.length > 0 && (
          <ul className={styles.members}>
            {members.map((member) => (
              <li key={member.user.id}>
                <div className={styles.member}>
                  <b>{member.user.name}</b>
                  <small>
                    {[
                      member.role !== undefined && roleName(member.role),
                      ...member.permissions.filter((each) => each !== 'instance.view').map(permissionText),
                      member.paths.length > 0 &&
                        t('members.count', { count: member.paths.length, number: formatNumber(member.paths.length) }),
                      member.until !== undefined && endText(member.until, member.ended),
                    ]
                      .filter(Boolean)
                      .join(' · ') || permissionText('instance.view')}
                  </small>
                </div>
                <Button small onClick={() => setEditing(member)}>
                  {t('members.edit')}
                </Button>
                <Button small onClick={() => setRemoving(member)}>
                  {t('members.remove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {editing !== undefined && query.data && (
          <MemberDialog
            instance={instance.id}
            member={editing === 'new' ? undefined : editing}
            members={query.data}
            onSaved={refresh}
            onClose={() => setEditing(undefined)}
          />
        )}
        {removing && (
          <RemoveDialog
            instance={instance.id}
            member={removing}
            onRemoved={refresh}
            onClose={() => setRemoving(undefined)}
          />
        )}
      </Section>
      <InvitationsSection instance={instance} members={query.data} />
    </>
  );

  function endText(until: string, ended: boolean): string {
    return ended ? t('members.ended', { ago: formatAgo(until, now) }) : t('members.ends', { time: formatTime(until, now) });
  }
}

interface RemoveDialogProps {
  instance: string;
  member: Member;
  onRemoved: () => void;
  onClose: () => void;
}

function RemoveDialog({ instance, member, onRemoved, onClose }: RemoveDialogProps) {
  const { t } = useTranslation(['access', 'common']);
  const { id, name } = member.user;
  const remove = useMutation({
    mutationFn: () => removeMember(instance, id),
    onSuccess: () => {
      toast(t('members.removed', { name }));
      onClose();
    },
    onSettled: onRemoved,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('members.removeTitle', { name })}
      description={t('members.removeText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={remove.isPending} onClick={() => remove.mutate()}>
            {t('members.remove')}
          </Button>
        </>
      }
    >
      {remove.error && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
