import { useTranslation } from 'react-i18next';
import { send } from '@/api/http';
import { Dialog } from '@/design/overlay/Dialog';
import { provePasskey } from './passkeys';
import { ProofForm } from './ProofForm';
import { useSession } from './session';

/** Before something dangerous: is it still the person who signed in? */
export default function ConfirmDialog({ methods, onDone }: { methods: readonly string[]; onDone: (proved: boolean) => void }) {
  const { t } = useTranslation('session');
  const { user } = useSession();
  const nothing = methods.includes('sign-in');
  return (
    <Dialog open onClose={() => onDone(false)} title={t('confirm.title')} description={nothing ? t('confirm.signIn') : t('confirm.text')}>
      {!nothing && (
        <ProofForm
          name={user.name}
          methods={methods}
          submitText={t('confirm.submit')}
          passkey={() => provePasskey({ own: true })}
          onProof={async (proof) => {
            await send('POST', '/session/confirmation', proof);
            onDone(true);
          }}
        />
      )}
    </Dialog>
  );
}
