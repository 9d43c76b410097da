import { useTranslation } from 'react-i18next';
import { impersonate } from '@/api/factorCalls';
import { AskDialog } from '@/pages/account/factors/AskDialog';

/** Before an administrator acts as somebody else. */
export function ActDialog({ user, onClose }: { user: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('users');
  return (
    <AskDialog
      title={t('act.title', { name: user.name })}
      text={t('act.text')}
      action={t('act.confirm', { name: user.name })}
      work={() => impersonate(user.id)}
      // A fresh page holds nothing that only the administrator may see.
      onDone={() => location.assign('/')}
      onClose={onClose}
    />
  );
}
