import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { Dialog } from '@/design/overlay/Dialog';
import { useProblemTexts } from '@/design/problemTexts';
import { formatNumber } from '@/i18n/format';
import type { ConsoleSession } from '../session/consoleSession';
import styles from './CommandLine.module.css';
import { MOST_LINES, sendLines, type LineSender, type PastedLine } from './pastedLines';

export interface PasteDialogProps {
  lines: readonly string[];
  session: ConsoleSession;
  blocked: boolean;
  onSent: (line: string) => void;
  onClose: () => void;
}

/** Shows several pasted lines before any of them is sent, and how far sending came. */
export function PasteDialog({ lines, session, blocked, onSent, onClose }: PasteDialogProps) {
  const { t } = useTranslation('console');
  const [state, setState] = useState<readonly PastedLine[]>(() =>
    lines.slice(0, MOST_LINES).map((text) => ({ text, state: 'waiting' })),
  );
  const [sending, setSending] = useState<AbortController>();
  const active = useRef(sending);
  useEffect(() => {
    active.current = sending;
  });
  useEffect(() => () => active.current?.abort(), []);

  const begin = async () => {
    const stop = new AbortController();
    setSending(stop);
    await sendLines(state, senderOf(session, onSent), setState, stop.signal);
    setSending(undefined);
  };

  const started = state.some((line) => line.state !== 'waiting');
  const finished = state.every((line) => line.state === 'sent');
  const count = state.length;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('paste.title', { count, number: formatNumber(count) })}
      description={t('paste.description')}
      actions={
        <>
          <Button onClick={onClose}>{t(started ? 'paste.close' : 'paste.cancel')}</Button>
          {sending !== undefined ? (
            <Button onClick={() => sending.abort()}>{t('paste.stop')}</Button>
          ) : (
            !finished && (
              <Button kind="primary" disabled={blocked} onClick={() => void begin()}>
                {t(started ? 'paste.rest' : 'paste.send')}
              </Button>
            )
          )}
        </>
      }
    >
      {lines.length > MOST_LINES && <p>{t('paste.tooMany', { number: formatNumber(MOST_LINES) })}</p>}
      <ol className={styles.lines}>
        {state.map((line, index) => (
          <li key={index} className={styles.pasted}>
            <code>{line.text === '' ? '\u00a0' : line.text}</code>
            <LineNote line={line} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function LineNote({ line: { state, reason } }: { line: PastedLine }) {
  const { t } = useTranslation('console');
  const { title } = useProblemTexts(new ProblemError({ code: reason ?? 'NONE' }));
  const words = reason === 'offline' || reason === 'readOnly' ? t(`command.${reason}`) : title;
  const look = state === 'sent' ? styles.sent : state === 'refused' ? styles.refused : '';
  return (
    <span className={`${styles.state ?? ''} ${look ?? ''}`}>{t(`paste.${state}`, { reason: words })}</span>
  );
}

function senderOf(session: ConsoleSession, onSent: (line: string) => void): LineSender {
  return {
    send: (line) => {
      const reason = session.sendLine(line);
      if (reason === undefined) onSent(line);
      return reason;
    },
    onRefusal: (listener) => session.onInputError(({ code }) => listener(code)),
  };
}
