import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { HoldButton } from './HoldButton';
import { usePower } from './usePower';

/** Kill for one or many; the button wants to be held. */
export function KillDialog({ instances, onClose }: { instances: readonly Instance[]; onClose: () => void }) {
  const { t } = useTranslation(['instance', 'common']);
  const power = usePower();
  const first = instances[0];
  const title =
    instances.length === 1 && first
      ? t('kill.title', { name: first.name })
      : t('kill.titleMany', { count: instances.length });
  return (
    <Dialog
      open={instances.length > 0}
      onClose={onClose}
      title={title}
      description={t('kill.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <HoldButton
            hint={t('kill.hint')}
            onHeld={() => {
              power(instances, 'kill');
              onClose();
            }}
          >
            {t('kill.hold')}
          </HoldButton>
        </>
      }
    />
  );
}
