import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '@/api/types';
import { formatTime } from '@/i18n/format';
import { useNow } from '@/live/useNow';
import styles from './Labels.module.css';

const DAY = 86_400_000;
const WARN_DAYS = 7;
const SHOWN_TAGS = 3;

/** Tags beside a name, as many as there is room for; the others are in the title. */
export function Tags({ instance }: { instance: Instance }) {
  const tags = instance.labels?.tags ?? [];
  return (
    <>
      {(tags.length > 0 || instance.expires !== undefined) && (
        <span className={styles.tags} title={tags.join(', ')}>
          <ExpiryMark expires={instance.expires} />
          {tags.slice(0, SHOWN_TAGS).map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
          {tags.length > SHOWN_TAGS && <span className={styles.tag}>{`+${tags.length - SHOWN_TAGS}`}</span>}
        </span>
      )}
    </>
  );
}

/** Nothing until a week before. */
export function ExpiryMark({ expires }: { expires: string | undefined }) {
  return expires === undefined ? null : <Ending expires={expires} />;
}

function Ending({ expires }: { expires: string }) {
  const { t } = useTranslation('instances');
  const days = daysLeft(expires, useNow());
  if (days === undefined) return null;
  return (
    <span className={`${styles.tag} ${styles.soon}`} title={formatTime(expires)}>
      {days <= 0 ? t('expiry.over') : t('expiry.soon', { count: days })}
    </span>
  );
}

/** Whole days that are begun, 0 when it is over; undefined while nobody has to care. */
export function daysLeft(expires: string | undefined, now: number): number | undefined {
  if (expires === undefined) return undefined;
  const left = Date.parse(expires) - now;
  if (left <= 0) return 0;
  const days = Math.ceil(left / DAY);
  return days > WARN_DAYS ? undefined : days;
}

export function StarButton({ name, on, onToggle }: { name: string; on: boolean; onToggle: () => void }) {
  const { t } = useTranslation('instances');
  return (
    <button type="button" className={styles.star} aria-pressed={on} aria-label={t('star', { name })} onClick={onToggle}>
      <Star size={14} aria-hidden="true" fill={on ? 'currentColor' : 'none'} />
    </button>
  );
}
