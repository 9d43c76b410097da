import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addSshKey, removeSshKey, sshKeys } from '@/api/fileCalls';
import type { SshKey } from '@/api/fileTypes';
import { Button } from '@/design/Button';
import { Field, TextField } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from './Account.module.css';

/** Public keys that sign this person in over SFTP. */
export function KeysSection() {
  const { t } = useTranslation('account');
  const now = useNow();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SshKey>();
  const query = useQuery({ queryKey: ['ssh-keys'], queryFn: ({ signal }) => sshKeys(signal) });
  const keys = query.data ?? [];
  return (
    <Section
      title={t('keys.section')}
      actions={
        !adding && (
          <Button small onClick={() => setAdding(true)}>
            {t('keys.add')}
          </Button>
        )
      }
    >
      <p>{t('keys.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={1} />}
      {query.data?.length === 0 && !adding && <p>{t('keys.none')}</p>}
      {keys.length > 0 && (
        <ul className={styles.sessions}>
          {keys.map((key) => (
            <li key={key.id}>
              <div className={styles.session}>
                <b>{key.name}</b>
                <small className="mono">{key.fingerprint}</small>
                <small>
                  {[
                    key.text.split(' ')[0],
                    t('keys.facts', { created: formatTime(key.created, now) }),
                    key.lastUsed ? t('keys.used', { ago: formatAgo(key.lastUsed, now) }) : t('keys.neverUsed'),
                  ].join(' · ')}
                </small>
              </div>
              <Button small onClick={() => setRemoving(key)}>
                {t('keys.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <NewKey onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog sshKey={removing} onClose={() => setRemoving(undefined)} />}
    </Section>
  );
}

function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const isPrivate = /PRIVATE KEY/.test(text);
  const add = useMutation({
    mutationFn: () => addSshKey(name.trim(), text.trim()),
    onSuccess: (key) => {
      toast(t('keys.added', { name: key.name }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['ssh-keys'] }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '' && !isPrivate && !add.isPending) add.mutate();
  };
  const problem = isPrivate ? t('keys.private') : tried && text.trim() === '' ? t('keys.needed') : undefined;
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <TextField
        label={t('keys.key')}
        hint={t('keys.keyHint')}
        error={problem}
        mono
        rows={3}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Field
        label={t('keys.name')}
        hint={t('keys.nameHint')}
        maxLength={80}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {add.error && <ErrorNote error={add.error} />}
      <div className="actions">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button kind="primary" type="submit" pending={add.isPending}>
          {t('keys.add')}
        </Button>
      </div>
    </form>
  );
}

function RemoveDialog({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeSshKey(sshKey.id),
    onSuccess: () => {
      toast(t('keys.removed', { name: sshKey.name }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['ssh-keys'] }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.removeTitle', { name: sshKey.name })}
      description={t('keys.removeText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={remove.isPending} onClick={() => remove.mutate()}>
            {t('keys.remove')}
          </Button>
        </>
      }
    >
      {remove.error && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
