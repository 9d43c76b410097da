import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';

export interface RevokeDialogProps {
  apiKey: ApiKey;
  revoke: (id: string) => Promise<void>;
  onRevoked: () => void;
  onClose: () => void;
}

export function RevokeDialog({ apiKey, revoke, onRevoked, onClose }: RevokeDialogProps) {
  const { t } = useTranslation(['security', 'common']);
  const send = useMutation({
    mutationFn: () => revoke(apiKey.id),
    onSuccess: () => {
      toast(t('keys.revoked', { name: apiKey.name }));
      onClose();
    },
    onSettled: onRevoked,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.revokeTitle', { name: apiKey.name })}
      description={t('keys.revokeText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={send.isPending} onClick={() => send.mutate()}>
            {t('keys.revoke')}
          </Button>
        </>
      }
    >
      {send.error && <ErrorNote error={send.error} />}
    </Dialog>
  );
}
