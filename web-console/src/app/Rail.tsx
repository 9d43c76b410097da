import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/design/Mark';
import { formatNumber } from '@/i18n/format';
import { useInstances, useNodes } from '@/live/useLive';
import { AccountMenu } from './AccountMenu';
import { usePlaces, type Place } from './places';
import styles from './Rail.module.css';

/** The left rail of wide screens. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const places = usePlaces();
  const instances = useInstances();
  const nodes = useNodes(places.some((place) => place.key === 'nodes'));
  const counts: Partial<Record<Place['key'], number | undefined>> = {
    instances: instances.data?.total,
    nodes: nodes.data?.length,
  };
  return (
    <nav data-pane className={styles.rail} aria-label={t('main')}>
      <Link to="/instances" className={styles.brand}>
        <Mark />
        <b>{t('common:product')}</b>
      </Link>
      {places.map((place) => (
        <RailLink key={place.key} place={place} count={counts[place.key]} />
      ))}
      <div className={styles.grow} />
      <AccountMenu onHelp={onHelp} />
    </nav>
  );
}

function RailLink({ place, count }: { place: Place; count: number | undefined }) {
  const { t } = useTranslation('shell');
  const Icon = place.icon;
  return (
    <Link
      to={place.to}
      className={styles.link}
      activeProps={{ className: styles.on }}
      activeOptions={{ includeSearch: false }}
    >
      <Icon size={16} aria-hidden="true" />
      {t(`nav.${place.key}`)}
      {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
    </Link>
  );
}
