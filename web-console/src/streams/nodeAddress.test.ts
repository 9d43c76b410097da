import { afterEach, describe, expect, it, vi } from 'vitest';
import { AddressBook, daemonSocketUrl, NodeUnreachable } from './nodeAddress';

const page = { protocol: 'https:', origin: 'https://panel.test' };

/** Answers by origin: a node's name, nothing (a refusal), or never. */
function network(nodes: Record<string, string | undefined>) {
  return vi.fn((input: RequestInfo | URL, init?: RequestInit) => {
    const node = nodes[new URL(input as string).origin];
    if (node === undefined) return Promise.reject(new TypeError('refused'));
    if (node !== 'never') return Promise.resolve(Response.json({ ostler: 'daemon', node }));
    return new Promise<Response>((_, fail) =>
      init?.signal?.addEventListener('abort', () => fail(new Error('aborted'))),
    );
  });
}

afterEach(() => vi.useRealTimers());

describe('addresses of a node', () => {
  it('takes the first that answers and remembers it', async () => {
    const fetch = network({ 'https://b.test': 'n1', 'https://c.test': 'n1' });
    const book = new AddressBook({ fetch, location: page });
    expect(await book.find('n1', ['https://a.test', 'https://b.test', 'https://c.test'])).toBe(
      'https://b.test',
    );
    fetch.mockClear();
    expect(await book.find('n1', ['https://a.test', 'https://b.test'])).toBe('https://b.test');
    expect(fetch).not.toHaveBeenCalled();
    expect(fetch.mock.calls.every(([, init]) => init?.credentials === 'omit')).toBe(true);
  });

  it("uses the panel's own port for the empty address", async () => {
    const book = new AddressBook({ fetch: network({ 'https://panel.test': 'n1' }), location: page });
    expect(await book.find('n1', ['https://a.test', ''])).toBe('');
    expect(daemonSocketUrl('', '/daemon/v1/console', page.origin)).toBe('wss://panel.test/daemon/v1/console');
  });

  it('gives each address two seconds', async () => {
    vi.useFakeTimers();
    const book = new AddressBook({
      fetch: network({ 'https://a.test': 'never', 'https://b.test': 'n1' }),
      location: page,
    });
    const found = book.find('n1', ['https://a.test', 'https://b.test']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await found).toBe('https://b.test');
  });

  it('believes only a daemon with the right name', async () => {
    const book = new AddressBook({
      fetch: network({ 'https://a.test': 'n2', 'https://b.test': 'n1' }),
      location: page,
    });
    expect(await book.find('n1', ['https://a.test', 'https://b.test'])).toBe('https://b.test');
  });

  it('does not ask what a browser would refuse as mixed content', async () => {
    const fetch = network({ 'http://127.0.0.1:9401': 'n1' });
    const book = new AddressBook({ fetch, location: page });
    expect(await book.find('n1', ['http://a.test', 'http://127.0.0.1:9401'])).toBe('http://127.0.0.1:9401');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('says which node could not be reached, and looks again after a failure', async () => {
    const fetch = network({});
    const book = new AddressBook({ fetch, location: page });
    await expect(book.find('n1', ['https://a.test'])).rejects.toBeInstanceOf(NodeUnreachable);
    await expect(book.find('n1', ['https://a.test'])).rejects.toMatchObject({ node: 'n1' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks once for several callers', async () => {
    const fetch = network({ 'https://a.test': 'n1' });
    const book = new AddressBook({ fetch, location: page });
    await Promise.all([book.find('n1', ['https://a.test']), book.find('n1', ['https://a.test'])]);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
