import { useEffect, useRef, useState } from 'react';
import { searchConsole, type ConsoleLine, type ConsoleSearch } from '@/api/consoleLogCalls';
import { asProblem, type ProblemError } from '@/api/problem';

const PAGE = 100;

export interface HistorySearch {
  lines: readonly ConsoleLine[];
  /** Before the first search, while one runs, and when there is nothing more. */
  state: 'none' | 'running' | 'more' | 'all' | 'failed';
  /** The time of one search was up before all was looked at. */
  cut: boolean;
  problem: ProblemError | undefined;
}

const NOTHING: HistorySearch = { lines: [], state: 'none', cut: false, problem: undefined };

/** Searches the stored output page by page, newest first. A new search ends the one before. */
export function useHistorySearch(instance: string) {
  const [found, setFound] = useState(NOTHING);
  const running = useRef<AbortController>(undefined);
  const asked = useRef<ConsoleSearch>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (search: ConsoleSearch, before: readonly ConsoleLine[]) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setFound({ lines: before, state: 'running', cut: false, problem: undefined });
    try {
      const page = await searchConsole(instance, search, PAGE, control.signal);
      if (control.signal.aborted) return;
      asked.current = page.next == null ? undefined : { ...search, to: page.next };
      setFound({
        lines: [...before, ...page.lines],
        state: page.next == null ? 'all' : 'more',
        cut: page.cut,
        problem: undefined,
      });
    } catch (error) {
      if (!control.signal.aborted)
        setFound({ lines: before, state: 'failed', cut: false, problem: asProblem(error) });
    }
  };

  return {
    found,
    search: (search: ConsoleSearch) => void run(search, []),
    more: () => {
      if (asked.current !== undefined) void run(asked.current, found.lines);
    },
  };
}
