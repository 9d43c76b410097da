import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeBatch, type Batch, type BatchItem } from '@/api/listCalls';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Skeleton } from '@/design/Notices';
import { useProblemTexts } from '@/design/problemTexts';
import { formatNumber } from '@/i18n/format';
import { useBatchItems } from '@/live/batches';
import styles from './Tray.module.css';

/** One action on many instances: how far, what failed, and on demand the result of each. */
export function BatchRow({ batch }: { batch: Batch }) {
  const { t } = useTranslation('tray');
  const [chosen, setChosen] = useState<boolean>();
  // What failed is seen without asking.
  const open = chosen ?? batch.failed > 0;
  const remove = useMutation({ mutationFn: () => removeBatch(batch.id) });
  const over = batch.ended !== undefined;
  const title = t(`batch.${batch.action}`, { count: batch.total, number: formatNumber(batch.total) });
  const facts = [
    t('batch.progress', { done: formatNumber(batch.done), total: formatNumber(batch.total) }),
    batch.failed > 0 && t('batch.failed', { count: batch.failed }),
    batch.cancelled > 0 && t('batch.cancelled', { count: batch.cancelled }),
  ];
  return (
    <li className={styles.row} data-batch={batch.action} data-over={over}>
      <span className={styles.name}>{title}</span>
      <span className={styles.buttons}>
        <Button
          kind="ghost"
          icon
          small
          aria-label={t(over ? 'batch.dismiss' : 'batch.cancel', { title })}
          pending={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <X size={14} aria-hidden="true" />
        </Button>
      </span>
      <span className={batch.failed > 0 ? styles.warned : styles.state}>{facts.filter(Boolean).join(' · ')}</span>
      {!over && (
        <progress
          className={styles.progress}
          aria-label={title}
          max={batch.total}
          value={batch.done + batch.failed + batch.cancelled}
        />
      )}
      <details className={styles.log} open={open} onToggle={(event) => event.currentTarget.open !== open && setChosen(event.currentTarget.open)}>
        <summary>{t('batch.results')}</summary>
        {open && <Items id={batch.id} />}
      </details>
    </li>
  );
}

function Items({ id }: { id: string }) {
  const { data } = useBatchItems(id);
  if (data?.items === undefined) return <Skeleton rows={1} />;
  return (
    // A long list scrolls, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={styles.items} tabIndex={0}>
      {data.items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: BatchItem }) {
  const { t } = useTranslation('tray');
  return (
    <li data-phase={item.phase}>
      {item.name} {'–'} {item.problem ? <Reason problem={item.problem} /> : t(`batch.phase.${item.phase}`)}
    </li>
  );
}

function Reason({ problem }: { problem: NonNullable<BatchItem['problem']> }) {
  const { title, remedy } = useProblemTexts(new ProblemError({ code: problem.code, status: 0, params: problem.params }));
  return <span className={styles.warned}>{[title, remedy].filter(Boolean).join('. ')}</span>;
}
