import { useEffect, useId, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { commandHistory } from '@/api/peopleCalls';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import type { ConsoleSession } from '../session/consoleSession';
import { completions, isAllowed } from './allowedLines';
import { CommandButtons } from './CommandButtons';
import styles from './CommandLine.module.css';
import { CommandHistory } from './commandHistory';
import { PasteDialog } from './PasteDialog';
import { pastedLines } from './pastedLines';

export type BlockReason = 'notAllowed' | 'offline' | 'readOnly' | 'stopped' | 'unknown' | 'connecting';

export interface CommandLineProps {
  session: ConsoleSession;
  /** What may be sent, with `*` for anything; undefined: everything. */
  allowed: readonly string[] | undefined;
  buttons: readonly { label: string; command: string }[];
  /** Why nothing can be sent now; the typed text stays. */
  blocked: BlockReason | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** Where commands are typed: with history, a preview for pasted lines, and the reason beside it when it can't send. */
export function CommandLine({ session, allowed, buttons, blocked, ref }: CommandLineProps) {
  const { t } = useTranslation('console');
  const [text, setText] = useState('');
  const [pasted, setPasted] = useState<string[]>();
  const [history] = useState(() => new CommandHistory());
  useStoredHistory(history, session.instanceId, blocked !== 'readOnly');
  const offered = useId();
  const can = (line: string) => allowed === undefined || isAllowed(allowed, line);
  const denied = text !== '' && !can(text);
  const refusal = useRefusal(session);

  const sendLine = (line: string): boolean => {
    if (blocked !== undefined || line === '' || !can(line)) return false;
    refusal.clear();
    if (session.sendLine(line) !== undefined) return false;
    history.add(line);
    return true;
  };
  const send = () => {
    if (sendLine(text)) setText('');
  };

  const recall = (command: string | undefined, event: KeyboardEvent) => {
    event.preventDefault();
    if (command !== undefined) setText(command);
  };

  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowUp') recall(history.older(text), event);
    else if (event.key === 'ArrowDown') recall(history.newer(), event);
    else if (event.key === 'Enter') {
      event.preventDefault();
      send();
    }
  };

  const paste = (event: ClipboardEvent) => {
    const lines = pastedLines(event.clipboardData.getData('text/plain'));
    if (lines === undefined) return;
    event.preventDefault();
    setPasted(lines);
  };

  const reason = blocked === undefined ? ((denied ? t('command.notAllowed') : undefined) ?? refusal.text) : t(`command.${blocked}`);
  return (
    <div className={styles.command}>
      <CommandButtons buttons={buttons} can={(line) => blocked === undefined && can(line)} onSend={sendLine} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <span className={styles.prompt} aria-hidden="true">
          {'›'}
        </span>
        <input
          ref={ref}
          className={styles.input}
          aria-label={t('command.label')}
          aria-describedby={reason === undefined ? undefined : 'command-reason'}
          placeholder={t('command.placeholder')}
          list={allowed === undefined ? undefined : offered}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            history.typed();
          }}
          onKeyDown={pressed}
          onPaste={paste}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          maxLength={16_000}
        />
        <Button kind="primary" small type="submit" disabled={blocked !== undefined || text === '' || denied}>
          {t('command.send')}
        </Button>
      </form>
      {allowed !== undefined && (
        <datalist id={offered}>
          {completions(allowed).map((line) => (
            <option key={line} value={line} />
          ))}
        </datalist>
      )}
      <div id="command-reason" className={styles.reason} role="status" hidden={reason === undefined}>
        {reason}
      </div>
      {pasted !== undefined && (
        <PasteDialog
          lines={pasted}
          session={session}
          blocked={blocked !== undefined}
          onSent={(line) => history.add(line)}
          onClose={() => setPasted(undefined)}
        />
      )}
    </div>
  );
}

/** What the panel keeps, asked for once; without it there is just less to go back to. */
function useStoredHistory(history: CommandHistory, instanceId: string, wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    commandHistory(instanceId).then(
      (commands) => history.load(commands),
      () => undefined,
    );
  }, [history, instanceId, wanted]);
}

/** The last refusal that the daemon answered with, in words. */
function useRefusal(session: ConsoleSession): { text: string | undefined; clear: () => void } {
  const { t } = useTranslation('console');
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(
    () => session.onInputError(({ code, params }) => setProblem(new ProblemError({ code, params }))),
    [session],
  );
  const { title } = useProblemTexts(problem ?? NO_PROBLEM);
  return {
    text: problem && t('command.refused', { reason: title }),
    clear: () => setProblem(undefined),
  };
}

const NO_PROBLEM = new ProblemError({ code: 'NONE' });
