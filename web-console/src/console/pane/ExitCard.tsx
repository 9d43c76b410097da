import { X } from 'lucide-react';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CrashReport, Exit, Instance } from '@/api/types';
import { Button } from '@/design/Button';
import { formatDuration, formatFull, formatTime } from '@/i18n/format';
import { exitText } from '@/instance/stateText';
import type { LogModel } from '../log/logModel';
import { ProblemList } from '../problems/ProblemList';
import { RecoveryLine } from '../problems/RecoveryLine';
import { useCrash, useProblems } from '../problems/useProblems';
import styles from './ConsolePane.module.css';

const MOST_LINES = 20;
/** Older errors are rarely why it ended. */
const LOOK_BACK = 400;

/** After a program has ended: how, after how long, why as far as known, what happens next and what can be done. */
export function ExitCard({ instance, model }: { instance: Instance; model: LogModel }) {
  const [hidden, setHidden] = useState<string>();
  const { state } = instance;
  const exit: Exit | undefined = 'exit' in state ? state.exit : undefined;
  if (exit === undefined || hidden === exit.at) return null;
  return <Card key={exit.at} instance={instance} exit={exit} model={model} onHide={() => setHidden(exit.at)} />;
}

interface CardProps {
  instance: Instance;
  exit: Exit;
  model: LogModel;
  onHide: () => void;
}

function Card({ instance, exit, model, onHide }: CardProps) {
  const { t, i18n } = useTranslation(['console', 'instance', 'common']);
  const { state } = instance;
  const crashed = state.type === 'crashed';
  const report = useCrash(instance, exit);
  const problems = useProblems(instance);
  const recovery = state.type === 'crashed' ? state.recovery : undefined;
  const why = crashed ? reason(exit, report, t, (key) => i18n.exists(key, { ns: 'console' })) : undefined;
  return (
    <section className={`${styles.exit ?? ''} ${crashed ? (styles.crashed ?? '') : ''}`} aria-label={t('exit.label')}>
      <div className={styles.exitLine}>
        <b>{t(crashed ? 'exit.crashed' : 'exit.stopped')}</b>
        <span>{exitText(exit, t as unknown as Parameters<typeof exitText>[1])}</span>
        {why !== undefined && <span>{why}</span>}
        <span>{t('exit.ran', { duration: formatDuration(exit.ranMillis) })}</span>
        <time dateTime={exit.at} title={formatFull(exit.at)}>
          {formatTime(exit.at)}
        </time>
        <Button kind="ghost" icon small aria-label={t('exit.hide')} onClick={onHide}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {recovery !== undefined && <RecoveryLine instance={instance} recovery={recovery} />}
      {problems.length > 0 && <ProblemList instance={instance} problems={problems} />}
      {crashed && <LastWords model={model} report={report} />}
    </section>
  );
}

/** Its errors where lines have a level, otherwise the last lines as the node kept them. */
function LastWords({ model, report }: { model: LogModel; report: CrashReport | undefined }) {
  const { t } = useTranslation('console');
  const errors = lastErrors(model);
  const lines = errors.length > 0 ? errors : (report?.lines ?? []);
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t(errors.length > 0 ? 'exit.lastErrors' : 'exit.lastLines')}</summary>
      <pre className={styles.errors}>{lines.join('\n')}</pre>
    </details>
  );
}

/** What the node knows of the cause, otherwise what such a code or signal mostly means. */
function reason(
  exit: Exit,
  report: CrashReport | undefined,
  t: TFunction<'console'>,
  exists: (key: string) => boolean,
): string | undefined {
  const known = (key: string): string | undefined => (exists(key) ? t(key as 'exit.cause.LOST') : undefined);
  const cause = report === undefined ? undefined : known(`exit.cause.${report.cause}`);
  if (cause !== undefined) return cause;
  if (exit.code !== undefined) return known(`exit.codes.${exit.code}`);
  return exit.signal === undefined ? undefined : known(`exit.signals.${exit.signal}`);
}

function lastErrors(model: LogModel): string[] {
  return model.lines
    .slice(-LOOK_BACK)
    .flatMap((line) => (line.kind === 'text' && line.level === 'error' ? [line.text.slice(0, 500)] : []))
    .slice(-MOST_LINES);
}
