import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { toast } from '@/design/toasts';
import { useMedia } from '@/app/useMedia';
import { useShortcuts } from '@/app/shortcuts';
import type { Instance } from '@/api/types';
import { CommandLine, type BlockReason } from '../command/CommandLine';
import { downloadLog, type LogRange } from '../history/downloadLog';
import { HistoryBanner } from '../history/HistoryBanner';
import { useHistory } from '../history/useHistory';
import type { LogFeed } from '../log/logFeed';
import { MOST_MATCHES } from '../log/logSearch';
import { LogView } from '../log/LogView';
import { ProblemStrip } from '../problems/ProblemStrip';
import { useSession } from '@/session/session';
import { PeopleMenu } from '../people/PeopleMenu';
import { usePeople } from '../people/usePeople';
import { Viewers } from '../people/Viewers';
import type { ConsoleSession } from '../session/consoleSession';
import { chooseView, TEXT_SIZES, useConsoleSettings, type ConsoleSettings, type ViewName } from '../settings';
import type { TerminalHandle } from '../TerminalView';
import styles from './ConsolePane.module.css';
import { ExitCard } from './ExitCard';
import { FindBar, NOTHING_FOUND, type Found } from './FindBar';
import { saveLines } from './saveLines';
import { StatusNote } from './StatusTag';
import { Toolbar } from './Toolbar';
import { useSessionVersion } from './useSession';
import { useWayBadge } from './WayBadge';

const HistoryPanel = lazy(() => import('../history/HistoryPanel'));
const NOTHING: readonly never[] = [];
const InputsDialog = lazy(() => import('../people/InputsDialog'));
const TerminalView = lazy(() => import('../TerminalView'));

export interface ConsolePaneProps {
  instance: Instance;
  session: ConsoleSession;
  feed: LogFeed;
}

export function ConsolePane({ instance, session, feed }: ConsolePaneProps) {
  const { t } = useTranslation('console');
  useSessionVersion(session);
  useWayBadge(session);
  const [settings, change] = useConsoleSettings();
  const pty = session.stream.hello?.terminal ?? instance.definition.terminal;
  const view = chooseView(settings, pty, useMedia(FINE_POINTER));
  const terminal = useRef<TerminalHandle>(null);
  const commandLine = useRef<HTMLInputElement>(null);
  const history = useHistory(session);
  const { reader } = history;
  const reading = reader?.state === 'ready' ? reader : undefined;
  const shown = reading?.feed ?? feed;
  const find = useFind(shown, terminal, view);
  const blocked = blockReason(session, instance);
  const presence = usePeople(instance.id);
  const self = useSession().user.id;
  const [inputsOpen, setInputsOpen] = useState(false);

  useEffect(() => shown.choose(settings.filter, settings.collapse), [shown, settings.filter, settings.collapse]);
  useShortcuts(useMemo(() => ({ c: () => commandLine.current?.focus(), '/': find.open }), [find.open]));

  const chooseAnother = (name: ViewName) => change(pty ? { terminalPrograms: name } : { linePrograms: name });
  const hold = useMemo(() => (held: boolean) => session.hold(held), [session]);
  // A terminal takes its keys itself; everything else is typed as lines.
  const showCommandLine = !(pty && view === 'terminal');
  return (
    <div className={styles.pane}>
      <Toolbar
        session={session}
        people={<Viewers presence={presence} self={self} />}
        peopleMenu={
          <PeopleMenu instance={instance} session={session} presence={presence} onInputs={() => setInputsOpen(true)} />
        }
        view={view}
        settings={settings}
        finding={find.isOpen}
        onView={chooseAnother}
        onChange={change}
        onFind={find.isOpen ? find.close : find.open}
        onSave={() => saveLines(reading?.model ?? session.model, t('file.name', { instance: instance.name }))}
        onHistory={history.open}
        onDownload={(form) => void download(instance, form, t)}
      />
      <ProblemStrip instance={instance} />
      {find.isOpen && (
        <FindBar
          query={find.query}
          found={find.found}
          onQuery={find.search}
          onStep={find.step}
          onClose={find.close}
          onHistory={history.open}
        />
      )}
      {history.isOpen && (
        <Suspense fallback={null}>
          <HistoryPanel
            instance={instance.id}
            query={find.query}
            onDownload={(range) => void download(instance, 'text', t, range)}
            onClose={history.close}
            onJump={(offset) => {
              if (view !== 'log') chooseAnother('log');
              history.jump(offset);
            }}
          />
        </Suspense>
      )}
      {reader !== undefined && view === 'log' && (
        <HistoryBanner reader={reader} times={session.times} onLive={history.live} />
      )}
      {view === 'log' ? (
        <LogView
          key={reading === undefined ? 'live' : reading.offset}
          feed={shown}
          times={settings.times ? session.times : undefined}
          onGap={history.jump}
          wrap={settings.wrap}
          announce={settings.announce && reading === undefined}
          textSize={TEXT_SIZES[settings.textSize]}
          empty={emptyText(session, settings, t)}
          earlier={reading?.earlier ?? session.earlier}
          onEarlier={() => void (reading ?? session).loadEarlier()}
          onHold={hold}
        />
      ) : (
        <Suspense fallback={<p className={styles.loading}>{t('terminal.loading')}</p>}>
          <TerminalView
            ref={terminal}
            session={session}
            pty={pty}
            textSize={TEXT_SIZES[settings.textSize]}
            screenReader={settings.announce}
            onLeave={() => leaveTerminal(commandLine.current)}
            onTyped={(text) => typeInto(commandLine.current, text)}
          />
        </Suspense>
      )}
      {inputsOpen && (
        <Suspense fallback={null}>
          <InputsDialog instanceId={instance.id} onClose={() => setInputsOpen(false)} />
        </Suspense>
      )}
      <StatusNote session={session} />
      <ExitCard instance={instance} model={session.model} />
      {showCommandLine && 
        <CommandLine
          ref={commandLine}
          session={session}
          allowed={session.stream.hello?.write === true ? undefined : (instance.definition.console?.allowed ?? NOTHING)}
          buttons={instance.definition.console?.buttons ?? NOTHING}
          blocked={blocked}
        />
      }
    </div>
  );
}

async function download(instance: Instance, form: 'text' | 'raw', t: TFunction<'console'>, range?: LogRange): Promise<void> {
  try {
    await downloadLog(instance.id, instance.node, form, range);
  } catch {
    toast(t('more.downloadFailed'), { kind: 'failed' });
  }
}

function emptyText(session: ConsoleSession, settings: ConsoleSettings, t: TFunction<'console'>): string {
  if (session.model.lines.length > 0 && settings.filter !== 'all') return t('log.emptyFilter');
  return session.stream.hello === undefined ? '' : t('log.empty');
}

function blockReason(session: ConsoleSession, instance: Instance): BlockReason | undefined {
  const { status, hello } = session.stream;
  if (status.kind === 'connecting' && hello === undefined) return 'connecting';
  if (status.kind !== 'live' && status.kind !== 'catchingUp') return 'offline';
  if (hello?.commands !== true) return 'readOnly';
  switch (instance.state.type) {
    case 'running':
    case 'starting':
    case 'stopping':
      return undefined;
    case 'unknown':
      return 'unknown';
    default:
      return 'stopped';
  }
}

interface Find {
  isOpen: boolean;
  query: string;
  found: Found;
  open: () => void;
  close: () => void;
  search: (query: string) => void;
  step: (by: 1 | -1) => void;
}

/** One find bar for both views: the log counts its matches, the terminal only goes from one to the next. */
function useFind(feed: LogFeed, terminal: React.RefObject<TerminalHandle | null>, view: ViewName): Find {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [inTerminal, setInTerminal] = useState(NOTHING_FOUND);
  const { matches, current } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const open = useMemo(() => () => setOpen(true), []);
  useEffect(() => feed.search(isOpen && view === 'log' ? query : ''), [feed, isOpen, query, view]);
  const found: Found =
    view === 'terminal'
      ? inTerminal
      : { position: current + 1, total: matches.length, atLeast: matches.length >= MOST_MATCHES };
  return {
    isOpen,
    query,
    found,
    open,
    close: () => setOpen(false),
    search: (next) => {
      setQuery(next);
      if (view === 'terminal') setInTerminal(terminal.current?.find(next, -1) ?? NOTHING_FOUND);
    },
    step: (by) => {
      if (view === 'log') feed.step(by);
      else setInTerminal(terminal.current?.find(query, by) ?? NOTHING_FOUND);
    },
  };
}

const FINE_POINTER = '(pointer: fine)';

/** F6: to the line below the terminal where there is one, otherwise to the bar above it. */
function leaveTerminal(line: HTMLInputElement | null): void {
  if (line !== null) line.focus();
  else document.querySelector<HTMLElement>(`.${styles.bar ?? ''} button[aria-pressed="true"]`)?.focus();
}

/** Typing in a terminal that only shows lines goes on in the command line. */
function typeInto(line: HTMLInputElement | null, text: string): void {
  if (line === null) return;
  line.focus();
  line.setRangeText(text, line.value.length, line.value.length, 'end');
  line.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
