import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { ConfirmByName } from '@/design/ConfirmByName';
import { CheckField } from '@/design/Field';
import { startBatch } from '@/power/batch';

/** Deletes many; the number has to be typed. */
export function DeleteDialog({ instances, onClose }: { instances: readonly Instance[]; onClose: () => void }) {
  const { t } = useTranslation('instances');
  const [files, setFiles] = useState(true);
  return (
    <ConfirmByName
      title={t('deleteMany.title', { count: instances.length })}
      description={t('deleteMany.text')}
      name={String(instances.length)}
      action={t('deleteMany.confirm')}
      pending={false}
      error={null}
      onConfirm={() => {
        void startBatch({ ids: instances.map(({ id }) => id), action: 'delete', withFiles: files });
        onClose();
      }}
      onClose={onClose}
    >
      <CheckField label={t('deleteMany.files')} checked={files} onChange={(event) => setFiles(event.target.checked)} />
    </ConfirmByName>
  );
}
