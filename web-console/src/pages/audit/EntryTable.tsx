import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import table from '@/design/Table.module.css';
import { formatMoment } from '@/i18n/format';

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
              <td>
                <Button kind="link" onClick={() => onOpen(entry)}>
                  <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
                </Button>
              </td>
              <td data-label={t('column.who')}>{whoOf(entry) || t('panel')}</td>
              <td data-label={t('column.act')}>{entry.act}</td>
              <td data-label={t('column.object')}>{entry.object.name || entry.object.id}</td>
              <td data-label={t('column.outcome')}>
                {outcomeOf(entry) === undefined ? entry.outcome : t(`outcome.${outcomeOf(entry) ?? 'unknown'}`)}
                {entry.code !== '' && <span className={table.dim}> {entry.code}</span>}
              </td>
              <td data-label={t('column.address')}>{entry.actor.address}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const whoOf = ({ actor }: AuditEntry): string => (actor.asName === '' ? actor.name : `${actor.name} → ${actor.asName}`);

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
