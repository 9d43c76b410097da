import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '@/design/overlay/Menu';
import { toast } from '@/design/toasts';
import { signOut, useSession } from '@/session/session';
import { useLook, type Look } from './preferences';
import styles from './Rail.module.css';

const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark'];

/** Behind the name of who is signed in. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const { t: problems } = useTranslation('problem');
  const session = useSession();
  const navigate = useNavigate();
  const [look, change] = useLook();
  const leave = () => {
    signOut().catch(() => toast(problems('OFFLINE.title'), { kind: 'failed' }));
  };
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.me}>
          <span className={styles.avatar} aria-hidden="true">
            {session.user.name.slice(0, 2).toUpperCase()}
          </span>
          <span className={styles.name}>{session.user.name}</span>
        </button>
      }
    >
      <MenuItem onSelect={() => void navigate({ to: '/account' })}>{t('nav.account')}</MenuItem>
      <MenuItem onSelect={onHelp} aside={<kbd>?</kbd>}>
        {t('nav.help')}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{t('common:look.theme')}</MenuLabel>
      <MenuChoice
        value={look.theme}
        onChange={(theme) => change({ theme: theme as Look['theme'] })}
        choices={THEMES.map((theme) => ({ value: theme, label: t(`common:look.themes.${theme}`) }))}
      />
      <MenuLine />
      <MenuItem onSelect={leave}>{t('nav.signOut')}</MenuItem>
    </Menu>
  );
}
