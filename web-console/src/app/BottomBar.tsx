import { Link, useNavigate } from '@tanstack/react-router';
import { CircleUser, Ellipsis, Server, SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { signOut, useMay } from '@/session/session';
import styles from './BottomBar.module.css';

/** Below 640 px: four items where the thumb is. */
export function BottomBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('shell');
  const { t: problems } = useTranslation('problem');
  const mayNodes = useMay('node.view');
  const mayUsers = useMay('user.manage');
  const mayAudit = useMay('audit.read');
  const mayProviders = useMay('provider.manage');
  const navigate = useNavigate();
  const on = { className: styles.on };
  const leave = () => {
    signOut().catch(() => toast(problems('OFFLINE.title'), { kind: 'failed' }));
  };
  return (
    <nav data-pane className={styles.bar} aria-label={t('main')}>
      <Link to="/instances" className={styles.item} activeProps={on} activeOptions={{ includeSearch: false }}>
        <SquareTerminal size={18} aria-hidden="true" />
        <span className={styles.word}>{t('nav.instances')}</span>
      </Link>
      {mayNodes && (
        <Link to="/nodes" className={styles.item} activeProps={on}>
          <Server size={18} aria-hidden="true" />
          <span className={styles.word}>{t('nav.nodes')}</span>
        </Link>
      )}
      <Link to="/account" className={styles.item} activeProps={on}>
        <CircleUser size={18} aria-hidden="true" />
        <span className={styles.word}>{t('nav.account')}</span>
      </Link>
      <Menu
        trigger={
          <button type="button" className={styles.item}>
            <Ellipsis size={18} aria-hidden="true" />
            <span className={styles.word}>{t('nav.more')}</span>
          </button>
        }
      >
        {mayUsers && <MenuItem onSelect={() => void navigate({ to: '/users' })}>{t('nav.users')}</MenuItem>}
        {mayAudit && <MenuItem onSelect={() => void navigate({ to: '/audit' })}>{t('nav.audit')}</MenuItem>}
        {mayProviders && (
          <MenuItem onSelect={() => void navigate({ to: '/settings/providers' })}>{t('nav.providers')}</MenuItem>
        )}
        <MenuItem onSelect={onHelp}>{t('nav.help')}</MenuItem>
        <MenuLine />
        <MenuItem onSelect={leave}>{t('nav.signOut')}</MenuItem>
      </Menu>
    </nav>
  );
}
