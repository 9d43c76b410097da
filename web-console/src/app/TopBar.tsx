import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { TrayButton } from '@/tray/TrayButton';
import { ConnectionNote } from './ConnectionNote';
import { useCrumbs } from './page';
import styles from './TopBar.module.css';

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell');
  const crumbs = useCrumbs();
  return (
    <header data-pane className={styles.bar}>
      <div className={styles.crumbs}>
        {crumbs.map((crumb, index) => (
          <Fragment key={`${index} ${crumb.label}`}>
            {index > 0 && <span aria-hidden="true">{'/'}</span>}
            {crumb.to === undefined ? <b>{crumb.label}</b> : <Link to={crumb.to}>{crumb.label}</Link>}
          </Fragment>
        ))}
      </div>
      <ConnectionNote />
      <TrayButton />
      <button type="button" className={styles.find} onClick={onSearch}>
        <Search size={15} aria-hidden="true" />
        <span className={styles.findText}>{t('search')}</span>
        <kbd>{'Ctrl K'}</kbd>
      </button>
    </header>
  );
}
