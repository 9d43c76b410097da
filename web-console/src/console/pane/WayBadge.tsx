import { useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InstanceContext } from '@/instance/context';
import { isDirect } from '@/streams/nodeAddress';
import type { ConsoleSession } from '../session/consoleSession';
import styles from './ConsolePane.module.css';
import { useSessionVersion } from './useSession';

/** Says in the page's header which way the frames take; nothing while there is no connection. */
export function useWayBadge(session: ConsoleSession): void {
  useSessionVersion(session);
  const setBadge = useContext(InstanceContext)?.setBadge;
  const { address } = session.stream;
  const way = address === undefined ? undefined : isDirect(address) ? 'direct' : 'panel';
  useEffect(() => {
    if (way !== undefined) setBadge?.(<WayBadge way={way} />);
    return () => setBadge?.(null);
  }, [setBadge, way]);
}

function WayBadge({ way }: { way: 'direct' | 'panel' }) {
  const { t } = useTranslation('console');
  return (
    <span className={styles.way} title={t(`way.${way}Hint`)}>
      {t(`way.${way}`)}
    </span>
  );
}
