import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/i18n/format';
import type { LogRow } from './logIndex';

const EVERY_MILLIS = 2_000;
/** More lines than this are told by number and last line only. */
const READ_IN_FULL = 4;
const LONGEST = 300;

/** Tells screen readers of new lines, in batches and politely; nobody can listen to a flood. */
export function Announcer({ rows, received }: { rows: readonly LogRow[]; received: number }) {
  const { t } = useTranslation('console');
  const [text, setText] = useState('');
  const latest = useRef({ rows, received });
  const told = useRef<number>(undefined);
  useEffect(() => {
    latest.current = { rows, received };
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const now = latest.current;
      // What was there when the console opened isn't news.
      const before = (told.current ??= now.received);
      const count = now.received - before;
      told.current = now.received;
      if (count <= 0 || !document.hasFocus()) return;
      const fresh = now.rows.slice(-Math.min(count, READ_IN_FULL)).map(textOf);
      setText(
        count <= READ_IN_FULL
          ? fresh.join('\n')
          : t('log.announce', { count, number: formatNumber(count), last: fresh.at(-1) ?? '' }),
      );
    }, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [t]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}

function textOf({ line }: LogRow): string {
  return line.kind === 'text' || line.kind === 'command' ? line.text.slice(0, LONGEST) : '';
}
