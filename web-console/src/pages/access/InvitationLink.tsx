import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { CopyBlock } from '@/design/CopyBlock';
import { Dialog } from '@/design/overlay/Dialog';
import type { MadeInvitation } from '@/api/userCalls';
import { formatFull } from '@/i18n/format';

/** The link, this once. */
export function InvitationLink({ made, onClose }: { made: MadeInvitation; onClose: () => void }) {
  const { t } = useTranslation(['access', 'common']);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('invite.made')}
      description={t('invite.madeText', { time: formatFull(made.invitation.expires) })}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      }
    >
      <CopyBlock label={t('invite.link')} text={`${location.origin}/invite#${made.secret}`} />
    </Dialog>
  );
}
