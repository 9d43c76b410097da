import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { ConfirmByName } from '@/design/ConfirmByName';
import { CheckField } from '@/design/Field';
import { useGrace, useGraceText } from '@/instance/grace';
import { startBatch } from '@/power/batch';

/** Deletes many; the number has to be typed. */
export function DeleteDialog({ instances, onClose }: { instances: readonly Instance[]; onClose: () => void }) {
  const { t } = useTranslation('instances');
  const grace = useGrace(instances.map(({ node }) => node));
  const [chosen, setChosen] = useState<boolean>();
  const files = chosen ?? grace.days !== 0;
  const fate = useGraceText(grace, files);
  const begin = useMutation({
    mutationFn: () => startBatch({ ids: instances.map(({ id }) => id), action: 'delete', withFiles: files }),
    onSuccess: onClose,
  });
  return (
    <ConfirmByName
      title={t('deleteMany.title', { count: instances.length })}
      description={`${t('deleteMany.text')} ${fate}`}
      name={String(instances.length)}
      action={t('deleteMany.confirm')}
      pending={begin.isPending}
      error={begin.error}
      onConfirm={() => begin.mutate()}
      onClose={onClose}
    >
      <CheckField label={t('deleteMany.files')} checked={files} onChange={(event) => setChosen(event.target.checked)} />
    </ConfirmByName>
  );
}
