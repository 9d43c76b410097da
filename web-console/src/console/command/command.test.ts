import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandHistory } from './commandHistory';
import { pastedLines, sendLines, type LineSender, type PastedLine } from './pastedLines';

beforeEach(() => localStorage.clear());

describe('command history', () => {
  it('goes back through what begins with the typed text and returns to it', () => {
    const history = new CommandHistory('i1');
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

  it('is kept per instance, without doubles, and bounded', () => {
    const history = new CommandHistory('i1');
    for (let i = 0; i < 300; i += 1) history.add(`c${i}`);
    history.add('c299');
    history.add('   ');
    expect(new CommandHistory('i1').commands).toHaveLength(200);
    expect(new CommandHistory('i1').commands.at(-1)).toBe('c299');
    expect(new CommandHistory('i2').commands).toHaveLength(0);
  });

  it('starts empty when the store holds something foreign', () => {
    localStorage.setItem('ostler.commands.i1', '{"a":1');
    expect(new CommandHistory('i1').commands).toEqual([]);
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
