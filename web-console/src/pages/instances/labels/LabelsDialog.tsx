import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Dialog } from '@/design/overlay/Dialog';
import { LabelsForm } from './LabelsForm';

export function LabelsDialog({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const { t } = useTranslation('instances');
  return (
    <Dialog open onClose={onClose} title={t('labels.title', { name: instance.name })}>
      <LabelsForm instance={instance} onSaved={onClose} onCancel={onClose} />
    </Dialog>
  );
}
