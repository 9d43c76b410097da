import { Download, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleSearch } from '@/api/consoleLogCalls';
import { useMedia } from '@/app/useMedia';
import { Button } from '@/design/Button';
import type { LogRange } from './downloadLog';
import styles from './History.module.css';
import { HistoryResults } from './HistoryResults';
import { useHistorySearch } from './useHistorySearch';

export interface HistoryPanelProps {
  instance: string;
  /** What was looked for in the loaded lines. */
  query: string;
  onJump: (offset: number) => void;
  onDownload: (range: LogRange) => void;
  onClose: () => void;
}

type LevelChoice = '' | 'info' | 'warn' | 'error';

/** Searches everything that the node has stored of this console. */
export default function HistoryPanel({ instance, query, onJump, onDownload, onClose }: HistoryPanelProps) {
  const { t } = useTranslation('console');
  const { found, search, more } = useHistorySearch(instance);
  const [text, setText] = useState(query);
  const [regex, setRegex] = useState(false);
  const [matchCase, setMatchCase] = useState(false);
  const [level, setLevel] = useState<LevelChoice>('');
  const [after, setAfter] = useState('');
  const [before, setBefore] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const narrow = useMedia('(max-width: 639px)');
  const [unfolded, setUnfolded] = useState(false);
  useEffect(() => field.current?.focus(), []);

  const problem = found.problem?.params.field === 'text' ? found.problem : undefined;
  const range = { ...timeOf('after', after), ...timeOf('before', before) };
  const isBackwards = range.after !== undefined && range.before !== undefined && range.after >= range.before;
  const submit = () =>
    search({
      text,
      regex,
      matchCase,
      ...(level !== '' && { level }),
      ...range,
    });
  const download = (
    <Button small disabled={isBackwards} onClick={() => onDownload(range)}>
      <Download size={14} aria-hidden="true" />
      {t(after === '' && before === '' ? 'history.downloadAll' : 'history.downloadRange')}
    </Button>
  );
  const close = (
    <Button kind="ghost" icon small aria-label={t('history.close')} onClick={onClose}>
      <X size={16} aria-hidden="true" />
    </Button>
  );
  return (
    <section className={styles.panel} aria-label={t('history.label')}>
      <form
        className={styles.form}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <input
          ref={field}
          type="text"
          className={styles.text}
          aria-label={t('history.text')}
          placeholder={t('history.text')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && errorId}
        />
        {narrow && close}
        <Button kind="primary" small type="submit" disabled={isBackwards}>
          {t('history.search')}
        </Button>
        {narrow && (
          <Button kind="ghost" small aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {t('history.options')}
          </Button>
        )}
        {!narrow && download}
        {!narrow && close}
        {(!narrow || unfolded) && (
          <div className={styles.options}>
            <label className={styles.check}>
              <input type="checkbox" checked={regex} onChange={(event) => setRegex(event.target.checked)} />
              {t('history.regex')}
            </label>
            <label className={styles.check}>
              <input type="checkbox" checked={matchCase} onChange={(event) => setMatchCase(event.target.checked)} />
              {t('history.matchCase')}
            </label>
            <select
              aria-label={t('level.label')}
              value={level}
              onChange={(event) => setLevel(event.target.value as LevelChoice)}
            >
              <option value="">{t('level.all')}</option>
              {(['info', 'warn', 'error'] as const).map((each) => (
                <option key={each} value={each}>
                  {t(`level.${each}`)}
                </option>
              ))}
            </select>
            <label className={styles.time}>
              {t('history.after')}
              <input type="datetime-local" step={1} value={after} onChange={(event) => setAfter(event.target.value)} />
            </label>
            <label className={styles.time}>
              {t('history.before')}
              <input type="datetime-local" step={1} value={before} onChange={(event) => setBefore(event.target.value)} />
            </label>
            {narrow && download}
          </div>
        )}
      </form>
      {problem && (
        <p id={errorId} className={styles.error} role="alert">
          {t('history.badExpression', { rule: typeof problem.params.rule === 'string' ? problem.params.rule : '' })}
        </p>
      )}
      {isBackwards && (
        <p className={styles.error} role="alert">
          {t('history.backwards')}
        </p>
      )}
      <HistoryResults found={problem ? { ...found, problem: undefined } : found} onJump={onJump} onMore={more} />
    </section>
  );
}

/** A person's local time as one for everybody; nothing for what is empty or half typed. */
function timeOf(name: 'after' | 'before', local: string): Partial<Pick<ConsoleSearch, 'after' | 'before'>> {
  const millis = local === '' ? Number.NaN : new Date(local).getTime();
  return Number.isNaN(millis) ? {} : { [name]: new Date(millis).toISOString() };
}
