import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { formatMoment } from '@/i18n/format';
import type { LineTimes } from '../log/lineTimes';
import styles from './History.module.css';
import type { HistoryReader } from './historyReader';

/** Says that this is not the live output, and leads back to it. */
export function HistoryBanner({
  reader,
  times,
  onLive,
}: {
  reader: HistoryReader;
  times: LineTimes;
  onLive: () => void;
}) {
  const { t } = useTranslation('console');
  useSyncExternalStore(reader.subscribe, () => reader.version);
  const at = times.at(reader.offset);
  return (
    <p className={styles.banner} role="status">
      <span>
        {reader.state === 'failed'
          ? t('history.failed')
          : at == null
            ? t('history.reading')
            : t('history.readingAt', { time: formatMoment(at) })}
      </span>
      {reader.hasLater && (
        <Button kind="ghost" small onClick={() => void reader.loadLater().catch(() => undefined)}>
          {t('history.later')}
        </Button>
      )}
      <Button small onClick={onLive}>
        {t('history.live')}
      </Button>
    </p>
  );
}
