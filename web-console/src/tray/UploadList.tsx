import { Pause, Play, RotateCcw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { CheckField } from '@/design/Field';
import { isArchive, join, shownName } from '@/files/paths';
import { useFileProblemText } from '@/files/problemText';
import { isActive, type Upload } from '@/files/uploads/upload';
import { uploads } from '@/files/uploads/uploads';
import { formatBytes, formatDuration, formatNumber } from '@/i18n/format';
import { timeLeft } from '@/files/uploads/speed';
import styles from './Tray.module.css';

/** A folder of ten thousand files is told in numbers, not in rows. */
const MOST_ROWS = 60;

const ORDER = ['conflict', 'failed', 'lost', 'sending', 'paused', 'waiting', 'skipped', 'cancelled', 'done'];

export function UploadList({ list, onDecide }: { list: readonly Upload[]; onDecide: () => void }) {
  const { t } = useTranslation('tray');
  // What moves or needs somebody comes first.
  const rank = ({ state }: Upload) => ORDER.indexOf(state.kind);
  const sorted = [...list].sort((a, b) => rank(a) - rank(b));
  const more = sorted.length - MOST_ROWS;
  return (
    <ul className={styles.list}>
      {sorted.slice(0, MOST_ROWS).map((upload) => (
        <UploadRow key={upload.id} upload={upload} onDecide={onDecide} />
      ))}
      {more > 0 && <li className={styles.rest}>{t('upload.more', { count: more, number: formatNumber(more) })}</li>}
    </ul>
  );
}

function UploadRow({ upload, onDecide }: { upload: Upload; onDecide: () => void }) {
  const { t } = useTranslation('tray');
  const { id, name, folder, target, state, size, sent } = upload;
  const place = [target.instanceName, shownName(folder)].filter(Boolean).join(' / ');
  const started = ['sending', 'paused', 'lost'].includes(state.kind);
  return (
    <li className={styles.row} data-state={state.kind}>
      <span className={styles.name} title={shownName(join(folder, name))}>
        {shownName(name)}
      </span>
      <Buttons upload={upload} onDecide={onDecide} />
      <span className={styles.state}>
        <StateText upload={upload} />
      </span>
      <span className={styles.place}>{t('upload.to', { place })}</span>
      {started && (
        <progress className={styles.progress} max={Math.max(1, size)} value={sent} aria-label={shownName(name)} />
      )}
      {isActive(upload) && isArchive(name) && (
        <div className={styles.option}>
          <CheckField
            label={t('upload.extract')}
            checked={upload.extract}
            onChange={(event) => uploads.setExtract(id, event.target.checked)}
          />
        </div>
      )}
    </li>
  );
}

function StateText({ upload: { state, sent, size } }: { upload: Upload }) {
  const { t } = useTranslation('tray');
  const problemText = useFileProblemText();
  const words = { sent: formatBytes(sent), size: formatBytes(size) };
  switch (state.kind) {
    case 'sending': {
      const left = timeLeft(size - sent, state.perSecond);
      const parts = [
        t('upload.progress', words),
        state.perSecond !== undefined && t('upload.speed', { speed: formatBytes(state.perSecond) }),
        left !== undefined && left >= 1000 && t('upload.left', { time: formatDuration(left) }),
      ];
      return parts.filter(Boolean).join(' · ');
    }
    case 'failed':
      return <span className={styles.failed}>{problemText(state.problem)}</span>;
    case 'lost':
      return (
        <span className={styles.warned}>
          {state.problem.code === 'TRANSFER_LOST' ? t('upload.lost', words) : problemText(state.problem)}
        </span>
      );
    default:
      return t(`upload.${state.kind}`, words);
  }
}

function Buttons({ upload, onDecide }: { upload: Upload; onDecide: () => void }) {
  const { t } = useTranslation('tray');
  const { id, state } = upload;
  const name = shownName(upload.name);
  return (
    <span className={styles.buttons}>
      {state.kind === 'conflict' && (
        <Button kind="link" onClick={onDecide}>
          {t('upload.decide')}
        </Button>
      )}
      {state.kind === 'lost' && (
        <Button kind="link" onClick={() => uploads.resume(id)}>
          {t('upload.now')}
        </Button>
      )}
      {['sending', 'waiting', 'lost'].includes(state.kind) && (
        <Button kind="ghost" icon small aria-label={t('upload.pause', { name })} onClick={() => uploads.pause(id)}>
          <Pause size={14} aria-hidden="true" />
        </Button>
      )}
      {state.kind === 'paused' && (
        <Button kind="ghost" icon small aria-label={t('upload.resume', { name })} onClick={() => uploads.resume(id)}>
          <Play size={14} aria-hidden="true" />
        </Button>
      )}
      {['failed', 'cancelled', 'skipped'].includes(state.kind) && (
        <Button kind="ghost" icon small aria-label={t('upload.retry', { name })} onClick={() => uploads.retry(id)}>
          <RotateCcw size={14} aria-hidden="true" />
        </Button>
      )}
      {isActive(upload) && (
        <Button kind="ghost" icon small aria-label={t('upload.cancel', { name })} onClick={() => uploads.cancel(id)}>
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </span>
  );
}
