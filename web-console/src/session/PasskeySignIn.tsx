import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { passkeyUsed, provePasskey } from './passkeys';
import { signInWithPasskey } from './session';

/** A passkey instead of name and password: by button, and among the names that the browser proposes. */
export default function PasskeySignIn({ onProblem }: { onProblem: (problem: ProblemError | undefined) => void }) {
  const { t } = useTranslation('session');
  const [busy, setBusy] = useState(false);
  const [proposed, setProposed] = useState<AbortController>();

  useEffect(() => {
    const controller = new AbortController();
    const propose = async () => {
      if (!passkeyUsed() || !(await PublicKeyCredential.isConditionalMediationAvailable())) return;
      setProposed(controller);
      await signInWithPasskey(await provePasskey({}, { conditional: true, signal: controller.signal }));
    };
    // Nobody asked for it: the button says what goes wrong.
    propose().catch(() => undefined);
    return () => controller.abort();
  }, []);

  const start = async () => {
    setBusy(true);
    onProblem(undefined);
    // A browser answers one question at a time.
    proposed?.abort();
    try {
      await signInWithPasskey(await provePasskey({}));
    } catch (error) {
      onProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Button pending={busy} onClick={() => void start()}>
      {busy ? t('passkey.waiting') : t('passkey.signIn')}
    </Button>
  );
}
