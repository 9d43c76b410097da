/** How urgent a line is by the word that its program wrote; guessed from the usual forms of log lines. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

export interface LevelWord {
  level: Level;
  /** Where the marking stands in the line, brackets included. */
  from: number;
  to: number;
}

const LEVELS: Record<string, Level> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  VERBOSE: 'debug',
  FINE: 'debug',
  INFO: 'info',
  NOTICE: 'info',
  ACTION: 'info',
  WARN: 'warn',
  WARNING: 'warn',
  ERR: 'error',
  ERROR: 'error',
  SEVERE: 'error',
  FATAL: 'error',
  CRITICAL: 'error',
  EMERG: 'error',
};
const WORD = Object.keys(LEVELS).join('|');
/** `[Server thread/WARN]`, `[12:00:01 ERROR]`, `[INFO]`: the level ends the brackets. */
const BRACKETED = new RegExp(`\\[(?:[^\\[\\]]{0,60}[\\s/:|])?(${WORD})\\]`, 'i');
/** `2024-05-01 10:00:00: WARNING[Server]: …`, `ERROR: …`, `level=warn`: only in upper case or as a named field. */
const BARE = new RegExp(`(?:^|[\\s:|])(${WORD})(?=\\s*[:\\[|]|\\s+-\\s)|level=(${WORD.toLowerCase()})\\b`);
/** The marking stands at the beginning; a level named in a chat message further on means nothing. */
const WITHIN = 96;

export function findLevel(text: string): LevelWord | undefined {
  const head = text.slice(0, WITHIN);
  const match = BRACKETED.exec(head) ?? BARE.exec(head);
  const word = match?.[1] ?? match?.[2];
  const level = word === undefined ? undefined : LEVELS[word.toUpperCase()];
  if (match === null || level === undefined) return undefined;
  const from = match.index + Math.max(0, match[0].search(/[^\s:|]/));
  return { level, from, to: match.index + match[0].length };
}

/** Lines of a stack trace and the like belong to the line above them. */
export function continuesPrevious(text: string): boolean {
  return /^(?:\s+\S|Caused by:|Traceback |\.\.\. \d+ more)/.test(text);
}

/** What a reader chose to see. */
export type LevelFilter = 'all' | 'info' | 'warn' | 'error';

export function passes(level: Level | undefined, filter: LevelFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'info':
      return level !== 'debug';
    case 'warn':
      return level === 'warn' || level === 'error';
    case 'error':
      return level === 'error';
  }
}
