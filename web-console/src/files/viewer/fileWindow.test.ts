import { afterEach, describe, expect, it, vi } from 'vitest';
import { FileWindows, hexOf, looksBinary, textOf } from './fileWindow';

const bytes = (text: string) => new TextEncoder().encode(text);

afterEach(() => vi.unstubAllGlobals());

describe('a window into a file', () => {
  it('cuts no character at its borders', () => {
    const all = bytes('aä€😀z');
    for (let cut = 1; cut < all.length; cut += 1) {
      const first = textOf({ from: 0, bytes: all.slice(0, cut), size: all.length }, 'UTF-8');
      expect('aä€😀z'.startsWith(first), `cut at ${cut}`).toBe(true);
      const second = textOf({ from: cut, bytes: all.slice(cut), size: all.length }, 'UTF-8');
      expect('aä€😀z'.endsWith(second), `begun at ${cut}`).toBe(true);
    }
  });

  it('tells bytes from text', () => {
    expect(looksBinary(bytes('plain\ttext\n\u001b[31mred'))).toBe(false);
    expect(looksBinary(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe(true);
    expect(looksBinary(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toBe(false);
  });

  it('shows bytes with their place', () => {
    expect(hexOf({ from: 32, bytes: bytes('Hi!\n'), size: 36 })).toBe(
      `0000000020  48 69 21 0a${' '.repeat(36)}  Hi!.`,
    );
  });

  it('asks for a range and learns the size', async () => {
    const fetch = vi.fn(() =>
      Promise.resolve(new Response(bytes('cd'), { status: 206, headers: { 'Content-Range': 'bytes 2-3/9' } })),
    );
    vi.stubGlobal('fetch', fetch);
    const found = await new FileWindows(() => Promise.resolve('https://n/d/x')).read(2, 2);
    expect(found).toMatchObject({ from: 2, size: 9 });
    expect(fetch).toHaveBeenCalledWith('https://n/d/x', expect.objectContaining({ headers: { Range: 'bytes=2-3' } }));
  });

  it('buys a new address when the old one has died', async () => {
    const answers = [new Response('', { status: 404 }), new Response(bytes('ab'), { status: 206 })];
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()));
    const link = vi.fn(() => Promise.resolve('https://n/d/x'));
    await new FileWindows(link).read(0, 2);
    expect(link).toHaveBeenCalledTimes(2);
  });
});
