import { Link } from '@tanstack/react-router';
import { KeyRound, ScrollText, Server, SquareTerminal, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/design/Mark';
import { formatNumber } from '@/i18n/format';
import { useInstances, useNodes } from '@/live/useLive';
import { useMay } from '@/session/session';
import { AccountMenu } from './AccountMenu';
import styles from './Rail.module.css';

/** The left rail of wide screens. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const mayNodes = useMay('node.view');
  const mayUsers = useMay('user.manage');
  const mayAudit = useMay('audit.read');
  const mayProviders = useMay('provider.manage');
  const instances = useInstances();
  const nodes = useNodes(mayNodes);
  return (
    <nav data-pane className={styles.rail} aria-label={t('main')}>
      <Link to="/instances" className={styles.brand}>
        <Mark />
        <b>{t('common:product')}</b>
      </Link>
      <RailLink to="/instances" icon={<SquareTerminal size={16} aria-hidden="true" />} count={instances.data?.total}>
        {t('nav.instances')}
      </RailLink>
      {mayNodes && (
        <RailLink to="/nodes" icon={<Server size={16} aria-hidden="true" />} count={nodes.data?.length}>
          {t('nav.nodes')}
        </RailLink>
      )}
      {mayUsers && (
        <RailLink to="/users" icon={<Users size={16} aria-hidden="true" />}>
          {t('nav.users')}
        </RailLink>
      )}
      {mayAudit && (
        <RailLink to="/audit" icon={<ScrollText size={16} aria-hidden="true" />}>
          {t('nav.audit')}
        </RailLink>
      )}
      {mayProviders && (
        <RailLink to="/settings/providers" icon={<KeyRound size={16} aria-hidden="true" />}>
          {t('nav.providers')}
        </RailLink>
      )}
      <div className={styles.grow} />
      <AccountMenu onHelp={onHelp} />
    </nav>
  );
}

interface RailLinkProps {
  to: '/instances' | '/nodes' | '/users' | '/audit' | '/settings/providers';
  icon: ReactNode;
  count?: number | undefined;
  children: ReactNode;
}

function RailLink({ to, icon, count, children }: RailLinkProps) {
  return (
    <Link to={to} className={styles.link} activeProps={{ className: styles.on }} activeOptions={{ includeSearch: false }}>
      {icon}
      {children}
      {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
    </Link>
  );
}
