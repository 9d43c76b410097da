import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renamePasskey, type Passkey } from '@/api/factorCalls';
import { Field } from '@/design/Field';
import { FormDialog } from '@/files/dialogs/FormDialog';

export function RenamePasskeyDialog({ passkey, onClose, onDone }: { passkey: Passkey; onClose: () => void; onDone: (name: string) => void }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState(passkey.name);
  return (
    <FormDialog
      title={t('factors.renamePasskeyTitle', { name: passkey.name })}
      action={t('factors.rename')}
      valid={name.trim() !== ''}
      onSubmit={async () => onDone((await renamePasskey(passkey.id, name.trim())).name)}
      onClose={onClose}
    >
      <Field
        label={t('factors.name')}
        hint={t('factors.nameHint')}
        maxLength={80}
        required
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
