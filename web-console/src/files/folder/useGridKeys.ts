import { useRef, type KeyboardEvent } from 'react';
import type { Entry } from '@/api/types';
import type { FolderActions } from './entryActions';
import { chosen, clear, moveTo, reach, type Selection } from './selection';

export interface GridKeysOptions {
  entries: readonly Entry[];
  names: readonly string[];
  selection: Selection;
  select: (selection: Selection) => void;
  onSelectAll: () => void;
  actions: FolderActions;
  mayWrite: boolean;
  /** Rows that fit into the window, for Page Up and Page Down. */
  pageRows: number;
  onUp: () => void;
  show: (index: number) => void;
}

/** Letters that follow one another within this time are one word. */
const WORD_MILLIS = 700;

/** The keys of the list: arrows, Home, End, pages, Space, Enter, Backspace, F2, Delete, Ctrl with A, C, X, V, and letters to jump. */
export function useGridKeys(options: GridKeysOptions): (event: KeyboardEvent) => void {
  const typed = useRef({ word: '', at: 0 });
  return (event) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    if (move(event, options) || act(event, options) || jump(event, options, typed.current))
      event.preventDefault();
  };
}

function move(event: KeyboardEvent, { names, selection, select, pageRows, show }: GridKeysOptions): boolean {
  const last = names.length - 1;
  if (last < 0 || event.altKey) return false;
  const at = selection.active === undefined ? -1 : names.indexOf(selection.active);
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? last : at - 1,
    Home: 0,
    End: last,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
  };
  const wanted = to[event.key];
  if (wanted === undefined) return false;
  const index = Math.min(last, Math.max(0, wanted));
  select(moveTo(selection, names[index] ?? '', event.shiftKey, names));
  show(index);
  return true;
}

function act(event: KeyboardEvent, options: GridKeysOptions): boolean {
  const { entries, names, selection, select, onSelectAll, actions, mayWrite: mayWriteHere, onUp } = options;
  const key = keyOf(event);
  const active = entries.find(({ name }) => name === selection.active);
  const all = new Set(chosen(selection, names));
  const some = entries.filter(({ name }) => all.has(name));
  const mayWrite = mayWriteHere && some.every(({ writable }) => writable);
  switch (key) {
    case 'Ctrl a':
      onSelectAll();
      return true;
    case 'Ctrl c':
      // A marked text is what people want to copy then.
      if (some.length === 0 || getSelection()?.isCollapsed === false) return false;
      actions.hold('copy', some);
      return true;
    case 'Ctrl x':
      if (some.length > 0 && mayWrite) actions.hold('cut', some);
      return true;
    case 'Ctrl v':
      if (mayWriteHere) actions.paste?.();
      return true;
    case 'Escape':
      select(clear(selection));
      return true;
    case ' ':
      if (active) select(reach(selection, active.name, event.shiftKey ? 'range' : 'toggle', names));
      return true;
    case 'Enter':
      if (active) actions.open(active);
      return true;
    case 'Backspace':
      onUp();
      return true;
    case 'F2':
      if (active && mayWrite) actions.rename(active);
      return true;
    case 'Delete':
      if (some.length > 0 && mayWrite) actions.remove(some);
      return true;
    case 'Shift Delete':
      if (some.length > 0 && mayWrite) actions.removeForever(some);
      return true;
    default:
      return false;
  }
}

function keyOf({ ctrlKey, metaKey, shiftKey, key }: KeyboardEvent): string {
  if (ctrlKey || metaKey) return `Ctrl ${key.toLowerCase()}`;
  return shiftKey && key === 'Delete' ? 'Shift Delete' : key;
}

function jump(event: KeyboardEvent, options: GridKeysOptions, typed: { word: string; at: number }): boolean {
  const { names, selection, select, show } = options;
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  const now = Date.now();
  typed.word = (now - typed.at < WORD_MILLIS ? typed.word : '') + event.key.toLowerCase();
  typed.at = now;
  const from = Math.max(0, selection.active === undefined ? 0 : names.indexOf(selection.active));
  // The same letter again goes on to the next name with it.
  const start = typed.word.length === 1 ? from + 1 : from;
  for (let step = 0; step < names.length; step += 1) {
    const index = (start + step) % names.length;
    const name = names[index] ?? '';
    if (!name.toLowerCase().startsWith(typed.word)) continue;
    select(moveTo(selection, name, false, names));
    show(index);
    return true;
  }
  return false;
}
