import { useTranslation } from 'react-i18next';
import { timeLeft } from '@/files/uploads/speed';
import { isActive, type Upload } from '@/files/uploads/upload';
import { formatBytes, formatDuration, formatNumber } from '@/i18n/format';
import styles from './Tray.module.css';

/** All uploads together: how many, how far, how fast, how long. */
export function UploadTotal({ list, preparing }: { list: readonly Upload[]; preparing: boolean }) {
  const { t } = useTranslation('tray');
  const active = list.filter(isActive);
  const failed = list.filter(({ state }) => state.kind === 'failed').length;
  const finished = list.filter(({ state }) => state.kind === 'done').length;
  const words = (count: number) => ({ count, number: formatNumber(count) });
  const headline =
    active.length > 0
      ? t('upload.sending', words(active.length))
      : preparing
        ? t('upload.preparing')
        : finished > 0 || failed === 0
          ? t('upload.finished', words(finished))
          : undefined;
  // What is done counts too, so that the bar never goes back when a file ends.
  const counted = list.filter((upload) => isActive(upload) || upload.state.kind === 'done');
  const size = counted.reduce((sum, upload) => sum + upload.size, 0);
  const sent = counted.reduce((sum, upload) => sum + upload.sent, 0);
  return (
    <div className={styles.total}>
      <b>
        {headline}
        {headline !== undefined && failed > 0 && ' · '}
        {failed > 0 && <span className={styles.failed}>{t('upload.failedCount', words(failed))}</span>}
      </b>
      {active.length > 0 && (
        <>
          <Numbers active={active} size={size} sent={sent} />
          <progress className={styles.progress} max={Math.max(1, size)} value={sent} aria-label={headline} />
        </>
      )}
    </div>
  );
}

function Numbers({ active, size, sent }: { active: readonly Upload[]; size: number; sent: number }) {
  const { t } = useTranslation('tray');
  const speeds = active.map(({ state }) => (state.kind === 'sending' ? state.perSecond : undefined));
  const known = speeds.filter((speed) => speed !== undefined);
  const perSecond = known.length > 0 ? known.reduce((sum, speed) => sum + speed, 0) : undefined;
  const left = timeLeft(size - sent, perSecond);
  const parts = [
    t('upload.progress', { sent: formatBytes(sent), size: formatBytes(size) }),
    perSecond !== undefined && t('upload.speed', { speed: formatBytes(perSecond) }),
    left !== undefined && left >= 1000 && t('upload.left', { time: formatDuration(left) }),
  ];
  return <span className={styles.numbers}>{parts.filter(Boolean).join(' · ')}</span>;
}
