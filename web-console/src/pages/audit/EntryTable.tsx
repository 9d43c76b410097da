import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '@/api/auditCalls';
import table from '@/design/Table.module.css';
import { formatFull, formatMoment } from '@/i18n/format';
import { actText } from './actText';
import styles from './Audit.module.css';

/** One row a record, newest first; on phones a card. */
export function EntryTable({ entries, onOpen }: { entries: readonly AuditEntry[]; onOpen: (entry: AuditEntry) => void }) {
  const { t } = useTranslation('audit');
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            {(['time', 'who', 'act', 'object', 'outcome', 'address'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td className={table.dim} data-label={t('column.time')}>
                <time dateTime={entry.at} title={formatFull(entry.at)}>
                  {formatMoment(entry.at)}
                </time>
              </td>
              <td data-label={t('column.who')} className={styles.who}>
                <Who entry={entry} />
              </td>
              <td data-label={t('column.act')}>
                <button
                  type="button"
                  className={styles.act}
                  aria-label={t('details', { number: entry.number, act: actText(entry.act) })}
                  onClick={() => onOpen(entry)}
                >
                  {actText(entry.act)}
                </button>
              </td>
              <td data-label={t('column.object')} className={styles.object}>
                <bdi>{summary(entry)}</bdi>
              </td>
              <td data-label={t('column.outcome')}>
                <Outcome entry={entry} />
              </td>
              <td className={table.dim} data-label={t('column.address')}>
                {entry.actor.address}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Names are what people chose: each keeps its direction to itself. */
export function Who({ entry: { actor } }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  if (actor.name === '') return <span className={table.dim}>{actor.way === 'panel' ? t('panel') : actor.id || t('nobody')}</span>;
  return <bdi>{actor.asName === '' ? actor.name : t('as', { name: actor.name, other: actor.asName })}</bdi>;
}

export function Outcome({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const outcome = outcomeOf(entry);
  return (
    <span className={`${styles.outcome} ${styles[outcome ?? 'unknown']}`}>
      {outcome === undefined ? entry.outcome : t(`outcome.${outcome}`)}
      {entry.code !== '' && <code>{entry.code}</code>}
    </span>
  );
}

/** What it is about, and which part of it where there is one. */
function summary({ object, after }: AuditEntry): string {
  const name = object.name || object.id;
  return [name, after.path ?? after.member ?? ''].filter(Boolean).join(' · ');
}

export function outcomeOf({ outcome }: AuditEntry): 'done' | 'refused' | 'failed' | 'unknown' | undefined {
  switch (outcome) {
    case 'done':
    case 'refused':
    case 'failed':
    case 'unknown':
      return outcome;
    default:
      return undefined;
  }
}
