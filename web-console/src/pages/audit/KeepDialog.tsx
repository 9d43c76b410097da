import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { auditRetention, keepAudit, type AuditRetention } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { toast } from '@/design/toasts';

/** How long records are kept. */
export function KeepDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('audit');
  const query = useQuery({ queryKey: ['audit-retention'], queryFn: ({ signal }) => auditRetention(signal) });
  return (
    <Dialog open onClose={onClose} title={t('keep.title')} description={t('keep.text')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {query.data && <KeepForm kept={query.data} onClose={onClose} />}
    </Dialog>
  );
}

function KeepForm({ kept, onClose }: { kept: AuditRetention; onClose: () => void }) {
  const { t } = useTranslation(['audit', 'common']);
  const [days, setDays] = useState(String(kept.days));
  const [records, setRecords] = useState(String(kept.records));
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => keepAudit({ days: Number(days), records: Number(records) }),
    onSuccess: (saved) => {
      client.setQueryData(['audit-retention'], saved);
      void client.invalidateQueries({ queryKey: ['audit'] });
      toast(t('keep.done', { days: saved.days }));
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="stack">
      <Field
        label={t('keep.days')}
        hint={t('keep.daysHint')}
        type="number"
        required
        min={1}
        max={3650}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <Field
        label={t('keep.records')}
        hint={t('keep.recordsHint')}
        type="number"
        required
        min={1000}
        max={50_000_000}
        value={records}
        onChange={(event) => setRecords(event.target.value)}
      />
      {save.error && <ErrorNote error={save.error} />}
      <div className="actions">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button kind="primary" type="submit" pending={save.isPending}>
          {t('keep.save')}
        </Button>
      </div>
    </form>
  );
}
