import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '@/api/http';
import { asProblem, type ProblemError } from '@/api/problem';
import type { components } from '@/api/openapi';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Plain } from '@/session/Plain';
import { enterConsole, useSessionState } from '@/session/session';
import { AcceptStep } from './AcceptStep';
import styles from './Invite.module.css';
import { NewcomerStep } from './NewcomerStep';
import { OfferFacts } from './OfferFacts';
import { forgetSecret, takeSecret } from './secret';

export type Offer = components['schemas']['InvitationOffer'];

/** Where the link of an invitation leads: what it offers, and a way to take it with or without an account. */
export default function InvitePage() {
  const { t } = useTranslation(['invite', 'common']);
  const [secret] = useState(takeSecret);
  const [offer, setOffer] = useState<Offer>();
  const [problem, setProblem] = useState<ProblemError>();
  const state = useSessionState();
  const isSignedIn = state.kind === 'signedIn';

  const look = useCallback(() => {
    send<Offer>('POST', '/invitation/look', { secret }).then(setOffer, (error: unknown) => setProblem(asProblem(error)));
  }, [secret]);
  useEffect(look, [look]);
  useEffect(() => {
    document.title = `${t('title')} – ${t('common:product')}`;
  }, [t]);

  const leave = (path: string) => {
    forgetSecret();
    enterConsole(path);
  };
  return (
    <Plain>
      <h1 className={styles.title}>{t('title')}</h1>
      {problem && (
        <ErrorNote error={problem}>
          <Button
            onClick={() => {
              setProblem(undefined);
              look();
            }}
          >{t('common:retry')}</Button>
          {isSignedIn && <Button onClick={() => leave('/instances')}>{t('console')}</Button>}
        </ErrorNote>
      )}
      {!offer && !problem && <Skeleton rows={3} />}
      {offer && (
        <>
          <OfferFacts offer={offer} />
          {isSignedIn ? (
            <AcceptStep offer={offer} secret={secret} name={state.session.user.name} onLeave={leave} />
          ) : (
            <NewcomerStep offer={offer} secret={secret} onLeave={leave} />
          )}
        </>
      )}
    </Plain>
  );
}
