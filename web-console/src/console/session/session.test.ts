import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSocket } from '@/streams/testing';
import { bytes } from '../log/testing';
import { RawHistory } from './rawHistory';
import { fromLineStart, readRange } from './readRange';

const textOf = (pieces: readonly { bytes: Uint8Array }[]) =>
  pieces.map((piece) => new TextDecoder().decode(piece.bytes)).join('');

describe('raw history', () => {
  it('keeps the newest and begins at a line', () => {
    const history = new RawHistory(100);
    for (let i = 0; i < 50; i += 1)
      history.append(i * 10, bytes(`x${String(i).padStart(3, '0')}\nabcd\n`.slice(0, 10)));
    const pieces = history.pieces();
    const kept = textOf(pieces.map((piece) => (piece.kind === 'bytes' ? piece : { bytes: new Uint8Array() })));
    expect(kept.length).toBeLessThanOrEqual(100);
    expect(kept.endsWith('x049\nabcd\n')).toBe(true);
    expect(pieces[0]?.offset).toBe(500 - kept.length);
  });

  it('remembers holes', () => {
    const history = new RawHistory(100);
    history.append(0, bytes('a\n'));
    history.gap(2, 50);
    history.append(50, bytes('b\n'));
    expect(history.pieces().map((piece) => piece.kind)).toEqual(['bytes', 'gap', 'bytes']);
  });
});

describe('reading a stretch', () => {
  beforeEach(() => {
    FakeSocket.all.length = 0;
  });
  const read = (from: number, to: number) =>
    readRange({ url: 'ws://x/', ticket: 'T', from, to, socket: FakeSocket.factory });

  it('ends exactly where what is loaded begins, and closes', async () => {
    const result = read(10, 20);
    FakeSocket.last.hello({ end: 100, from: 10 });
    FakeSocket.last.bytes('01234');
    FakeSocket.last.bytes('56789abcdef');
    expect(textOf(await result)).toBe('0123456789');
    expect(FakeSocket.last.readyState).toBe(3);
  });

  it('gives what is still stored', async () => {
    const result = read(10, 20);
    FakeSocket.last.hello({ end: 100, from: 10 });
    FakeSocket.last.frame({ gap: { from: 10, to: 16 } });
    FakeSocket.last.bytes('xxxx more');
    expect(await result).toMatchObject([{ offset: 16 }]);
  });

  it('gives nothing when nothing is left', async () => {
    const result = read(10, 20);
    FakeSocket.last.hello({ end: 100, from: 10 });
    FakeSocket.last.frame({ gap: { from: 10, to: 50 } });
    expect(await result).toEqual([]);
  });

  it('fails when the connection is lost', async () => {
    const result = read(10, 20);
    FakeSocket.last.hello({ end: 100, from: 10 });
    FakeSocket.last.drop(1006);
    await expect(result).rejects.toThrow('1006');
  });

  it('leaves the incomplete first line out', () => {
    expect(
      textOf(
        fromLineStart([
          { offset: 5, bytes: bytes('rest') },
          { offset: 9, bytes: bytes(' x\nfull\n') },
        ]),
      ),
    ).toBe('full\n');
    expect(
      fromLineStart([
        { offset: 5, bytes: bytes('rest\n') },
        { offset: 10, bytes: bytes('a\n') },
      ]),
    ).toMatchObject([{ offset: 10 }]);
    expect(textOf(fromLineStart([{ offset: 5, bytes: bytes('no end') }]))).toBe('no end');
  });
});
