import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import { Button } from '@/design/Button';
import { useProblemTexts } from '@/design/problemTexts';
import type { ConsoleSession } from '../session/consoleSession';
import styles from './CommandLine.module.css';
import { CommandHistory } from './commandHistory';
import { PasteDialog } from './PasteDialog';
import { pastedLines } from './pastedLines';

export type BlockReason = 'offline' | 'readOnly' | 'stopped' | 'unknown' | 'connecting';

export interface CommandLineProps {
  session: ConsoleSession;
  terminal: boolean;
  /** Why nothing can be sent now; the typed text stays. */
  blocked: BlockReason | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** Where commands are typed: with history, a preview for pasted lines, and the reason beside it when it can't send. */
export function CommandLine({ session, terminal, blocked, ref }: CommandLineProps) {
  const { t } = useTranslation('console');
  const [text, setText] = useState('');
  const [pasted, setPasted] = useState<string[]>();
  const [history] = useState(() => new CommandHistory(session.instanceId));
  const refusal = useRefusal(session);
  const sentText = useRef('');

  const send = () => {
    if (blocked !== undefined || text === '') return;
    refusal.clear();
    sentText.current = text;
    const reason = session.sendLine(text, terminal);
    if (reason !== undefined) return;
    history.add(text);
    setText('');
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

  const reason = blocked === undefined ? refusal.text : t(`command.${blocked}`);
  return (
    <div className={styles.command}>
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
        <Button kind="primary" small type="submit" disabled={blocked !== undefined || text === ''}>
          {t('command.send')}
        </Button>
      </form>
      <div id="command-reason" className={styles.reason} role="status" hidden={reason === undefined}>
        {reason}
      </div>
      {pasted !== undefined && (
        <PasteDialog
          lines={pasted}
          session={session}
          terminal={terminal}
          blocked={blocked !== undefined}
          onSent={(line) => history.add(line)}
          onClose={() => setPasted(undefined)}
        />
      )}
    </div>
  );
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
