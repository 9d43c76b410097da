import { useTranslation } from 'react-i18next';
import { resetFactors } from '@/api/factorCalls';
import { toast } from '@/design/toasts';
import { AskDialog } from '@/pages/account/factors/AskDialog';

/** The way back for who lost all second factors. */
export function ResetFactorsDialog({ user, onClose }: { user: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('users');
  return (
    <AskDialog
      title={t('factors.resetTitle', { name: user.name })}
      text={t('factors.resetText')}
      action={t('factors.resetDo')}
      work={() => resetFactors(user.id)}
      onDone={() => {
        toast(t('factors.resetDone', { name: user.name }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
