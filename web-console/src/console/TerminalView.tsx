import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import '@xterm/xterm/css/xterm.css';
import { useTheme } from './log/useStyleSheet';
import type { ConsoleSession } from './session/consoleSession';
import { KeyBar } from './terminal/KeyBar';
import { NOTHING_FOUND, type Found } from './pane/FindBar';
import { LiveTerminal } from './terminal/liveTerminal';
import styles from './terminal/TerminalView.module.css';

export interface TerminalHandle {
  find(query: string, by: 1 | -1): Found;
  focus(): void;
}

export interface TerminalViewProps {
  session: ConsoleSession;
  pty: boolean;
  /** Pixels. */
  textSize: number;
  screenReader: boolean;
  /** F6 was pressed: the focus goes elsewhere. */
  onLeave: () => void;
  /** Something was typed where the program takes only lines. */
  onTyped: (text: string) => void;
  ref?: Ref<TerminalHandle>;
}

const NOTE_MILLIS = 3_000;

/** The terminal of a program, on the same stream as the log. Loaded when it is first shown. */
export default function TerminalView(props: TerminalViewProps) {
  const { session, pty, textSize, screenReader, onLeave, onTyped, ref } = props;
  const { t } = useTranslation('console');
  const place = useRef<HTMLDivElement>(null);
  const terminal = useRef<LiveTerminal>(undefined);
  const [note, setNote] = useState<string>();
  const [ctrl, setCtrl] = useState(false);
  const theme = useTheme();

  const handlers = useRef({ onLeave, onTyped });
  useEffect(() => {
    handlers.current = { onLeave, onTyped };
  });

  useEffect(() => {
    if (place.current === null) return undefined;
    const live = new LiveTerminal(place.current, session, {
      pty,
      fontSize: textSize,
      screenReader,
      label: t('terminal.label'),
      gapText: (size) => t('terminal.gap', { size }),
      onLeave: () => handlers.current.onLeave(),
      onTyped: (text) => handlers.current.onTyped(text),
      onNothingSelected: () => setNote(t('terminal.nothingSelected')),
      onInterrupt: () => setNote(t('terminal.interruptAgain')),
      onRefused: (reason) => setNote(t(reason === 'offline' ? 'command.offline' : 'terminal.readOnly')),
    });
    terminal.current = live;
    return () => {
      live.dispose();
      terminal.current = undefined;
    };
    // Size and screen reader mode are changed in place below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [session, pty, t]);

  useEffect(() => terminal.current?.themeChanged(), [theme]);
  useEffect(() => terminal.current?.setFontSize(textSize), [textSize]);
  useEffect(() => terminal.current?.setScreenReader(screenReader), [screenReader]);
  useEffect(() => {
    if (note === undefined) return undefined;
    const timer = setTimeout(() => setNote(undefined), NOTE_MILLIS);
    return () => clearTimeout(timer);
  }, [note]);

  useImperativeHandle(ref, () => ({
    find: (query, by) => terminal.current?.find(query, by) ?? NOTHING_FOUND,
    focus: () => terminal.current?.focus(),
  }));

  return (
    <div className={styles.frame} data-keys="own">
      <div ref={place} className={styles.place} onInput={() => setCtrl(terminal.current?.ctrlHeld ?? false)} />
      <div className={styles.note} role="status">
        {note ?? <span className={styles.leave}>{t('terminal.leave')}</span>}
      </div>
      {pty && (
        <KeyBar
          ctrl={ctrl}
          onCtrl={() => {
            terminal.current?.holdCtrl(!ctrl);
            setCtrl(!ctrl);
          }}
          onKey={(key) => terminal.current?.press(key)}
          onKeyboard={() => terminal.current?.focus()}
        />
      )}
    </div>
  );
}
