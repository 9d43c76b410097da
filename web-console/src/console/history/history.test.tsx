import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { LineTimes } from '../log/lineTimes';
import type { ConsoleSession } from '../session/consoleSession';
import { HistoryReader } from './historyReader';
import { HistoryResults } from './HistoryResults';

const LINE = 10;
const LINES = 100_000;

/** A stored log of numbered lines of ten bytes. */
function fakeSession() {
  const reads: [number, number][] = [];
  const session = {
    encoding: 'UTF-8',
    times: new LineTimes(),
    stream: { hello: { start: 0, end: LINE * LINES }, position: LINE * LINES },
    read: (from: number, to: number) => {
      reads.push([from, to]);
      let text = '';
      for (let line = Math.floor(from / LINE); line * LINE < to; line += 1) text += `${String(line).padStart(9, '0')}\n`;
      const bytes = new TextEncoder().encode(text);
      const skip = from % LINE;
      return Promise.resolve([{ offset: from, bytes: bytes.subarray(skip, skip + to - from) }]);
    },
  };
  return { session: session as unknown as ConsoleSession, reads };
}

const texts = (reader: HistoryReader) =>
  reader.model.lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []));

describe('a place in the stored output', () => {
  it('is shown with what stands around it', async () => {
    const { session } = fakeSession();
    const reader = new HistoryReader(session, 50_000 * LINE);
    await vi.waitFor(() => expect(reader.state).toBe('ready'));
    const marked = reader.model.lines.find(({ id }) => id === reader.feed.marked);
    expect(marked).toMatchObject({ offset: 50_000 * LINE, text: '000050000' });
    expect(texts(reader)[0]).toHaveLength(9);
    expect(reader.feed.place?.row).toBe(reader.feed.marked);
  });

  it('goes on in both directions without a lost or doubled line', async () => {
    const { session } = fakeSession();
    const reader = new HistoryReader(session, 50_000 * LINE);
    await vi.waitFor(() => expect(reader.state).toBe('ready'));
    await reader.loadEarlier();
    await reader.loadLater();
    const numbers = texts(reader).map(Number);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    expect(reader.hasLater).toBe(true);
    expect(reader.earlier).toBe('idle');
  });

  it('at the beginning has nothing earlier', async () => {
    const reader = new HistoryReader(fakeSession().session, 0);
    await vi.waitFor(() => expect(reader.state).toBe('ready'));
    expect(reader.earlier).toBe('none');
    expect(texts(reader)[0]).toBe('000000000');
  });
});

describe('what was found', () => {
  const found = {
    lines: [{ offset: 7, at: '2026-01-01T00:00:00Z', level: 'error', text: '<b>broken</b>' }],
    state: 'more' as const,
    cut: false,
    problem: undefined,
  };

  it('leads to its place and to more', async () => {
    const jump = vi.fn();
    const more = vi.fn();
    render(<HistoryResults found={found} onJump={jump} onMore={more} />);
    await userEvent.click(screen.getByText('<b>broken</b>'));
    expect(jump).toHaveBeenCalledWith(7);
    await userEvent.click(screen.getAllByRole('button').at(-1) as HTMLElement);
    expect(more).toHaveBeenCalledOnce();
  });
});
