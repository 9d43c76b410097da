import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { startBatch } from '@/power/batch';

const MOST_AT_ONCE = 50;
const MOST_SECONDS = 600;

/** A start of many, a few at a time, so that a node isn't overrun. */
export function StagedDialog({ instances, onClose }: { instances: readonly Instance[]; onClose: () => void }) {
  const { t } = useTranslation(['instances', 'common']);
  const [atOnce, setAtOnce] = useState('2');
  const [seconds, setSeconds] = useState('5');
  const isGood = within(atOnce, 1, MOST_AT_ONCE) && within(seconds, 0, MOST_SECONDS);
  const begin = useMutation({
    mutationFn: () =>
      startBatch({
        ids: instances.map(({ id }) => id),
        action: 'start',
        atOnce: Number(atOnce),
        spacingMillis: Math.round(Number(seconds) * 1000),
      }),
    onSuccess: onClose,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isGood && !begin.isPending) begin.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('staged.title', { count: instances.length })} description={t('staged.text')}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t('staged.atOnce')}
          type="number"
          min={1}
          max={MOST_AT_ONCE}
          value={atOnce}
          onChange={(event) => setAtOnce(event.target.value)}
        />
        <Field
          label={t('staged.spacing')}
          type="number"
          min={0}
          max={MOST_SECONDS}
          value={seconds}
          onChange={(event) => setSeconds(event.target.value)}
        />
        {begin.error && <ErrorNote error={begin.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={begin.isPending} disabled={!isGood}>
            {t('staged.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const within = (text: string, least: number, most: number): boolean =>
  text.trim() !== '' && Number(text) >= least && Number(text) <= most;
