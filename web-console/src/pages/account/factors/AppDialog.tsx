import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { beginApp, confirmApp } from '@/api/factorCalls';
import { Button } from '@/design/Button';
import { CopyBlock } from '@/design/CopyBlock';
import { Field } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import styles from './Factors.module.css';

/** Picture, then the proof that the app has it: nobody locks themselves out. */
export function AppDialog({ onClose, onDone }: { onClose: () => void; onDone: (codes: string[]) => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [code, setCode] = useState('');
  // A new secret each time that the dialog opens.
  const setup = useQuery({ queryKey: ['account-app-setup'], queryFn: beginApp, gcTime: 0, staleTime: Infinity, retry: false });
  const confirm = useMutation({ mutationFn: () => confirmApp(code.trim()), onSuccess: onDone });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!confirm.isPending) confirm.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('factors.setUpTitle')} description={t('factors.scan')}>
      {setup.isPending && <Skeleton rows={3} />}
      {setup.error && <ErrorNote error={setup.error} onRetry={() => void setup.refetch()} />}
      {setup.data && (
        <form onSubmit={submit} className="stack">
          <img
            className={styles.picture}
            alt={t('factors.picture')}
            src={`data:image/svg+xml;base64,${btoa(setup.data.picture)}`}
            width={208}
            height={208}
          />
          <CopyBlock label={t('factors.secret')} text={setup.data.secret.replace(/(.{4})(?=.)/g, '$1 ')} />
          <Field
            label={t('factors.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            mono
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          {confirm.error && <ErrorNote error={confirm.error} />}
          <div className="actions">
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button kind="primary" type="submit" pending={confirm.isPending}>
              {t('factors.turnOn')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
