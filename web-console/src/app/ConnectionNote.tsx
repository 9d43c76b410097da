import { CloudOff, LoaderCircle, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { retryNow, useConnection } from '@/live/connection';
import type { ConnectionState } from '@/live/eventSocket';
import { useNow } from '@/live/useNow';
import styles from './ConnectionNote.module.css';

const QUIET_MILLIS = 1_000;

/** Live, catching up, reconnecting, offline, signed out. Nothing in the first second: most gaps are shorter. */
export function ConnectionNote() {
  const state = useConnection();
  const shown = useLongerThan(QUIET_MILLIS, state.kind !== 'live');
  return (
    <div role="status" className={styles.place}>
      {shown && state.kind !== 'live' && <Words state={state} />}
    </div>
  );
}

function Words({ state }: { state: ConnectionState }) {
  const { t } = useTranslation('shell');
  const now = useNow();
  switch (state.kind) {
    case 'live':
      return null;
    case 'catchingUp':
      return (
        <span className={styles.note}>
          <LoaderCircle size={14} aria-hidden="true" />
          {t('connection.catchingUp')}
        </span>
      );
    case 'reconnecting': {
      const seconds = Math.ceil((state.at - now) / 1000);
      return (
        <span className={`${styles.note} ${styles.broken}`}>
          <RefreshCw size={14} aria-hidden="true" />
          <span aria-hidden="true">{seconds > 0 ? t('connection.reconnecting', { seconds }) : t('connection.trying')}</span>
          <span className="visually-hidden">{t('connection.trying')}</span>
          <Button kind="link" onClick={retryNow}>
            {t('connection.now')}
          </Button>
        </span>
      );
    }
    case 'offline':
    case 'signedOut':
      return (
        <span className={`${styles.note} ${styles.broken}`}>
          <CloudOff size={14} aria-hidden="true" />
          {t(`connection.${state.kind}`)}
        </span>
      );
  }
}

function useLongerThan(millis: number, condition: boolean): boolean {
  const [since, setSince] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setSince(true), millis);
    return () => {
      clearTimeout(timer);
      setSince(false);
    };
  }, [millis, condition]);
  return condition && since;
}
