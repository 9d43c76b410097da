import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '@/api/http';
import { Button } from '@/design/Button';
import { ErrorNote, Note } from '@/design/Notices';
import type { Offer } from './InvitePage';

export interface AcceptStepProps {
  offer: Offer;
  secret: string;
  /** Who is signed in. */
  name: string;
  onLeave: (path: string) => void;
}

/** For somebody who is signed in: one click. */
export function AcceptStep({ offer, secret, name, onLeave }: AcceptStepProps) {
  const { t } = useTranslation('invite');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const accept = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { instance } = await send<{ instance: string }>('POST', '/invitation/accept', { secret });
      onLeave(`/instances/${instance}`);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  if (offer.instance === undefined) {
    return (
      <>
        <Note>{t('hasAccount', { name })}</Note>
        <Button kind="primary" onClick={() => onLeave('/instances')}>
          {t('console')}
        </Button>
      </>
    );
  }
  return (
    <>
      <p>{t('signedInAs', { name })}</p>
      {problem !== undefined && <ErrorNote error={problem} />}
      <div className="actions">
        <Button onClick={() => onLeave('/instances')}>{t('decline')}</Button>
        <Button kind="primary" pending={busy} onClick={() => void accept()}>
          {t('accept')}
        </Button>
      </div>
    </>
  );
}
