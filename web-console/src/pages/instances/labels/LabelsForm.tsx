import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { putLabels } from '@/api/listCalls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, TextField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { showInstance } from '@/live/patches';

const words = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean);

/** Tags, folder and notes of one instance; what somebody else wrote meanwhile is not overwritten. */
export function LabelsForm({ instance, onSaved, onCancel }: { instance: Instance; onSaved: () => void; onCancel?: () => void }) {
  const { t } = useTranslation(['instances', 'common']);
  const [revision] = useState(instance.labels?.revision ?? 0);
  const [tags, setTags] = useState((instance.labels?.tags ?? []).join(', '));
  const [folder, setFolder] = useState((instance.labels?.folder ?? []).join('/'));
  const [notes, setNotes] = useState(instance.labels?.notes ?? '');
  const save = useMutation({
    mutationFn: () => putLabels(instance.id, revision, { tags: words(tags, ','), notes, folder: words(folder, '/') }),
    onSuccess: (labels) => {
      showInstance({ ...instance, labels });
      onSaved();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={t('labels.tags')}
        hint={t('labels.tagsHint')}
        value={tags}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTags(event.target.value)}
      />
      <Field
        label={t('labels.folder')}
        hint={t('labels.folderHint')}
        value={folder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setFolder(event.target.value)}
      />
      <TextField
        label={t('labels.notes')}
        value={notes}
        rows={5}
        maxLength={4000}
        onChange={(event) => setNotes(event.target.value)}
      />
      {save.error && <ErrorNote error={save.error} />}
      <div className="actions">
        {onCancel && <Button onClick={onCancel}>{t('common:cancel')}</Button>}
        <Button kind="primary" type="submit" pending={save.isPending}>
          {t('labels.save')}
        </Button>
      </div>
    </form>
  );
}
