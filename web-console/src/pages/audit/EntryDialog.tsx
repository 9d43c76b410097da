import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { AuditEntry, AuditSearch } from '@/api/auditCalls';
import { Button } from '@/design/Button';
import { Facts } from '@/design/Page';
import { Dialog } from '@/design/overlay/Dialog';
import { formatFull } from '@/i18n/format';
import { actText } from './actText';
import styles from './Audit.module.css';
import { Changes } from './Changes';
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
        <Changes before={entry.before} after={entry.after} />
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
