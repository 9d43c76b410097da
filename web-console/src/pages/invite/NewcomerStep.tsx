import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote } from '@/design/Notices';
import { NewPasswordField } from '@/session/NewPasswordField';
import { joinByInvitation } from '@/session/session';
import { SignInForm } from '@/session/SignInForm';
import type { Offer } from './InvitePage';

export interface NewcomerStepProps {
  offer: Offer;
  secret: string;
  onLeave: (path: string) => void;
}

/** For somebody who isn't signed in: with the account they have, or with a new one where the invitation makes some. */
export function NewcomerStep({ offer, secret, onLeave }: NewcomerStepProps) {
  const { t } = useTranslation('invite');
  const [hasAccount, setHasAccount] = useState(!offer.newAccount);
  if (hasAccount) {
    return (
      <>
        <p>{t('signInFirst')}</p>
        <SignInForm />
        {offer.newAccount && (
          <Button kind="link" onClick={() => setHasAccount(false)}>
            {t('newAccount')}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <AccountForm offer={offer} secret={secret} onLeave={onLeave} />
      {offer.instance !== undefined && (
        <Button kind="link" onClick={() => setHasAccount(true)}>
          {t('haveAccount')}
        </Button>
      )}
    </>
  );
}

function AccountForm({ offer, secret, onLeave }: NewcomerStepProps) {
  const { t } = useTranslation(['invite', 'session']);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await joinByInvitation(secret, name.trim(), password);
      onLeave(offer.instance === undefined ? '/instances' : `/instances/${offer.instance}`);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('session:name')}
        name="username"
        required
        maxLength={80}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPasswordField label={t('session:password')} name={name} value={password} onChange={setPassword} />
      {problem && <ErrorNote error={problem} />}
      <div className="actions">
        <Button kind="primary" type="submit" pending={busy}>
          {t('makeAccount')}
        </Button>
      </div>
    </form>
  );
}
