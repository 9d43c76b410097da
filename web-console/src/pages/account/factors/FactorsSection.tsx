import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { factors as readFactors, removeApp, removePasskey, renewRecoveryCodes, type Passkey } from '@/api/factorCalls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { toast } from '@/design/toasts';
import { formatAgo, formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import { passkeysWork } from '@/session/passkeySupport';
import styles from '../Account.module.css';
import { AppDialog } from './AppDialog';
import { AskDialog } from './AskDialog';
import { CodesDialog } from './CodesDialog';
import { PasskeyDialog } from './PasskeyDialog';
import { RenamePasskeyDialog } from './RenamePasskeyDialog';

const FEW_CODES = 3;

type Open =
  | { kind: 'app' | 'removeApp' | 'renew' | 'passkey' }
  | { kind: 'removePasskey' | 'renamePasskey'; passkey: Passkey }
  | { kind: 'codes'; codes: string[] };

/** What is asked for beside the password: app, passkeys, recovery codes. */
export function FactorsSection() {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const now = useNow();
  const [open, setOpen] = useState<Open>();
  const query = useQuery({ queryKey: ['account-factors'], queryFn: ({ signal }) => readFactors(signal) });
  const found = query.data;
  const close = () => setOpen(undefined);
  /** Codes that came along are shown; sessions may have ended. */
  const changed = (text: string, codes: string[] = []) => {
    toast(text);
    setOpen(codes.length > 0 ? { kind: 'codes', codes } : undefined);
    void client.invalidateQueries({ queryKey: ['account-factors'] });
    void client.invalidateQueries({ queryKey: ['account-sessions'] });
  };
  const count = found ? Number(found.appSince !== undefined) + found.passkeys.length : 0;
  const last = count === 1 ? ` ${t('factors.lastText')}` : '';
  return (
    <Section title={t('factors.section')}>
      <p className={styles.text}>{t('factors.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {found && (
        <ul className={styles.sessions}>
          <li>
            <div className={styles.session}>
              <b>{t('factors.app')}</b>
              <small>
                {found.appSince === undefined
                  ? t('factors.appOff')
                  : t('factors.appOn', { since: formatTime(found.appSince, now) })}
              </small>
            </div>
            {found.appSince === undefined ? (
              <Button small onClick={() => setOpen({ kind: 'app' })}>
                {t('factors.setUp')}
              </Button>
            ) : (
              <Button small aria-label={`${t('factors.remove')}: ${t('factors.app')}`} onClick={() => setOpen({ kind: 'removeApp' })}>
                {t('factors.remove')}
              </Button>
            )}
          </li>
          {found.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div className={styles.session}>
                <b>{passkey.name}</b>
                <small>
                  {t('factors.passkeyFacts', { host: passkey.host, created: formatTime(passkey.created, now) })}
                  {' · '}
                  {passkey.lastUsed === undefined
                    ? t('factors.neverUsed')
                    : t('factors.used', { ago: formatAgo(passkey.lastUsed, now) })}
                </small>
              </div>
              <Button
                small
                aria-label={`${t('factors.rename')}: ${passkey.name}`}
                onClick={() => setOpen({ kind: 'renamePasskey', passkey })}
              >
                {t('factors.rename')}
              </Button>
              <Button
                small
                aria-label={`${t('factors.remove')}: ${passkey.name}`}
                onClick={() => setOpen({ kind: 'removePasskey', passkey })}
              >
                {t('factors.remove')}
              </Button>
            </li>
          ))}
          {found.passkeysPossible && (
            <li>
              <div className={styles.session}>
                <b>{t('factors.passkeys')}</b>
                <small>{passkeysWork() ? t('factors.passkeysText') : t('factors.insecure')}</small>
              </div>
              {passkeysWork() && (
                <Button small onClick={() => setOpen({ kind: 'passkey' })}>
                  {t('factors.add')}
                </Button>
              )}
            </li>
          )}
          <li>
            <div className={styles.session}>
              <b>{t('factors.codes')}</b>
              <small>
                {count === 0
                  ? t('factors.codesNone')
                  : t(found.recoveryCodes <= FEW_CODES ? 'factors.codesFew' : 'factors.codesLeft', { count: found.recoveryCodes })}
              </small>
            </div>
            {count > 0 && (
              <Button small onClick={() => setOpen({ kind: 'renew' })}>
                {t('factors.renew')}
              </Button>
            )}
          </li>
        </ul>
      )}
      {open?.kind === 'app' && <AppDialog onClose={close} onDone={(codes) => changed(t('factors.done'), codes)} />}
      {open?.kind === 'passkey' && (
        <PasskeyDialog onClose={close} onDone={(name, codes) => changed(t('factors.added', { name }), codes)} />
      )}
      {open?.kind === 'codes' && <CodesDialog codes={open.codes} onClose={close} />}
      {open?.kind === 'removeApp' && (
        <AskDialog
          title={t('factors.removeTitle')}
          text={t('factors.removeText') + last}
          action={t('factors.remove')}
          onClose={close}
          work={removeApp}
          onDone={() => changed(t('factors.removed'))}
        />
      )}
      {open?.kind === 'renamePasskey' && (
        <RenamePasskeyDialog
          passkey={open.passkey}
          onClose={close}
          onDone={(name) => changed(t('factors.passkeyRenamed', { name }))}
        />
      )}
      {open?.kind === 'removePasskey' && (
        <AskDialog
          title={t('factors.removePasskeyTitle', { name: open.passkey.name })}
          text={t('factors.removePasskeyText') + last}
          action={t('factors.remove')}
          onClose={close}
          work={() => removePasskey(open.passkey.id)}
          onDone={() => changed(t('factors.passkeyRemoved', { name: open.passkey.name }))}
        />
      )}
      {open?.kind === 'renew' && (
        <AskDialog
          title={t('factors.renewTitle')}
          text={t('factors.renewText')}
          action={t('factors.renew')}
          onClose={close}
          work={renewRecoveryCodes}
          onDone={(codes) => {
            setOpen({ kind: 'codes', codes });
            void client.invalidateQueries({ queryKey: ['account-factors'] });
          }}
        />
      )}
    </Section>
  );
}
