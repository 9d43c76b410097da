import { Link, useNavigate } from '@tanstack/react-router';
import { CircleUser, Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { signOut } from '@/session/session';
import styles from './BottomBar.module.css';
import { usePlaces } from './places';

/** So many places have an item of their own, the others are in the menu. */
const FIRST = ['instances', 'nodes'];

/** Below 640 px: four items where the thumb is. */
export function BottomBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('shell');
  const { t: problems } = useTranslation('problem');
  const places = usePlaces();
  const navigate = useNavigate();
  const on = { className: styles.on };
  const leave = () => {
    signOut().catch(() => toast(problems('OFFLINE.title'), { kind: 'failed' }));
  };
  return (
    <nav data-pane className={styles.bar} aria-label={t('main')}>
      {places
        .filter((place) => FIRST.includes(place.key))
        .map(({ key, to, icon: Icon }) => (
          <Link key={key} to={to} className={styles.item} activeProps={on} activeOptions={{ includeSearch: false }}>
            <Icon size={18} aria-hidden="true" />
            <span className={styles.word}>{t(`nav.${key}`)}</span>
          </Link>
        ))}
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
        {places
          .filter((place) => !FIRST.includes(place.key))
          .map((place) => (
            <MenuItem key={place.key} onSelect={() => void navigate({ to: place.to })}>
              {t(`nav.${place.key}`)}
            </MenuItem>
          ))}
        <MenuItem onSelect={onHelp}>{t('nav.help')}</MenuItem>
        <MenuLine />
        <MenuItem onSelect={leave}>{t('nav.signOut')}</MenuItem>
      </Menu>
    </nav>
  );
}
