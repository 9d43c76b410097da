import { useState, useSyncExternalStore } from 'react';
import type { ConsoleSession } from '../session/consoleSession';
import { HistoryReader } from './historyReader';

/** Whether somebody searches the stored output, and the place in it that they read. */
export interface History {
  isOpen: boolean;
  reader: HistoryReader | undefined;
  open: () => void;
  close: () => void;
  jump: (offset: number) => void;
  live: () => void;
}

const never = () => () => undefined;

export function useHistory(session: ConsoleSession): History {
  const [isOpen, setOpen] = useState(false);
  const [reader, setReader] = useState<HistoryReader>();
  useSyncExternalStore(reader?.subscribe ?? never, () => reader?.version ?? 0);
  return {
    isOpen,
    reader,
    open: () => setOpen(true),
    close: () => setOpen(false),
    jump: (offset) => setReader(new HistoryReader(session, offset)),
    live: () => setReader(undefined),
  };
}
