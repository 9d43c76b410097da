import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exit, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { formatDuration, formatFull, formatTime } from '@/i18n/format';
import { exitText } from '@/instance/stateText';
import type { LogModel } from '../log/logModel';
import styles from './ConsolePane.module.css';

const MOST_ERRORS = 5;
/** Older errors are rarely why it ended. */
const LOOK_BACK = 400;

/** After a program has ended: how, after how long, and its last words of alarm. */
export function ExitCard({ instance, model }: { instance: Instance; model: LogModel }) {
  const { t } = useTranslation(['console', 'instance', 'common']);
  const [hidden, setHidden] = useState<string>();
  const { state } = instance;
  const exit: Exit | undefined = 'exit' in state ? state.exit : undefined;
  if (exit === undefined || hidden === exit.at) return null;
  const crashed = state.type === 'crashed';
  const errors = crashed ? lastErrors(model) : [];
  return (
    <section
      className={`${styles.exit ?? ''} ${crashed ? (styles.crashed ?? '') : ''}`}
      aria-label={t('exit.label')}
    >
      <div className={styles.exitLine}>
        <b>{t(crashed ? 'exit.crashed' : 'exit.stopped')}</b>
        <span>{exitText(exit, t as unknown as Parameters<typeof exitText>[1])}</span>
        <span>{t('exit.ran', { duration: formatDuration(exit.ranMillis) })}</span>
        <time dateTime={exit.at} title={formatFull(exit.at)}>
          {formatTime(exit.at)}
        </time>
        <Button kind="ghost" icon small aria-label={t('exit.hide')} onClick={() => setHidden(exit.at)}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {errors.length > 0 && (
        <details>
          <summary>{t('exit.lastErrors')}</summary>
          <pre className={styles.errors}>{errors.join('\n')}</pre>
        </details>
      )}
    </section>
  );
}

function lastErrors(model: LogModel): string[] {
  return model.lines
    .slice(-LOOK_BACK)
    .flatMap((line) => (line.kind === 'text' && line.level === 'error' ? [line.text.slice(0, 500)] : []))
    .slice(-MOST_ERRORS);
}
