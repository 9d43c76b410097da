/** Sends several lines one after the other and stops at the first that is refused. */

export type LineState = 'waiting' | 'sent' | 'refused' | 'left';

export interface PastedLine {
  readonly text: string;
  readonly state: LineState;
  /** Code of the refusal. */
  readonly reason?: string;
}

export const MOST_LINES = 500;

/** The lines of a paste, blank ones at the end aside; `undefined` when it is a single line. */
export function pastedLines(text: string): string[] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  return lines.length > 1 ? lines : undefined;
}

export interface LineSender {
  /** Why the line could not even be sent, if so. */
  send(line: string): string | undefined;
  /** Tells of a refusal that the daemon answers with. */
  onRefusal(listener: (code: string) => void): () => void;
}

/** Time for a refusal to come back before the next line follows. */
export const BETWEEN_LINES_MILLIS = 120;

/**
 * @param changed called with a new list at every step
 * @returns the list at the end
 */
export async function sendLines(
  lines: readonly PastedLine[],
  sender: LineSender,
  changed: (lines: readonly PastedLine[]) => void,
  stopped: AbortSignal,
): Promise<readonly PastedLine[]> {
  let now = lines.map((line): PastedLine =>
    line.state === 'sent' ? line : { text: line.text, state: 'waiting' },
  );
  const set = (index: number, state: LineState, reason?: string) => {
    const next = { text: now[index]?.text ?? '', state, ...(reason !== undefined && { reason }) };
    now = now.map((line, at) => (at === index ? next : line));
    changed(now);
  };
  for (const [index, line] of now.entries()) {
    if (line.state === 'sent') continue;
    const reason = stopped.aborted ? 'stopped' : await sendOne(line.text, sender);
    if (reason === undefined) set(index, 'sent');
    else {
      now = now.map((other, at) =>
        at > index && other.state === 'waiting' ? { ...other, state: 'left' } : other,
      );
      if (reason === 'stopped') set(index, 'left');
      else set(index, 'refused', reason);
      break;
    }
  }
  return now;
}

async function sendOne(line: string, sender: LineSender): Promise<string | undefined> {
  let refusal: string | undefined;
  const leave = sender.onRefusal((code) => (refusal = code));
  try {
    const reason = sender.send(line);
    if (reason !== undefined) return reason;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LINES_MILLIS));
    return refusal;
  } finally {
    leave();
  }
}
