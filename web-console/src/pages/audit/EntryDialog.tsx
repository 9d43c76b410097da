import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { AuditEntry, AuditSearch } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import { Facts } from '@/design/Page';
import { Dialog } from '@/design/overlay/Dialog';
import table from '@/design/Table.module.css';
import { formatFull } from '@/i18n/format';
import { actText } from './actText';
import styles from './Audit.module.css';
import { Outcome, Who } from './EntryTable';

interface EntryDialogProps {
  entry: AuditEntry;
  onClose: () => void;
  /** Shows only what shares this with the record. */
  onOnly: (part: AuditSearch) => void;
}

/** All that was recorded of one act, with what was before beside what was after. */
export function EntryDialog({ entry, onClose, onOnly }: EntryDialogProps) {
  const { t } = useTranslation('audit');
  const { actor, object } = entry;
  const way = actor.way === 'web' || actor.way === 'api-key' || actor.way === 'sftp' || actor.way === 'daemon' || actor.way === 'panel' ? t(`ways.${actor.way}`) : actor.way;
  const all: [string, ReactNode, boolean][] = [
    [t('column.time'), formatFull(entry.at), true],
    [t('column.who'), <Who key="who" entry={entry} />, true],
    [t('column.object'), [object.kind, object.name, object.id].filter(Boolean).join(' · '), object.kind !== ''],
    [t('column.outcome'), <Outcome key="outcome" entry={entry} />, true],
    [t('way'), [way, actor.address, actor.client].filter(Boolean).join(' · '), actor.way !== ''],
    [t('session'), actor.session, actor.session !== ''],
    [t('request'), actor.request, actor.request !== ''],
    [t('name'), <code key="name">{entry.act}</code>, true],
    [t('hash'), <code key="hash">{entry.hash}</code>, true],
  ];
  return (
    <Dialog open onClose={onClose} wide title={actText(entry.act)} description={t('number', { number: entry.number })}>
      <div className="stack">
        <Changes entry={entry} />
        <Facts facts={all.filter(([, , shown]) => shown).map(([name, value]) => [name, value] as const)} />
        <div className={styles.only}>
          {actor.id !== '' && (
            <Button small onClick={() => onOnly({ user: actor.id })}>
              {t('only.user')}
            </Button>
          )}
          {object.id !== '' && (
            <Button small onClick={() => onOnly({ object: object.id })}>
              {t('only.object')}
            </Button>
          )}
          {actor.address !== '' && (
            <Button small onClick={() => onOnly({ address: actor.address })}>
              {t('only.address')}
            </Button>
          )}
          {object.kind === 'instance' && object.id !== '' && (
            <Link to="/instances/$id" params={{ id: object.id }}>
              {t('only.instance')}
            </Link>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const names = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])].sort();
  const hasBefore = Object.keys(entry.before).length > 0;
  if (names.length === 0) return null;
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('value')}</th>
            {hasBefore && <th scope="col">{t('before')}</th>}
            <th scope="col">{hasBefore ? t('after') : ''}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const before = entry.before[name];
            const after = entry.after[name];
            return (
              <tr key={name}>
                <td className={table.name}>{name}</td>
                {hasBefore && (
                  <td data-label={t('before')} className={styles.value}>
                    {before === undefined ? <span className={table.dim}>–</span> : <del className={before === after ? styles.same : styles.was}>{before || '“”'}</del>}
                  </td>
                )}
                <td data-label={t('after')} className={styles.value}>
                  {after === undefined ? <span className={table.dim}>–</span> : <ins className={hasBefore ? styles.is : styles.same}>{after || '“”'}</ins>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
