import { useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InstanceContext } from '@/instance/context';
import { isDirect } from '@/streams/nodeAddress';
import type { ConsoleSession } from '../session/consoleSession';
import styles from './ConsolePane.module.css';
import { useSessionVersion } from './useSession';

/**
 * Says in the page's header that the frames come straight from the node; nothing while there is no connection, or when
 * panel and daemon are one process and there is only one way.
 */
export function useWayBadge(session: ConsoleSession): void {
  useSessionVersion(session);
  const setBadge = useContext(InstanceContext)?.setBadge;
  const { address } = session.stream;
  const direct = address !== undefined && isDirect(address);
  useEffect(() => {
    if (direct) setBadge?.(<WayBadge />);
    return () => setBadge?.(null);
  }, [setBadge, direct]);
}

function WayBadge() {
  const { t } = useTranslation('console');
  return (
    <span className={styles.way} title={t('way.directHint')}>
      {t('way.direct')}
    </span>
  );
}
