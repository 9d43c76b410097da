import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { backUp, backupAddress, deleteBackup, type BackupFile, type Storage } from '@/api/storageCalls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { Meter } from '@/design/Meter';
import { ErrorNote, Note } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { Section } from '@/design/Page';
import { Segmented } from '@/design/Segmented';
import table from '@/design/Table.module.css';
import { toast } from '@/design/toasts';
import { formatAgo, formatBytes, formatMoment, formatNumber } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from './Storage.module.css';
import { useStorageChange } from './useStorageChange';

const SHORTEST = 8;

export function BackupSection({ storage }: { storage: Storage }) {
  const { t } = useTranslation('storage');
  const now = useNow();
  const [keys, setKeys] = useState<'with' | 'without'>('with');
  const [passphrase, setPassphrase] = useState('');
  const [leaving, setLeaving] = useState<BackupFile>();
  const begin = useStorageChange(backUp, () => setPassphrase(''));
  const running = storage.work?.state === 'running';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    begin.mutate(keys === 'with' ? passphrase : null);
  };
  return (
    <Section title={t('backup.section')}>
      <p>{t('backup.text')}</p>
      <p>{storage.lastBackup ? t('backup.last', { ago: formatAgo(storage.lastBackup, now) }) : t('backup.never')}</p>
      <form onSubmit={submit} className="stack">
        <div className={styles.choice}>
          <Segmented
            label={t('backup.begin')}
            value={keys}
            onChange={setKeys}
            choices={[
              { value: 'with', label: t('backup.with') },
              { value: 'without', label: t('backup.without') },
            ]}
          />
        </div>
        {keys === 'with' ? (
          <Field
            label={t('backup.passphrase')}
            type="password"
            autoComplete="new-password"
            required
            minLength={SHORTEST}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
            hint={t('backup.passphraseHint')}
          />
        ) : (
          <p className={styles.quiet}>{t('backup.withoutHint')}</p>
        )}
        {begin.error && <ErrorNote error={begin.error} />}
        <div className="actions">
          <Button
            kind="primary"
            type="submit"
            pending={begin.isPending || running}
            disabled={keys === 'with' && passphrase.length < SHORTEST && !running}
          >
            {t('backup.begin')}
          </Button>
        </div>
      </form>
      <Progress work={storage.work} />
      {storage.backups.length > 0 && <Backups backups={storage.backups} onDelete={setLeaving} />}
      <p className={styles.quiet}>{t('backup.folder', { folder: storage.backupFolder })}</p>
      {leaving && <DeleteDialog backup={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  );
}

function Progress({ work }: { work: Storage['work'] }) {
  const { t } = useTranslation('storage');
  if (!work) return null;
  switch (work.state) {
    case 'running':
      return (
        <Meter
          label={t('backup.progress')}
          share={work.total === 0 ? 0 : work.rows / work.total}
          text={t('backup.running', { rows: formatNumber(work.rows), total: formatNumber(work.total) })}
        />
      );
    case 'done':
      return (
        <div role="status">
          <Note>{t('backup.done', { name: work.name })}</Note>
        </div>
      );
    case 'failed':
      return (
        <div role="alert">
          <Note kind="moving">{t('backup.failed', { explanation: work.explanation })}</Note>
        </div>
      );
  }
}

function Backups({ backups, onDelete }: { backups: readonly BackupFile[]; onDelete: (backup: BackupFile) => void }) {
  const { t } = useTranslation('storage');
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('backup.name')}</th>
            <th scope="col">{t('backup.made')}</th>
            <th scope="col" className={table.number}>
              {t('backup.size')}
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.name}>
              <td className={table.name}>{backup.name}</td>
              <td data-label={t('backup.made')}>{formatMoment(backup.made)}</td>
              <td data-label={t('backup.size')} className={table.number}>
                {formatBytes(backup.bytes)}
              </td>
              <td>
                <span className={styles.links}>
                  <a href={backupAddress(backup.name)} download aria-label={`${t('backup.download')} ${backup.name}`}>
                    {t('backup.download')}
                  </a>
                  <Button kind="link" aria-label={`${t('backup.delete')} ${backup.name}`} onClick={() => onDelete(backup)}>
                    {t('backup.delete')}
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeleteDialog({ backup, onClose }: { backup: BackupFile; onClose: () => void }) {
  const { t } = useTranslation(['storage', 'common']);
  const gone = useStorageChange(deleteBackup, (name) => {
    toast(t('backup.deleted', { name }));
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('backup.deleteTitle', { name: backup.name })}
      description={t('backup.deleteText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={gone.isPending} onClick={() => gone.mutate(backup.name)}>
            {t('backup.delete')}
          </Button>
        </>
      }
    >
      {gone.error && <ErrorNote error={gone.error} />}
    </Dialog>
  );
}
