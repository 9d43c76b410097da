import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '@/api/auditCalls';
import { Facts } from '@/design/Page';
import { Dialog } from '@/design/overlay/Dialog';
import table from '@/design/Table.module.css';
import { formatFull } from '@/i18n/format';
import { whoOf } from './EntryTable';

/** All that was recorded of one act, with what was before beside what was after. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const { actor, object } = entry;
  const facts: [string, string][] = [
    [t('column.time'), formatFull(entry.at)],
    [t('column.who'), whoOf(entry) || t('panel')],
    [t('column.object'), [object.kind, object.name, object.id].filter(Boolean).join(' · ')],
    [t('column.outcome'), [entry.outcome, entry.code].filter(Boolean).join(' · ')],
    [t('way'), [actor.way, actor.address, actor.client].filter(Boolean).join(' · ')],
    [t('request'), actor.request],
    [t('hash'), entry.hash],
  ];
  const names = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])].sort();
  return (
    <Dialog open onClose={onClose} wide title={entry.act} description={t('number', { number: entry.number })}>
      <Facts facts={facts.filter(([, value]) => value !== '')} />
      {names.length > 0 && (
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('value')}</th>
                <th scope="col">{t('before')}</th>
                <th scope="col">{t('after')}</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <td className={table.name}>{name}</td>
                  <td data-label={t('before')}>{entry.before[name] ?? '–'}</td>
                  <td data-label={t('after')}>{entry.after[name] ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
