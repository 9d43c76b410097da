import { ChevronDown, ChevronUp, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/design/Button';
import { formatBytes, formatDuration, formatNumber } from '@/i18n/format';
import { join, shownName } from './paths';
import { useFileProblemText } from './problemText';
import styles from './UploadTray.module.css';
import { ConflictDialog } from './uploads/ConflictDialog';
import { timeLeft } from './uploads/speed';
import { isActive, type Upload } from './uploads/upload';
import { uploads, usePreparing, useUploads } from './uploads/uploads';

/** Uploads on their way, on every page; nothing while there are none. One per page, inside the shell. */
export default function UploadTray() {
  const list = useUploads();
  const preparing = usePreparing();
  const [expanded, setExpanded] = useState(true);
  const [later, setLater] = useState<number>();
  if (list.length === 0 && preparing === 0) return null;
  const conflicts = list.filter(({ state }) => state.kind === 'conflict');
  const conflict = conflicts.find(({ id }) => id !== later);
  return (
    <Tray
      list={list}
      preparing={preparing > 0}
      expanded={expanded}
      onExpand={setExpanded}
      onDecide={() => setLater(undefined)}
    >
      {conflict !== undefined && later === undefined && (
        <ConflictDialog
          key={conflict.id}
          upload={conflict}
          others={conflicts.length - 1}
          onDecide={(choice, forAll) => uploads.decide(conflict.id, choice, forAll)}
          onClose={() => setLater(conflict.id)}
        />
      )}
    </Tray>
  );
}

interface TrayProps {
  list: readonly Upload[];
  preparing: boolean;
  expanded: boolean;
  onExpand: (expanded: boolean) => void;
  onDecide: () => void;
  children: React.ReactNode;
}

function Tray({ list, preparing, expanded, onExpand, onDecide, children }: TrayProps) {
  const { t } = useTranslation('files');
  const active = list.filter(isActive);
  const busy = active.length > 0 || preparing;
  return (
    <section ref={liftToasts} className={styles.tray} aria-label={t('upload.label')}>
      <div className={styles.head}>
        <Summary list={list} preparing={preparing} />
        <Button
          kind="ghost"
          icon
          small
          aria-label={t(expanded ? 'upload.hide' : 'upload.show')}
          aria-expanded={expanded}
          onClick={() => onExpand(!expanded)}
        >
          {expanded ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronUp size={16} aria-hidden="true" />}
        </Button>
        {busy ? (
          <Button kind="ghost" small onClick={() => uploads.cancelAll()}>
            {t('upload.cancelAll')}
          </Button>
        ) : (
          <Button kind="ghost" small onClick={() => uploads.clearFinished()}>
            {t('upload.clear')}
          </Button>
        )}
      </div>
      {expanded && (
        <ul className={styles.list}>
          {shownFirst(list).map((upload) => (
            <UploadRow key={upload.id} upload={upload} onDecide={onDecide} />
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}

/** Messages appear above the tray, however high it is. */
function liftToasts(tray: HTMLElement | null): (() => void) | undefined {
  if (tray === null) return undefined;
  const root = document.documentElement;
  const observer = new ResizeObserver(() => root.style.setProperty('--tray', `${tray.offsetHeight + 8}px`));
  observer.observe(tray);
  return () => {
    observer.disconnect();
    root.style.removeProperty('--tray');
  };
}

/** A folder of ten thousand files is told in numbers, not in rows. */
const MOST_ROWS = 100;

/** What moves or needs somebody comes first. */
function shownFirst(list: readonly Upload[]): readonly Upload[] {
  const order = (upload: Upload): number => {
    if (upload.state.kind === 'conflict' || upload.state.kind === 'failed') return 0;
    if (upload.state.kind === 'sending') return 1;
    return upload.state.kind === 'waiting' ? 2 : 3;
  };
  return [...list].sort((a, b) => order(a) - order(b)).slice(0, MOST_ROWS);
}

function Summary({ list, preparing }: { list: readonly Upload[]; preparing: boolean }) {
  const { t } = useTranslation('files');
  const active = list.filter(isActive);
  const failed = list.filter(({ state }) => state.kind === 'failed').length;
  const finished = list.filter(({ state }) => state.kind === 'done').length;
  const words = (count: number) => ({ count, number: formatNumber(count) });
  const headline =
    active.length > 0
      ? t('upload.sending', words(active.length))
      : preparing
        ? t('upload.preparing')
        : finished > 0
          ? t('upload.finished', words(finished))
          : t('upload.stopped');
  return (
    <div className={styles.summary}>
      <b role="status">
        {headline}
        {failed > 0 && <span className={styles.failed}>{` · ${t('upload.failedCount', words(failed))}`}</span>}
      </b>
      {active.length > 0 && <Total active={active} />}
    </div>
  );
}

function Total({ active }: { active: readonly Upload[] }) {
  const { t } = useTranslation('files');
  const size = active.reduce((sum, upload) => sum + upload.size, 0);
  const sent = active.reduce((sum, upload) => sum + upload.sent, 0);
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

function UploadRow({ upload, onDecide }: { upload: Upload; onDecide: () => void }) {
  const { t } = useTranslation('files');
  const problemText = useFileProblemText();
  const { id, name, folder, target, state, size, sent } = upload;
  const place = [target.instanceName, shownName(folder)].filter(Boolean).join(' / ');
  return (
    <li className={styles.upload}>
      <span className={styles.name} title={shownName(join(folder, name))}>
        {shownName(name)}
      </span>
      <span className={styles.state}>
        {state.kind === 'sending' ? (
          t('upload.progress', { sent: formatBytes(sent), size: formatBytes(size) })
        ) : state.kind === 'failed' ? (
          <span className={styles.failed}>{problemText(state.problem)}</span>
        ) : (
          t(`upload.${state.kind}`)
        )}
      </span>
      <span className={styles.buttons}>
        {state.kind === 'conflict' && (
          <Button kind="link" onClick={onDecide}>
            {t('upload.decide')}
          </Button>
        )}
        {(state.kind === 'failed' || state.kind === 'cancelled') && (
          <Button kind="ghost" icon small aria-label={t('upload.retry')} onClick={() => uploads.retry(id)}>
            <RotateCcw size={14} aria-hidden="true" />
          </Button>
        )}
        {isActive(upload) && (
          <Button
            kind="ghost"
            icon
            small
            aria-label={t('upload.cancel', { name: shownName(name) })}
            onClick={() => uploads.cancel(id)}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </span>
      <span className={styles.place}>{t('upload.to', { place })}</span>
      {state.kind === 'sending' && (
        <progress
          className={styles.progress}
          max={Math.max(1, size)}
          value={sent}
          aria-label={shownName(name)}
        />
      )}
    </li>
  );
}
