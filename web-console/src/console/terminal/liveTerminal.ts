import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { formatBytes } from '@/i18n/format';
import { decoderFor } from '../log/streamDecoder';
import type { SharedSize } from '@/streams/consoleFrames';
import { visibleText } from '../people/names';
import type { ConsoleSession, TerminalSink } from '../session/consoleSession';
import { MOST_MATCHES } from '../log/logSearch';
import type { Found } from '../pane/FindBar';
import { guardSequences, isReply } from './guards';
import { linkProvider } from './linkProvider';
import { placesOf, type Cell, type Place } from './screenText';
import { openStrictly } from './strictStyles';
import { terminalTheme } from './terminalTheme';

export interface LiveTerminalOptions {
  /** Whether the program has a terminal of its own; otherwise this only shows lines. */
  pty: boolean;
  fontSize: number;
  screenReader: boolean;
  label: string;
  gapText: (size: string) => string;
  /** What to do with keys that aren't for the program. */
  onLeave: () => void;
  onNothingSelected: () => void;
  /** Ctrl+C was pressed once without a selection. */
  onInterrupt: () => void;
  /** A key was typed where there is no program to take it. */
  onTyped: (text: string) => void;
  onRefused: (reason: 'offline' | 'readOnly') => void;
}

const SCROLLBACK = 5_000;
/** xterm looks at the clock between pieces, not within them. */
const PIECE = 16 * 1024;
const FIT_AFTER_MILLIS = 80;
/** Ctrl+C meant to copy must not end a program: without a selection it is sent when pressed twice. */
const INTERRUPT_WITHIN_MILLIS = 1_000;

/**
 * An xterm on a console session. What it writes is acknowledged when xterm has drawn it; answers to queries in
 * replayed output stay here, because the program that asked is long past them.
 */
export class LiveTerminal implements TerminalSink {
  readonly #term: Terminal;
  readonly #fit = new FitAddon();
  readonly #session: ConsoleSession;
  readonly #options: LiveTerminalOptions;
  readonly #observer: ResizeObserver;
  readonly #detach: () => void;
  #decoder: TextDecoder;
  #replaying = 0;
  #fitLater: ReturnType<typeof setTimeout> | undefined;
  #ctrl = false;
  #interruptAsked = -Infinity;

  constructor(place: HTMLElement, session: ConsoleSession, options: LiveTerminalOptions) {
    this.#session = session;
    this.#options = options;
    this.#decoder = decoderFor(session.encoding);
    const term = (this.#term = new Terminal({
      convertEol: !options.pty,
      disableStdin: !options.pty,
      cursorInactiveStyle: options.pty ? 'outline' : 'none',
      fontFamily: getComputedStyle(place).getPropertyValue('--mono') || 'monospace',
      fontSize: options.fontSize,
      minimumContrastRatio: 4.5,
      screenReaderMode: options.screenReader,
      scrollback: SCROLLBACK,
      theme: terminalTheme(),
    }));
    guardSequences(term.parser, term);
    term.loadAddon(this.#fit);
    term.registerLinkProvider(linkProvider(term));
    term.attachCustomKeyEventHandler((event) => this.#ownKey(event));
    term.onData((data) => this.#typed(data));
    openStrictly(term, place);
    term.textarea?.setAttribute('aria-label', options.label);
    this.#refit();
    this.#observer = new ResizeObserver(() => {
      clearTimeout(this.#fitLater);
      this.#fitLater = setTimeout(() => this.#refit(), FIT_AFTER_MILLIS);
    });
    this.#observer.observe(place);
    this.#detach = session.attachTerminal(this);
  }

  dispose(): void {
    // This window counts no more.
    if (this.#options.pty) this.#session.stream.resize(0, 0);
    this.#detach();
    this.#observer.disconnect();
    clearTimeout(this.#fitLater);
    this.#term.dispose();
  }

  focus(): void {
    this.#term.focus();
  }

  themeChanged(): void {
    this.#term.options.theme = terminalTheme();
  }

  setFontSize(size: number): void {
    if (this.#term.options.fontSize === size) return;
    this.#term.options.fontSize = size;
    this.#refit();
  }

  setScreenReader(on: boolean): void {
    this.#term.options.screenReaderMode = on;
  }

  /** Selects the next place of a text, up or down from the selection and round the ends. */
  find(query: string, by: 1 | -1): Found {
    const places = placesOf(this.#term.buffer.active, query, this.#term.cols, MOST_MATCHES);
    const at = this.#term.getSelectionPosition()?.start;
    const index = nextPlace(places, at, by);
    const place = places[index];
    if (place === undefined) this.#term.clearSelection();
    else {
      this.#term.select(place.x, place.y, place.length);
      this.#term.scrollToLine(Math.max(0, place.y - Math.floor(this.#term.rows / 2)));
    }
    return { position: index + 1, total: places.length, atLeast: places.length >= MOST_MATCHES };
  }

  /** A key of the bar on the screen. */
  press(key: 'tab' | 'escape' | 'up' | 'down' | 'left' | 'right'): void {
    const arrow = this.#term.modes.applicationCursorKeysMode ? '\u001bO' : '\u001b[';
    const keys = {
      tab: '\t',
      escape: '\u001b',
      up: `${arrow}A`,
      down: `${arrow}B`,
      right: `${arrow}C`,
      left: `${arrow}D`,
    };
    this.#send(keys[key]);
    this.#term.focus();
  }

  /** The next letter that is typed counts as typed with Ctrl. */
  holdCtrl(held: boolean): void {
    this.#ctrl = held;
    this.#term.focus();
  }

  get ctrlHeld(): boolean {
    return this.#ctrl;
  }

  write(offset: number, bytes: Uint8Array, replay: boolean): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      const end = offset + at + piece.length;
      if (replay) this.#replaying += 1;
      this.#term.write(this.#decoder.decode(piece, { stream: true }), () => {
        if (replay) this.#replaying -= 1;
        this.#session.stream.drawn(end);
      });
    }
  }

  gap(from: number, to: number): void {
    this.#decoder = decoderFor(this.#session.encoding);
    // CAN ends a sequence that was cut in half.
    this.#term.write(
      `\u0018\u001b[0m\r\n\u001b[2m${this.#options.gapText(formatBytes(to - from))}\u001b[0m\r\n`,
    );
  }

  command(text: string, sender: string): void {
    // eslint-disable-next-line no-control-regex
    this.#term.write(`\u001b[0;2m› ${`${sender}: ${visibleText(text)}`.replace(/[\u0000-\u001f\u007f-\u009f]/g, '')}\u001b[0m\r\n`);
  }

  /** What holds for all; a window that is larger leaves the rest empty, a smaller one scrolls. */
  sized({ columns, rows }: SharedSize): void {
    if (this.#options.pty) this.#term.resize(columns, rows);
  }

  /** Tells the size of this window; which one holds is told by the node. */
  #refit(): void {
    const size = this.#fit.proposeDimensions();
    if (size === undefined || Number.isNaN(size.cols) || Number.isNaN(size.rows)) return;
    if (!this.#options.pty) {
      this.#term.resize(size.cols, size.rows);
      return;
    }
    this.#session.stream.resize(size.cols, size.rows);
    const shared = this.#session.size;
    if (shared === undefined || this.#session.stream.hello === undefined) this.#term.resize(size.cols, size.rows);
    else this.sized(shared);
  }

  #typed(data: string): void {
    if (this.#replaying > 0 && isReply(data)) return;
    let keys = data;
    if (this.#ctrl && data.length === 1) {
      this.#ctrl = false;
      keys = String.fromCharCode(data.toUpperCase().charCodeAt(0) & 0x1f);
    }
    this.#send(keys);
  }

  #send(keys: string): void {
    const reason = this.#session.stream.keys(keys);
    // Nobody asked for the answers to queries, so nobody needs to hear that one couldn't be sent.
    if (reason !== undefined && !isReply(keys)) this.#options.onRefused(reason);
  }

  /** True lets xterm go on with the key. */
  #ownKey(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true;
    if (event.key === 'F6') {
      event.preventDefault();
      this.#options.onLeave();
      return false;
    }
    const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (ctrl && key === 'c') return this.#copy(event);
    // The browser's own paste: it ends up in xterm as text.
    if (ctrl && key === 'v') return false;
    if (!this.#options.pty) return this.#keyWithoutProgram(event, ctrl);
    return true;
  }

  #copy(event: KeyboardEvent): boolean {
    if (this.#term.hasSelection()) {
      // The browser's own copy, which works without the clipboard interface too: xterm fills its event.
      if (!event.shiftKey) setTimeout(() => this.#term.clearSelection());
      return false;
    }
    if (event.shiftKey || event.metaKey) return false;
    if (this.#options.pty) {
      const again = event.timeStamp - this.#interruptAsked < INTERRUPT_WITHIN_MILLIS;
      this.#interruptAsked = again ? -Infinity : event.timeStamp;
      if (again) return true;
      event.preventDefault();
      this.#options.onInterrupt();
      return false;
    }
    this.#options.onNothingSelected();
    return false;
  }

  #keyWithoutProgram(event: KeyboardEvent, ctrl: boolean): boolean {
    if (!ctrl && !event.altKey && event.key.length === 1) {
      event.preventDefault();
      this.#options.onTyped(event.key);
    }
    return event.key.startsWith('Page') || event.shiftKey;
  }
}

function nextPlace(places: readonly Place[], at: Cell | undefined, by: 1 | -1): number {
  if (places.length === 0) return -1;
  if (at === undefined) return places.length - 1;
  const before = (place: Place) => place.y < at.y || (place.y === at.y && place.x < at.x);
  const after = (place: Place) => place.y > at.y || (place.y === at.y && place.x > at.x);
  if (by === 1) return Math.max(0, places.findIndex(after));
  const index = places.findLastIndex(before);
  return index < 0 ? places.length - 1 : index;
}
