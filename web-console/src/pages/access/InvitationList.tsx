import { useTranslation } from 'react-i18next';
import type { Invitation } from '@/api/userCalls';
import { Button } from '@/design/Button';
import { formatAgo, formatNumber } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { useRoleNameOf } from '@/pages/roles/useRoles';
import styles from './Access.module.css';
import { usePermissionText } from './permissionText';

export interface InvitationListProps {
  invitations: readonly Invitation[];
  revoking: string | undefined;
  onRevoke: (invitation: Invitation) => void;
}

/** Links that were made: to what, until when, how often used. */
export function InvitationList({ invitations, revoking, onRevoke }: InvitationListProps) {
  const { t } = useTranslation('access');
  const roleName = useRoleNameOf();
  const permissionText = usePermissionText();
  const now = useNow();
  return (
    <ul className={styles.members}>
      {invitations.map((invitation) => {
        const given = [
          invitation.role !== undefined && roleName(invitation.role),
          ...invitation.permissions.filter((each) => each !== 'instance.view').map(permissionText),
        ].filter(Boolean);
        return (
          <li key={invitation.id}>
            <div className={styles.member}>
              <b>{given.join(' · ') || permissionText('instance.view')}</b>
              <small>
                {[
                  t('invite.by', { name: invitation.inviter ?? '–' }),
                  stateText(invitation),
                  t('invite.used', { used: formatNumber(invitation.used), uses: formatNumber(invitation.uses) }),
                ].join(' · ')}
              </small>
            </div>
            <Button
              small
              pending={revoking === invitation.id}
              aria-label={t('invite.revokeLabel', { name: given.join(', ') })}
              onClick={() => onRevoke(invitation)}
            >
              {t('invite.revoke')}
            </Button>
          </li>
        );
      })}
    </ul>
  );

  function stateText({ expires, used, uses }: Invitation): string {
    if (used >= uses) return t('invite.spent');
    const ago = formatAgo(expires, now);
    return new Date(expires).getTime() <= now ? t('invite.expired', { ago }) : t('invite.expires', { ago });
  }
}
