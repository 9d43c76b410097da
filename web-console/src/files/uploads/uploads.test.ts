import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { AddressBook } from '@/streams/nodeAddress';
import { droppedFiles, pickedFiles } from './picked';
import { Speed, timeLeft } from './speed';
import { problemOfTus, TusTransport } from './tusTransport';
import type { Upload, UploadNews, UploadTransport } from './upload';
import { UploadKeys } from './uploadKeys';
import { AT_ONCE, UploadQueue, type NewUpload } from './uploadQueue';
import { hasStoredUploads, UploadStore } from './uploadStore';

const target = { instance: 'i1', instanceName: 'Survival', node: 'n1' };

interface Sending {
  upload: Upload;
  news: UploadNews;
  signal: AbortSignal;
  done: (path?: string) => void;
  fail: (code: string) => void;
}

function fakeTransport(): UploadTransport & { sending: Sending[]; discarded: string[] } {
  const sending: Sending[] = [];
  const discarded: string[] = [];
  return {
    sending,
    discarded,
    send: (upload, _, news, signal) =>
      new Promise((resolve, reject) => {
        sending.push({
          upload,
          news,
          signal,
          done: (path = `${upload.folder}/${upload.name}`) => resolve({ path }),
          fail: (code) => reject(new ProblemError({ code })),
        });
      }),
    discard: ({ name }) => {
      discarded.push(name);
      return Promise.resolve();
    },
  };
}

const file = (name: string): NewUpload => ({
  target,
  root: 'mods',
  folder: 'mods',
  name,
  file: new File(['12345678'], name, { lastModified: 7 }),
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const states = (queue: UploadQueue) => queue.snapshot().map(({ name, state }) => `${name} ${state.kind}`);
const idOf = (queue: UploadQueue, name: string) => queue.snapshot().find((upload) => upload.name === name)!.id;

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
  sessionStorage.clear();
});

describe('the upload queue', () => {
  it('sends three at a time, in order', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd', 'e'].map(file));
    expect(transport.sending.map(({ upload }) => upload.name)).toEqual(['a', 'b', 'c']);
    expect(transport.sending).toHaveLength(AT_ONCE);
    transport.sending[1]?.done();
    await settle();
    expect(transport.sending.at(-1)?.upload.name).toBe('d');
    expect(states(queue)).toEqual(['a sending', 'b done', 'c sending', 'd sending', 'e waiting']);
  });

  it('tells of arrivals with their final path, and when it has come to rest', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    const arrived: string[] = [];
    queue.onArrival((_, path) => arrived.push(path));
    queue.add([file('a')]);
    expect(queue.isActive).toBe(true);
    transport.sending[0]?.done('mods/a (2)');
    await settle();
    expect(arrived).toEqual(['mods/a (2)']);
    expect(queue.isActive).toBe(false);
  });

  it('asks about a taken name and lets the others go on', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd'].map(file));
    transport.sending[0]?.fail('FILE_EXISTS');
    await settle();
    expect(states(queue)).toEqual(['a conflict', 'b sending', 'c sending', 'd sending']);
    queue.decide(idOf(queue, 'a'), 'replace', false);
    transport.sending[1]?.done();
    await settle();
    expect(transport.sending.at(-1)?.upload).toMatchObject({ name: 'a', conflict: 'overwrite' });
  });

  it('remembers a choice for all until it has come to rest', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b'].map(file));
    transport.sending[0]?.fail('FILE_EXISTS');
    await settle();
    queue.decide(idOf(queue, 'a'), 'skip', true);
    transport.sending[1]?.fail('FILE_EXISTS');
    await settle();
    expect(states(queue)).toEqual(['a skipped', 'b skipped']);
    queue.add([file('c')]);
    transport.sending[2]?.fail('FILE_EXISTS');
    await settle();
    expect(states(queue).at(-1)).toBe('c conflict');
    queue.decide(idOf(queue, 'c'), 'keepBoth', false);
    expect(transport.sending.at(-1)?.upload.conflict).toBe('rename');
  });

  it('tries again by itself after a lost connection, and at once when the network is back', async () => {
    vi.useFakeTimers();
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a')]);
    transport.sending[0]?.news.located('/daemon/v1/tus/x');
    transport.sending[0]?.news.progress(4);
    transport.sending[0]?.fail('TRANSFER_LOST');
    await vi.advanceTimersByTimeAsync(0);
    expect(states(queue)).toEqual(['a lost']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(transport.sending[1]?.upload.location).toBe('/daemon/v1/tus/x');
    transport.sending[1]?.fail('TRANSFER_LOST');
    await vi.advanceTimersByTimeAsync(0);
    queue.retryLost();
    expect(states(queue)).toEqual(['a sending']);
    transport.sending[2]?.done();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states(queue)).toEqual(['a done']);
    expect(transport.sending).toHaveLength(3);
  });

  it('does not start others while the connection is lost', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd'].map(file));
    for (const sending of transport.sending) sending.fail('TRANSFER_LOST');
    await settle();
    expect(states(queue)).toEqual(['a lost', 'b lost', 'c lost', 'd waiting']);
    queue.cancelAll();
  });

  it('pauses and goes on where it was', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b', 'c', 'd'].map(file));
    transport.sending[0]?.news.located('/x');
    queue.pause(idOf(queue, 'a'));
    expect(transport.sending[0]?.signal.aborted).toBe(true);
    expect(states(queue)).toEqual(['a paused', 'b sending', 'c sending', 'd sending']);
    queue.pauseAll();
    expect(states(queue)).toEqual(['a paused', 'b paused', 'c paused', 'd paused']);
    queue.resumeAll();
    await settle();
    expect(states(queue)).toEqual(['a sending', 'b sending', 'c sending', 'd waiting']);
    expect(transport.sending.at(-3)?.upload).toMatchObject({ name: 'a', location: '/x' });
  });

  it('lets the node forget what is cancelled', () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add(['a', 'b'].map(file));
    transport.sending[0]?.news.located('/x');
    queue.cancelAll();
    expect(transport.discarded).toEqual(['a']);
    expect(states(queue)).toEqual(['a cancelled', 'b cancelled']);
  });

  it('fails for good where trying again would not help, and can be retried', async () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.add([file('a')]);
    transport.sending[0]?.fail('QUOTA_EXCEEDED');
    await settle();
    expect(states(queue)).toEqual(['a failed']);
    expect(queue.isActive).toBe(false);
    queue.retry(idOf(queue, 'a'));
    expect(states(queue)).toEqual(['a sending']);
  });
});

describe('uploads over a reload', () => {
  const interrupted = () => {
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    const store = new UploadStore('u1');
    queue.subscribe(() => store.save(queue.snapshot()));
    queue.add(['a', 'b'].map(file));
    transport.sending[0]?.news.located('/daemon/v1/tus/a');
    transport.sending[1]?.done();
    return { queue, store };
  };

  it('are remembered with their location, finished ones not', async () => {
    const { store } = interrupted();
    await settle();
    store.leave();
    expect(hasStoredUploads()).toBe(true);
    const left = new UploadStore('u1').load();
    expect(left).toMatchObject([{ name: 'a', location: '/daemon/v1/tus/a', folder: 'mods', size: 8, modified: 7 }]);
    expect(hasStoredUploads()).toBe(false);
  });

  it('go on as soon as the same file is chosen again', async () => {
    const { store } = interrupted();
    await settle();
    store.leave();
    const transport = fakeTransport();
    const queue = new UploadQueue(transport);
    queue.restore(new UploadStore('u1').load());
    expect(states(queue)).toEqual(['a unpicked']);
    expect(queue.isActive).toBe(false);
    expect(queue.repick(new File(['other'], 'a', { lastModified: 7 }))).toBe(false);
    expect(queue.repick(new File(['12345678'], 'a', { lastModified: 8 }))).toBe(false);
    expect(queue.repick(new File(['12345678'], 'a', { lastModified: 7 }))).toBe(true);
    expect(transport.sending[0]?.upload.location).toBe('/daemon/v1/tus/a');
  });

  it('belong to one person', async () => {
    const { store } = interrupted();
    await settle();
    store.leave();
    expect(new UploadStore('u2').load()).toEqual([]);
    expect(new UploadStore('u1').load()).toHaveLength(1);
  });

  it('of a tab that still lives are left to it, those of a dead one are taken over', async () => {
    const { store } = interrupted();
    await settle();
    store.flush();
    sessionStorage.clear();
    const other = new UploadStore('u1');
    expect(other.load()).toEqual([]);
    expect(other.load(Date.now() + 10 * 60_000)).toHaveLength(1);
    store.clear();
  });

  it('are forgotten after a day, when the node has forgotten them', async () => {
    const { store } = interrupted();
    await settle();
    store.leave();
    expect(new UploadStore('u1').load(Date.now() + 25 * 3_600_000)).toEqual([]);
    expect(hasStoredUploads()).toBe(false);
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


describe('sending by tus', () => {
  class FakeTus {
    static made: FakeTus[] = [];
    readonly file: Blob;
    url: string | null = null;
    aborted = false;
    readonly options: {
      endpoint?: string;
      uploadUrl?: string;
      headers: Record<string, string>;
      metadata: Record<string, string>;
      onUploadUrlAvailable: () => void;
      onProgress: (sent: number) => void;
      onSuccess: (payload: { lastResponse: { getHeader: (name: string) => string | undefined } }) => void;
      onError: (error: Error) => void;
    };
    constructor(sent: Blob, options: FakeTus['options']) {
      this.file = sent;
      this.options = options;
      FakeTus.made.push(this);
    }
    start(): void {
      this.url = this.options.uploadUrl ?? 'https://node.test/daemon/v1/tus/new';
      this.options.onUploadUrlAvailable();
    }
    abort(): Promise<void> {
      this.aborted = true;
      return Promise.resolve();
    }
    refuse(status: number, body = ''): void {
      const getHeader = (name: string) => (name === 'Tus-Resumable' ? '1.0.0' : undefined);
      const originalResponse = status === 0 ? null : { getStatus: () => status, getBody: () => body, getHeader };
      this.options.onError(Object.assign(new Error('tus'), { originalResponse }));
    }
  }

  const addresses = Object.assign(
    new AddressBook({ location: { protocol: 'https:', origin: 'https://panel.test' } }),
    { find: () => Promise.resolve('https://node.test'), forget: vi.fn() },
  );
  const takeTicket = vi.fn(() => Promise.resolve({ token: 'T', addresses: ['https://node.test'], expires: '' }));
  let keys = 0;
  const post = vi.fn(() => Promise.resolve(Response.json({ key: `K${(keys += 1)}`, folder: true }, { status: 201 })));
  const lost = vi.fn();
  const transport = () =>
    new TusTransport({
      keys: new UploadKeys({ addresses: () => addresses, takeTicket, fetch: post }),
      lost,
      tus: () => Promise.resolve({ Upload: FakeTus as never }),
    });
  const upload = (change: Partial<Upload> = {}): Upload => ({
    id: 1,
    target,
    root: 'pack',
    folder: 'pack/mods',
    name: 'ä.jar',
    size: 3,
    modified: 0,
    sent: 0,
    state: { kind: 'waiting' },
    conflict: 'fail',
    location: undefined,
    extract: false,
    ...change,
  });
  const begin = async (change: Partial<Upload> = {}, over = transport()) => {
    FakeTus.made = [];
    const news = { progress: vi.fn(), located: vi.fn() };
    const abort = new AbortController();
    const sent = over.send(upload(change), new Blob(['abc']), news, abort.signal);
    sent.catch(() => undefined);
    await settle();
    return { sent, news, abort, over };
  };
  const last = () => FakeTus.made.at(-1)!;

  it('buys one key for a folder and names the file beneath it', async () => {
    const { sent, news, over } = await begin();
    expect(takeTicket).toHaveBeenLastCalledWith('i1', { scope: 'file.upload', path: 'pack/', overwrite: true });
    expect(last().options).toMatchObject({
      endpoint: 'https://node.test/daemon/v1/tus',
      metadata: { relativePath: 'mods/ä.jar', conflict: 'fail' },
    });
    expect(news.located).toHaveBeenCalledWith('/daemon/v1/tus/new');
    last().options.onProgress(2);
    expect(news.progress).toHaveBeenCalledWith(2);
    const path = encodeURIComponent('pack/mods/ä (2).jar');
    last().options.onSuccess({ lastResponse: { getHeader: () => path } });
    await expect(sent).resolves.toEqual({ path: 'pack/mods/ä (2).jar' });
    const bought = post.mock.calls.length;
    await begin({ name: 'b' }, over);
    expect(post.mock.calls.length).toBe(bought);
  });

  it('goes on at the location and never begins anew by itself', async () => {
    await begin({ location: '/daemon/v1/tus/old' });
    expect(last().options.uploadUrl).toBe('https://node.test/daemon/v1/tus/old');
    expect(last().options.endpoint).toBeUndefined();
  });

  it('gets a new key where the daemon no longer knows the old one', async () => {
    const { sent } = await begin({ location: '/daemon/v1/tus/old' });
    const first = last().options.headers['Ostler-Upload-Key'];
    last().refuse(401);
    await settle();
    expect(last().options.headers['Ostler-Upload-Key']).not.toBe(first);
    expect(last().options.uploadUrl).toBe('https://node.test/daemon/v1/tus/old');
    last().refuse(423);
    await expect(sent).rejects.toMatchObject({ code: 'UPLOAD_BUSY' });
  });

  it('begins anew when the node has forgotten the upload', async () => {
    const { news } = await begin({ location: '/daemon/v1/tus/old' });
    last().refuse(404);
    await settle();
    expect(news.located).toHaveBeenCalledWith(undefined);
    expect(last().options.endpoint).toBe('https://node.test/daemon/v1/tus');
  });

  it('passes problems on and names what did not come from a daemon', () => {
    const problem = (status: number, body: string) =>
      problemOfTus(Object.assign(new Error(''), { originalResponse: { getStatus: () => status, getBody: () => body, getHeader: () => undefined } }));
    expect(problem(507, '{"code":"DISK_FULL","params":{}}')).toMatchObject({ code: 'DISK_FULL', status: 507 });
    expect(problem(413, '<html>too large</html>')).toMatchObject({ code: 'BAD_ANSWER', status: 413 });
    // A panel whose daemon restarts: nothing is gone.
    expect(problem(404, '{"code":"NOT_FOUND"}')).toMatchObject({ code: 'NODE_UNREACHABLE' });
    expect(problemOfTus(new Error('no response'))).toMatchObject({ code: 'TRANSFER_LOST' });
  });

  it('tells of a lost connection, so that another way is looked for', async () => {
    const { sent } = await begin();
    last().refuse(0);
    await expect(sent).rejects.toMatchObject({ code: 'TRANSFER_LOST' });
    expect(lost).toHaveBeenCalledWith('n1');
  });

  it('stops at once when paused or cancelled', async () => {
    const { sent, abort } = await begin();
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    expect(last().aborted).toBe(true);
  });
});
