import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { enrolNode } from '@/api/calls';
import type { Enrolment } from '@/api/types';
import { Button } from '@/design/Button';
import { CopyBlock } from '@/design/CopyBlock';
import { Field } from '@/design/Field';
import { ErrorNote, Note } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { formatDuration } from '@/i18n/format';
import { useNodes } from '@/live/useLive';
import { useNow } from '@/live/useNow';

/** A one-time key and the command to run on the machine; it tells when the node has come. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['nodes', 'common']);
  const [name, setName] = useState('');
  const enrol = useMutation({ mutationFn: () => enrolNode(name.trim()) });
  if (enrol.data) return <Key enrolment={enrol.data} onClose={onClose} onAgain={() => enrol.mutate()} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    enrol.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('enrol.title')} description={t('enrol.text')}>
      <form onSubmit={submit} className="stack">
        <Field
          label={t('enrol.name')}
          hint={t('enrol.nameHint')}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
        />
        {enrol.error && <ErrorNote error={enrol.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={enrol.isPending}>
            {t('enrol.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Key({ enrolment, onClose, onAgain }: { enrolment: Enrolment; onClose: () => void; onAgain: () => void }) {
  const { t } = useTranslation(['nodes', 'common']);
  const now = useNow();
  const nodes = useNodes().data;
  const [before] = useState(() => new Set(nodes?.map((node) => node.id)));
  const joined = nodes?.find((node) => !before.has(node.id));
  const left = new Date(enrolment.expires).getTime() - now;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('enrol.runTitle')}
      description={t('enrol.run')}
      actions={<Button kind="primary" onClick={onClose}>{joined ? t('enrol.done') : t('common:close')}</Button>}
    >
      <CopyBlock label={t('enrol.command')} text={enrolment.command} />
      <CopyBlock label={t('enrol.key')} text={enrolment.key} />
      <div role="status">
        {joined ? (
          <Note>{t('enrol.joined', { name: joined.name })}</Note>
        ) : left > 0 ? (
          <Note>{t('enrol.waiting', { left: formatDuration(left) })}</Note>
        ) : (
          <Note kind="moving">
            {t('enrol.expired')}{' '}
            <Button kind="link" onClick={onAgain}>
              {t('enrol.again')}
            </Button>
          </Note>
        )}
      </div>
    </Dialog>
  );
}
