import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { AddressBook } from '@/streams/nodeAddress';
import { droppedFiles, pickedFiles } from './picked';
import { Speed, timeLeft } from './speed';
import type { Upload, UploadTransport } from './upload';
import { AT_ONCE, UploadQueue, type NewUpload } from './uploadQueue';
import { XhrTransport } from './xhrTransport';

const target = { instance: 'i1', instanceName: 'Survival', node: 'n1' };

interface Sending {
  upload: Upload;
  progress: (sent: number) => void;
  signal: AbortSignal;
  done: () => void;
  fail: (code: string) => void;
}

function fakeTransport(): UploadTransport & { sending: Sending[] } {
  const sending: Sending[] = [];
  return {
    sending,
    send: (upload, _, progress, signal) =>
      new Promise((resolve, reject) => {
        sending.push({
          upload,
          progress,
          signal,
          done: resolve,
          fail: (code) => reject(new ProblemError({ code })),
        });
      }),
  };
}

const file = (name: string, taken: string[] = []): NewUpload => ({
  target,
  folder: 'mods',
  name,
  file: new Blob(['12345678']),
  taken: new Set(taken),
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const states = (queue: UploadQueue) => queue.snapshot().map(({ name, state }) => `${name} ${state.kind}`);

describe('the upload queue', () => {
  it('sends three at a time, in order', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd', 'e'].map((name) => file(name)));
    expect(transport.sending.map(({ upload }) => upload.name)).toEqual(['a', 'b', 'c']);
    expect(transport.sending).toHaveLength(AT_ONCE);
    transport.sending[1]?.done();
    await settle();
    expect(transport.sending.at(-1)?.upload.name).toBe('d');
    expect(states(queue)).toEqual(['a sending', 'b done', 'c sending', 'd sending', 'e waiting']);
  });

  it('tells of arrivals and when it has come to rest', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    const arrived: string[] = [];
    queue.onArrival(({ folder, name }) => arrived.push(`${folder}/${name}`));
    queue.add([file('a')]);
    expect(queue.isActive).toBe(true);
    transport.sending[0]?.done();
    await settle();
    expect(arrived).toEqual(['mods/a']);
    expect(queue.isActive).toBe(false);
  });

  it('cancels one and goes on with the next', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd'].map((name) => file(name)));
    queue.cancel(queue.snapshot()[0]!.id);
    expect(transport.sending[0]?.signal.aborted).toBe(true);
    transport.sending[0]?.fail('TRANSFER_LOST');
    await settle();
    expect(states(queue)).toEqual(['a cancelled', 'b sending', 'c sending', 'd sending']);
  });

  it('keeps the problem of a failed one and tries again when asked', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a')]);
    transport.sending[0]?.fail('DISK_FULL');
    await settle();
    expect(queue.snapshot()[0]?.state).toMatchObject({ kind: 'failed', problem: { code: 'DISK_FULL' } });
    queue.retry(queue.snapshot()[0]!.id);
    transport.sending[1]?.done();
    await settle();
    expect(states(queue)).toEqual(['a done']);
    queue.clearFinished();
    expect(queue.snapshot()).toEqual([]);
  });

  it('asks before it replaces: known conflicts at once, others when the daemon says so', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a', ['a', 'a (2)']), file('b'), file('c', ['c'])]);
    expect(states(queue)).toEqual(['a conflict', 'b sending', 'c conflict']);
    transport.sending[0]?.fail('FILE_EXISTS');
    await settle();
    expect(states(queue)).toEqual(['a conflict', 'b conflict', 'c conflict']);
    const [a, b, c] = queue.snapshot();
    queue.decide(a!.id, 'keepBoth', false);
    queue.decide(b!.id, 'replace', false);
    queue.decide(c!.id, 'skip', false);
    expect(states(queue)).toEqual(['a (3) sending', 'b sending', 'c skipped']);
    expect(transport.sending.slice(1).map(({ upload }) => [upload.name, upload.overwrite])).toEqual([
      ['a (3)', false],
      ['b', true],
    ]);
  });

  it('applies a choice to all of the round, also to later ones, and not to the next round', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a', ['a']), file('b', ['b']), file('c')]);
    queue.decide(queue.snapshot()[0]!.id, 'skip', true);
    expect(states(queue)).toEqual(['a skipped', 'b skipped', 'c sending']);
    transport.sending[0]?.fail('FILE_EXISTS');
    await settle();
    expect(states(queue)).toEqual(['a skipped', 'b skipped', 'c skipped']);
    queue.add([file('d', ['d'])]);
    expect(states(queue).at(-1)).toBe('d conflict');
  });

  it('keeps both apart from what is being uploaded beside it', () => {
    const queue = new UploadQueue(fakeTransport());
    queue.add([file('a (2)'), file('a', ['a'])]);
    queue.decide(queue.snapshot()[1]!.id, 'keepBoth', false);
    expect(queue.snapshot()[1]?.name).toBe('a (3)');
  });

  it('shows progress, but not of cancelled ones', () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a')]);
    transport.sending[0]?.progress(8);
    expect(queue.snapshot()[0]?.sent).toBe(8);
    queue.cancelAll();
    transport.sending[0]?.progress(4);
    expect(states(queue)).toEqual(['a cancelled']);
  });
});

describe('speed', () => {
  it('is that of the last seconds', () => {
    const speed = new Speed();
    speed.record(0, 0);
    expect(speed.perSecond).toBeUndefined();
    for (let at = 100; at <= 10_000; at += 100) speed.record(at < 5_000 ? 0 : (at - 5_000) * 2, at);
    expect(speed.perSecond).toBeCloseTo(2_000, -2);
    expect(timeLeft(4_000, 2_000)).toBe(2_000);
    expect(timeLeft(4_000, 0)).toBeUndefined();
  });
});

describe('picked files', () => {
  it('name their folders, parents first', () => {
    const withPath = (path: string) =>
      Object.defineProperty(new File(['x'], path), 'webkitRelativePath', { value: path });
    const { files, folders } = pickedFiles([withPath('pack/mods/a.jar'), withPath('pack/b.txt'), withPath('')]);
    expect(files.map(({ folder }) => folder)).toEqual(['pack/mods', 'pack', '']);
    expect(folders).toEqual(['pack', 'pack/mods']);
  });

  it('walk through dropped folders, in batches as browsers give them', async () => {
    const leaf = (name: string) => ({
      isFile: true,
      isDirectory: false,
      name,
      file: (ok: (f: File) => void) => ok(new File(['x'], name)),
    });
    const folder = (name: string, ...batches: object[][]) => ({
      isFile: false,
      isDirectory: true,
      name,
      createReader: () => ({ readEntries: (ok: (entries: object[]) => void) => ok(batches.shift() ?? []) }),
    });
    const tree = folder('world', [leaf('level.dat')], [folder('region', [leaf('r.0.0.mca')]), folder('empty')]);
    const items = [tree, leaf('ops.json')].map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
    const { files, folders } = await droppedFiles({ items, files: [] } as unknown as DataTransfer);
    expect(files.map(({ file: { name }, folder: at }) => `${at}|${name}`)).toEqual([
      'world|level.dat',
      'world/region|r.0.0.mca',
      '|ops.json',
    ]);
    expect(folders).toEqual(['world', 'world/empty', 'world/region']);
  });
});

describe('sending by XMLHttpRequest', () => {
  class FakeRequest {
    static last: FakeRequest;
    readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
    readonly headers: Record<string, string> = {};
    status = 0;
    responseText = '';
    url = '';
    body: Blob | undefined;
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    constructor() {
      FakeRequest.last = this;
    }
    open(_: string, url: string): void {
      this.url = url;
    }
    setRequestHeader(name: string, value: string): void {
      this.headers[name] = value;
    }
    send(body: Blob): void {
      this.body = body;
    }
    abort(): void {
      this.onabort?.();
    }
    answer(status: number, text = ''): void {
      this.status = status;
      this.responseText = text;
      this.onload?.();
    }
  }

  const takeTicket = vi.fn(() =>
    Promise.resolve({ token: 'T', addresses: ['https://node.test'], expires: '' }),
  );
  const forget = vi.fn();
  const addresses = Object.assign(
    new AddressBook({ location: { protocol: 'https:', origin: 'https://panel.test' } }),
    {
      find: () => Promise.resolve('https://node.test'),
      forget,
    },
  );
  const transport = new XhrTransport({
    addresses: () => addresses,
    takeTicket,
    request: () => new FakeRequest() as unknown as XMLHttpRequest,
  });
  const upload = { target, folder: 'mods', name: 'a.jar', size: 3, overwrite: true } as Upload;
  const begin = async (signal = new AbortController().signal) => {
    const progress = vi.fn();
    const sent = transport.send(upload, new Blob(['abc'], { type: 'text/html' }), progress, signal);
    await settle();
    return { sent, progress, request: FakeRequest.last };
  };

  it('takes a ticket for exactly this file and puts it straight to the node', async () => {
    const { sent, progress, request } = await begin();
    expect(takeTicket).toHaveBeenLastCalledWith('i1', {
      scope: 'file.upload',
      path: 'mods/a.jar',
      maxSize: 3,
      overwrite: true,
    });
    expect(request.url).toBe('https://node.test/daemon/v1/upload');
    expect(request.headers).toEqual({ Authorization: 'Bearer T' });
    expect(request.body?.type).toBe('');
    request.upload.onprogress?.({ loaded: 2 });
    expect(progress).toHaveBeenCalledWith(2);
    request.answer(201, '{}');
    await sent;
  });

  it('passes problems on and names what did not come from a daemon', async () => {
    const full = await begin();
    full.request.answer(507, JSON.stringify({ code: 'DISK_FULL', params: {} }));
    await expect(full.sent).rejects.toMatchObject({ code: 'DISK_FULL' });
    const proxy = await begin();
    proxy.request.answer(413, '<html>too large</html>');
    await expect(proxy.sent).rejects.toMatchObject({ code: 'BAD_ANSWER', status: 413 });
  });

  it('looks for another way after a lost connection', async () => {
    const { sent, request } = await begin();
    request.onerror?.();
    await expect(sent).rejects.toMatchObject({ code: 'TRANSFER_LOST' });
    expect(forget).toHaveBeenCalledWith('n1');
  });

  it('stops at once when cancelled', async () => {
    const abort = new AbortController();
    const { sent } = await begin(abort.signal);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  });
});
