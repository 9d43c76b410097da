import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addPasskey, askForNewPasskey } from '@/api/factorCalls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { Dialog } from '@/design/overlay/Dialog';
import { makePasskey } from '@/session/passkeys';
import { clientName } from '../clientName';

export function PasskeyDialog({ onClose, onDone }: { onClose: () => void; onDone: (name: string, codes: string[]) => void }) {
  const { t } = useTranslation(['account', 'common']);
  const [name, setName] = useState(() => clientName(navigator.userAgent) ?? '');
  const add = useMutation({
    mutationFn: async () => addPasskey(name.trim(), await makePasskey(await askForNewPasskey())),
    onSuccess: (made) => onDone(made.passkey.name, made.recoveryCodes),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('factors.addTitle')} description={t('factors.passkeysText')}>
      <form onSubmit={submit} className="stack">
        <Field
          label={t('factors.name')}
          hint={t('factors.nameHint')}
          maxLength={80}
          required
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {add.error && <ErrorNote error={add.error} />}
        <div className="actions">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" pending={add.isPending}>
            {t('factors.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
