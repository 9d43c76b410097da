import { describe, expect, it, vi } from 'vitest';
import { completions, isAllowed } from './allowedLines';
import { CommandHistory } from './commandHistory';
import { pastedLines, sendLines, type LineSender, type PastedLine } from './pastedLines';

describe('command history', () => {
  it('goes back through what begins with the typed text and returns to it', () => {
    const history = new CommandHistory();
    for (const command of ['say a', 'list', 'say b', 'save-all']) history.add(command);
    expect(history.older('sa')).toBe('save-all');
    expect(history.older('save-all')).toBe('say b');
    expect(history.older('say b')).toBe('say a');
    expect(history.older('say a')).toBeUndefined();
    expect(history.newer()).toBe('say b');
    expect(history.newer()).toBe('save-all');
    expect(history.newer()).toBe('sa');
    expect(history.newer()).toBeUndefined();
  });

  it('has what the panel keeps, older than what was sent from here, without doubles and bounded', () => {
    const history = new CommandHistory();
    history.add('here');
    history.add('list');
    history.add('   ');
    history.load(['newest', 'list', 'oldest']);
    expect(history.commands).toEqual(['oldest', 'newest', 'here', 'list']);
    for (let i = 0; i < 600; i += 1) history.add(`c${i}`);
    expect(history.commands).toHaveLength(500);
    expect(history.commands.at(-1)).toBe('c599');
  });
});

describe('allowed lines', () => {
  it.each([
    ['list', 'list', true],
    ['list', 'list ', false],
    ['say *', 'say hello there', true],
    ['say *', 'say', false],
    ['say *', 'say a\nstop', false],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['tp * 0 *', 'tp anna 0 64', true],
    ['(a+)+$', 'aaaa', false],
  ])('%s / %s', (pattern, line, allowed) => {
    expect(isAllowed([pattern], line)).toBe(allowed);
  });

  it('are offered up to their first star', () => {
    expect(completions(['list', 'say *', 'say * *', '*'])).toEqual(['list', 'say ']);
  });
});

describe('pasted lines', () => {
  it('are several only when there is more than one', () => {
    expect(pastedLines('one\n')).toBeUndefined();
    expect(pastedLines('a\r\nb\n\n')).toEqual(['a', 'b']);
  });

  const waiting = (...texts: string[]): PastedLine[] => texts.map((text) => ({ text, state: 'waiting' }));
  const states = (lines: readonly PastedLine[]) => lines.map((line) => line.state);

  function sender(refuse: (line: string) => 'now' | 'later' | undefined): LineSender & { sent: string[] } {
    let refused: ((code: string) => void) | undefined;
    const sent: string[] = [];
    return {
      sent,
      send: (line) => {
        sent.push(line);
        const when = refuse(line);
        if (when === 'later') setTimeout(() => refused?.('CONSOLE_INPUT_FULL'), 20);
        return when === 'now' ? 'offline' : undefined;
      },
      onRefusal: (listener) => {
        refused = listener;
        return () => (refused = undefined);
      },
    };
  }

  it('are sent in order', async () => {
    vi.useFakeTimers();
    const to = sender(() => undefined);
    const done = sendLines(waiting('a', 'b', 'c'), to, vi.fn(), new AbortController().signal);
    await vi.runAllTimersAsync();
    expect(states(await done)).toEqual(['sent', 'sent', 'sent']);
    expect(to.sent).toEqual(['a', 'b', 'c']);
    vi.useRealTimers();
  });

  it.each(['now', 'later'] as const)(
    'stop at the first that is refused (%s), and can go on from there',
    async (when) => {
      vi.useFakeTimers();
      const stuck = sender((line) => (line === 'b' ? when : undefined));
      const first = sendLines(waiting('a', 'b', 'c'), stuck, vi.fn(), new AbortController().signal);
      await vi.runAllTimersAsync();
      expect(states(await first)).toEqual(['sent', 'refused', 'left']);
      const to = sender(() => undefined);
      const second = sendLines(await first, to, vi.fn(), new AbortController().signal);
      await vi.runAllTimersAsync();
      expect(states(await second)).toEqual(['sent', 'sent', 'sent']);
      expect(to.sent).toEqual(['b', 'c']);
      vi.useRealTimers();
    },
  );

  it('stop when told to', async () => {
    const stop = new AbortController();
    const to = sender(() => {
      stop.abort();
      return undefined;
    });
    expect(states(await sendLines(waiting('a', 'b', 'c'), to, vi.fn(), stop.signal))).toEqual([
      'sent',
      'left',
      'left',
    ]);
  });
});
