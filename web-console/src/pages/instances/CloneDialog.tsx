import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cloneInstance } from '@/api/listCalls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { CheckField, Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { showTask } from '@/live/patches';
import { wantTray } from '@/tray/trayHost';

/** A second instance like this one on the same node; its files are copied by a task. */
export function CloneDialog({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const { t } = useTranslation(['instances', 'common']);
  const [name, setName] = useState(t('clone.proposed', { name: instance.name }).slice(0, 80));
  const [files, setFiles] = useState(true);
  const copy = useMutation({
    mutationFn: () => cloneInstance(instance.id, name.trim(), files),
    onSuccess: ({ task }) => {
      showTask(task);
      wantTray();
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !copy.isPending) copy.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('clone.title', { name: instance.name })} description={t('clone.text')}>
      <form className="stack" onSubmit={submit}>
        <Field label={t('clone.name')} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        <CheckField label={t('clone.files')} checked={files} onChange={(event) => setFiles(event.target.checked)} />
        {copy.error && <ErrorNote error={copy.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={copy.isPending} disabled={name.trim() === ''}>
            {t('clone.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
