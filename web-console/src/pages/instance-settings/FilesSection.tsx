import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { saveDefinition } from '@/api/calls';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { Field, TextField } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { queryClient } from '@/live/queryClient';
import { showInstance } from '@/live/patches';
import { parsePatterns, parseQuota, quotaText } from './filePolicy';

/** How much space an instance may take and which of its files are protected. */
export function FilesSection({ instance }: { instance: Instance }) {
  const { t } = useTranslation(['instance', 'common']);
  const { quota, denied = [] } = instance.definition.files ?? {};
  const [typed, setTyped] = useState<{ quota?: string; denied?: string }>({});
  const shownQuota = typed.quota ?? quotaText(quota);
  const shownDenied = typed.denied ?? denied.join('\n');
  const nextQuota = parseQuota(shownQuota);
  const nextDenied = parsePatterns(shownDenied);
  const dirty = shownQuota !== quotaText(quota) || shownDenied.trim() !== denied.join('\n');
  const isWrong = nextQuota === undefined || nextDenied === undefined;
  const save = useMutation({
    mutationFn: () =>
      saveDefinition(instance.id, instance.revision, {
        ...instance.definition,
        files: { denied: nextDenied ?? denied, ...(typeof nextQuota === 'number' && { quota: nextQuota }) },
      }),
    onSuccess: (saved) => {
      showInstance(saved);
      setTyped({});
      void queryClient.invalidateQueries({ queryKey: ['usage', instance.id] });
      toast(t('settings.files.saved'));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (dirty && !isWrong && !save.isPending) save.mutate();
  };
  return (
    <Section title={t('settings.files.section')}>
      <form onSubmit={submit} className="stack" noValidate>
        <Field
          label={t('settings.files.quota')}
          hint={t('settings.files.quotaHint')}
          inputMode="decimal"
          autoComplete="off"
          disabled={instance.stale}
          value={shownQuota}
          error={nextQuota === undefined ? t('settings.files.quotaError') : undefined}
          onChange={(event) => setTyped({ ...typed, quota: event.target.value })}
        />
        <TextField
          label={t('settings.files.denied')}
          hint={t('settings.files.deniedHint')}
          mono
          rows={4}
          spellCheck={false}
          disabled={instance.stale}
          value={shownDenied}
          error={nextDenied === undefined ? t('settings.files.deniedError') : undefined}
          onChange={(event) => setTyped({ ...typed, denied: event.target.value })}
        />
        {save.error && <ErrorNote error={save.error} />}
        <div className="actions">
          <Button kind="primary" type="submit" pending={save.isPending} disabled={!dirty || isWrong || instance.stale}>
            {t('common:save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
