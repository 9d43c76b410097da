import { useEffect, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import { useNow } from '@/live/useNow';
import type { ConsoleStatus } from '@/streams/consoleStream';
import type { ConsoleSession } from '../session/consoleSession';
import styles from './ConsolePane.module.css';
import { useSessionVersion } from './useSession';

/** Nothing is said about short waits. */
const QUIET_MILLIS = 1_000;

/** How the connection stands, in one word and a shape. */
export function StatusTag({ session }: { session: ConsoleSession }) {
  const { t } = useTranslation('console');
  useSessionVersion(session);
  const { status } = session.stream;
  const settled = useSettled(status);
  if (!settled) return null;
  return (
    <span className={styles.status}>
      <span className={`${styles.dot ?? ''} ${styles[status.kind] ?? ''}`} aria-hidden="true" />
      <span className={styles.statusWord}>
        {status.kind === 'connecting' ? t('status.connecting') : t(`status.${status.kind}`)}
      </span>
    </span>
  );
}

/** What is wrong with the connection and what happens next; the output above stays as it was. */
export function StatusNote({ session }: { session: ConsoleSession }) {
  useSessionVersion(session);
  const { status } = session.stream;
  const settled = useSettled(status);
  if (!settled || status.kind === 'live' || status.kind === 'catchingUp') return null;
  return <Trouble session={session} status={status} />;
}

function Trouble({ session, status }: { session: ConsoleSession; status: ConsoleStatus }) {
  const { t } = useTranslation('console');
  const now = useNow();
  const code = 'code' in status ? status.code : 'after' in status ? (status.after ?? 'NONE') : 'NONE';
  const { title, remedy } = useProblemTexts(new ProblemError({ code }));
  const reason = ownReason(code, t) ?? [title, remedy].filter(Boolean).join('. ');
  const retry = (
    <Button kind="link" onClick={() => session.stream.retryNow()}>
      {t('status.retry')}
    </Button>
  );
  switch (status.kind) {
    case 'offline':
      return (
        <p className={styles.note} role="status">
          <b>{t('status.offline')}</b> {t('status.offlineReason')} {retry}
        </p>
      );
    case 'connecting':
    case 'reconnecting':
      if (code === 'NONE')
        return <p className={styles.note}>{status.kind === 'connecting' && t(`status.${status.stage}`)}</p>;
      return (
        <p className={styles.note}>
          <b role="status">{t('status.lost')}</b> {reason}{' '}
          <span className={styles.wait}>
            {status.kind === 'connecting'
              ? t('status.tryingNow')
              : t('status.tryingIn', { seconds: secondsUntil(status.at, now) })}
          </span>{' '}
          {retry}
        </p>
      );
    case 'refused':
    case 'ended':
      return (
        <p className={`${styles.note ?? ''} ${styles.failed ?? ''}`} role="alert">
          <b>{t(`status.${status.kind}`)}</b> {reason} {status.kind === 'refused' && retry}
        </p>
      );
    default:
      return null;
  }
}

function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

/** Words for what only the browser can see. */
function ownReason(code: string, t: TFunction<'console'>): string | undefined {
  switch (code) {
    case 'NODE_UNREACHABLE':
    case 'NODE_STOPPED':
    case 'CONNECTION_LOST':
      return t(`reason.${code}`);
    default:
      return undefined;
  }
}

/** False while a wait is too short to speak of; attempts that follow one another count as one wait. */
function useSettled(status: ConsoleStatus): boolean {
  const waiting = status.kind === 'connecting' || status.kind === 'reconnecting';
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLong(true), QUIET_MILLIS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [waiting]);
  return !waiting || long;
}
