import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeys, revokeApiKey, type ApiKey, type MadeApiKey } from '@/api/keyCalls';
import { Button } from '@/design/Button';
import { ErrorNote, Skeleton } from '@/design/Notices';
import { Section } from '@/design/Page';
import { formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from '../Account.module.css';
import { useExpiryText, useScopeText, useUseText } from './keyFacts';
import { MadeKeyDialog } from './MadeKeyDialog';
import { NewKeyDialog } from './NewKeyDialog';
import { RevokeDialog } from './RevokeDialog';

/** Keys with which programs act in this person's name. */
export function ApiKeysSection() {
  // The dialog's texts come with the page: fetched later, they would hide the dialog for a moment.
  const { t } = useTranslation(['security', 'access']);
  const client = useQueryClient();
  const now = useNow();
  const scope = useScopeText();
  const expiry = useExpiryText();
  const use = useUseText();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const query = useQuery({ queryKey: ['api-keys'], queryFn: ({ signal }) => apiKeys(signal) });
  const refresh = () => client.invalidateQueries({ queryKey: ['api-keys'] });
  return (
    <Section
      title={t('keys.section')}
      actions={
        <Button small onClick={() => setAdding(true)}>
          {t('keys.add')}
        </Button>
      }
    >
      <p>{t('keys.text')}</p>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={1} />}
      {query.data?.length === 0 && <p>{t('keys.none')}</p>}
      {query.data && query.data.length > 0 && (
        <ul className={styles.sessions}>
          {query.data.map((key) => (
            <li key={key.id}>
              <div className={styles.session}>
                <b>{key.name}</b>
                <small>{scope(key)}</small>
                <small>
                  {[t('keys.created', { created: formatTime(key.created, now) }), expiry(key, now), use(key, now)].join(' · ')}
                </small>
              </div>
              <Button small onClick={() => setRevoking(key)}>
                {t('keys.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <NewKeyDialog
          onMade={(key) => {
            setMade(key);
            void refresh();
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made && <MadeKeyDialog made={made} onClose={() => setMade(undefined)} />}
      {revoking && (
        <RevokeDialog apiKey={revoking} revoke={revokeApiKey} onRevoked={() => void refresh()} onClose={() => setRevoking(undefined)} />
      )}
    </Section>
  );
}
