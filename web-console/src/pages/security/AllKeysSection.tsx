import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allApiKeys, revokeAnyApiKey, type AnyApiKey } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { Field } from '@/design/Field';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { useNow } from '@/live/useNow';
import styles from '../account/Account.module.css';
import { useExpiryText, useScopeText, useUseText } from '../account/apikeys/keyFacts';
import { RevokeDialog } from '../account/apikeys/RevokeDialog';

/** More at once help nobody; the search finds the others. */
const MOST = 100;

/** Everybody's keys: who has one, what it may, when it was used. */
export function AllKeysSection() {
  const { t } = useTranslation('security');
  const client = useQueryClient();
  const now = useNow();
  const scope = useScopeText();
  const expiry = useExpiryText();
  const use = useUseText();
  const [text, setText] = useState('');
  const [revoking, setRevoking] = useState<AnyApiKey>();
  const query = useQuery({ queryKey: ['all-api-keys'], queryFn: ({ signal }) => allApiKeys(signal) });
  const wanted = text.trim().toLowerCase();
  const found = (query.data ?? []).filter(({ key, userName }) => `${key.name} ${userName ?? ''}`.toLowerCase().includes(wanted));
  return (
    <Section title={t('all.section')}>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {query.data?.length === 0 && <p>{t('all.none')}</p>}
      {query.data && query.data.length > 0 && (
        <>
          <Field label={t('all.search')} quiet type="search" placeholder={t('all.search')} value={text} onChange={(event) => setText(event.target.value)} />
          {found.length === 0 && <p>{t('all.nothing')}</p>}
          <ul className={styles.sessions}>
            {found.slice(0, MOST).map((each) => (
              <li key={each.key.id}>
                <div className={styles.session}>
                  <b>{each.key.name}</b> {each.userName ?? t('all.gone')}
                  <small>{scope(each.key)}</small>
                  <small>{[expiry(each.key, now), use(each.key, now)].join(' · ')}</small>
                </div>
                <Button small onClick={() => setRevoking(each)}>
                  {t('keys.revoke')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {revoking && (
        <RevokeDialog
          apiKey={revoking.key}
          revoke={revokeAnyApiKey}
          onRevoked={() => void client.invalidateQueries({ queryKey: ['all-api-keys'] })}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Section>
  );
}
