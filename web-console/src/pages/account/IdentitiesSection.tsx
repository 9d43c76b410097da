import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bindByPassword, ownIdentities, unbind, type BoundIdentity } from '@/api/providerCalls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { ProviderIcon } from '@/session/ProviderIcon';
import { leaveToBind, signInChoices, type SignInWay } from '@/session/providers';
import styles from './Account.module.css';

/** Identities elsewhere that sign this person in. Not there while there are no providers. */
export function IdentitiesSection() {
  const { t } = useTranslation('account');
  const now = useNow();
  const [typing, setTyping] = useState<SignInWay>();
  const [removing, setRemoving] = useState<BoundIdentity>();
  const choices = useQuery({ queryKey: ['sign-in'], queryFn: signInChoices });
  const own = useQuery({ queryKey: ['identities'], queryFn: ({ signal }) => ownIdentities(signal) });
  const leave = useMutation({ mutationFn: (provider: string) => leaveToBind(provider) });
  const bound = own.data ?? [];
  const free = (choices.data?.providers ?? []).filter((way) => !bound.some((identity) => identity.provider === way.id));
  if (bound.length === 0 && free.length === 0) return null;
  return (
    <Section title={t('identities.section')}>
      <p>{t('identities.text')}</p>
      {own.error && <ErrorNote error={own.error} onRetry={() => void own.refetch()} />}
      {bound.length === 0 && <p>{t('identities.none')}</p>}
      {bound.length > 0 && (
        <ul className={styles.sessions}>
          {bound.map((identity) => (
            <li key={identity.provider}>
              <ProviderIcon name={identity.icon} />
              <div className={styles.session}>
                <b>{identity.providerName}</b>
                <small>{[identity.name, identity.email].filter(Boolean).join(' · ')}</small>
                <small>
                  {[
                    t('identities.since', { since: formatTime(identity.since, now) }),
                    identity.lastUsed ? t('identities.used', { ago: formatAgo(identity.lastUsed, now) }) : t('identities.neverUsed'),
                  ].join(' · ')}
                </small>
              </div>
              <Button small onClick={() => setRemoving(identity)}>
                {t('identities.disconnect')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {leave.error && <ErrorNote error={leave.error} />}
      {free.length > 0 && (
        <div className="actions">
          {free.map((way) => (
            <Button
              key={way.id}
              pending={leave.isPending && leave.variables === way.id}
              onClick={() => (way.way === 'password' ? setTyping(way) : leave.mutate(way.id))}
            >
              <ProviderIcon name={way.icon} />
              {t('identities.connect', { name: way.name })}
            </Button>
          ))}
        </div>
      )}
      {typing && <TypeDialog way={typing} onClose={() => setTyping(undefined)} />}
      {removing && <RemoveDialog identity={removing} onClose={() => setRemoving(undefined)} />}
    </Section>
  );
}

function TypeDialog({ way, onClose }: { way: SignInWay; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const bind = useMutation({
    mutationFn: () => bindByPassword(way.id, name.trim(), password),
    onSuccess: () => {
      toast(t('identities.connected', { name: way.name }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['identities'] }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!bind.isPending) bind.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('identities.connect', { name: way.name })}>
      <form onSubmit={submit} className="stack">
        <Field
          label={t('identities.name', { name: way.name })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t('identities.password', { name: way.name })}
          type="password"
          autoComplete="off"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {bind.error && <ErrorNote error={bind.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={bind.isPending}>
            {t('identities.connect', { name: way.name })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ identity, onClose }: { identity: BoundIdentity; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => unbind(identity.provider),
    onSuccess: () => {
      toast(t('identities.disconnected', { name: identity.providerName }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['identities'] }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('identities.disconnectTitle', { name: identity.providerName })}
      description={t('identities.disconnectText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" pending={remove.isPending} onClick={() => remove.mutate()}>
            {t('identities.disconnect')}
          </Button>
        </>
      }
    >
      {remove.error && <ErrorNote error={remove.error} />}
    </Dialog>
  );
}
