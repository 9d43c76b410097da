// Files in a real browser on the real distribution: work on many at once, trash, archives, search, editor, uploads that are cut.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const MB = 1024 * 1024;
/** 2048 for the whole proof; fewer for every day. */
const LARGE_MB = Number(process.env.OSTLER_E2E_UPLOAD_MB ?? 48);
/** Slow enough to be caught under way: the whole takes about eight seconds. */
const PACE = (LARGE_MB * MB) / 8;
let server;
let api;
let browser;
let page;
let cookie;
let node;
let survival;
let creative;

const folderOf = (id) => join(server.data, 'daemon/instances', id, 'files');
const stored = (path, id = survival) => join(folderOf(id), path);
const exists = (path, id) => stat(stored(path, id)).then(() => true, () => false);
const row = (name) => page.locator(`[data-name="${name}"]`);
const tray = () => page.getByRole('region', { name: 'Tasks' });
const write = (path, text, id = survival, encoding = 'UTF-8') =>
  api.call('PUT', `/api/v1/instances/${id}/files/text?path=${encodeURIComponent(path)}`, { text, encoding }, { 'if-none-match': '*' });
const makeFolder = (path, id = survival) => api.call('POST', `/api/v1/instances/${id}/files/folders`, { path });

async function show(path = '', id = survival) {
  await page.goto(`${server.base}/instances/${id}/files${path === '' ? '' : `?path=${encodeURIComponent(path)}`}`);
  await page.getByRole('navigation', { name: 'Path' }).waitFor();
}

async function choose(...names) {
  for (const name of names) await row(name).getByRole('checkbox').check();
}

async function menu(name, item) {
  await row(name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: item, exact: true }).or(page.getByRole('menuitem', { name: new RegExp(`^${item}(Ctrl|Shift|F2|Del|Enter)`) })).first().click();
}

async function sha256(path) {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest('hex');
}

before(async () => {
  server = await Ostler.start('standalone');
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  cookie = { name: api.cookie.split('=')[0], value: api.cookie.split('=')[1], url: server.base };
  survival = (await api.createInstance({ name: 'Survival', command: ['cat'] })).id;
  creative = (await api.createInstance({ name: 'Creative', command: ['cat'] })).id;
  node = (await api.linkedNode()).id;
  for (const folder of ['world', 'world/region', 'backup', 'plugins']) await makeFolder(folder);
  for (const file of ['a.txt', 'b.txt', 'c.txt', 'world/level.txt', 'world/region/r.txt']) await write(file, `${file}\n`);
  browser = await Browser.launch();
  page = await browser.page();
  await page.context().addCookies([cookie]);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

afterEach(async (context) => {
  if (context.passed === false || context.error) await picture(page, `failed-${context.name.replaceAll(/\W+/g, '-')}`);
});

test('several entries are copied to another folder', async () => {
  await show();
  await choose('a.txt', 'b.txt');
  await page.getByRole('button', { name: 'Copy to' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'backup' }).click();
  await page.getByRole('button', { name: 'Copy here' }).click();
  await page.getByText('2 entries copied to backup').waitFor();
  assert.equal(await readFile(stored('backup/a.txt'), 'utf8'), 'a.txt\n');
  assert.ok(await exists('a.txt'));
});

test('copy and paste by keys, also of cut entries', async () => {
  await show();
  await row('c.txt').click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+x');
  await page.getByRole('button', { name: 'plugins', exact: true }).click();
  await page.getByText('This folder is empty').waitFor();
  await page.getByRole('button', { name: 'Paste' }).click();
  await row('c.txt').waitFor();
  assert.ok(!(await exists('c.txt')));
  await row('c.txt').click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await row('c (2).txt').waitFor();
  assert.ok(await exists('plugins/c (2).txt'));
});

test('entries are moved to another instance of the node', async () => {
  await show('plugins');
  await choose('c (2).txt');
  await page.getByRole('button', { name: 'Move to' }).click();
  await page.getByLabel('Instance', { exact: true }).selectOption({ label: 'Creative' });
  await picture(page, 'files-move');
  await page.getByRole('button', { name: 'Move here' }).click();
  await page.getByText(/moved to Creative/).waitFor();
  assert.ok(await exists('c (2).txt', creative));
  assert.ok(!(await exists('plugins/c (2).txt')));
});

test('a taken name stops a copy, and the person says how to go on', async () => {
  await show();
  await choose('a.txt');
  await page.getByRole('button', { name: 'Copy to' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'backup' }).click();
  await page.getByRole('button', { name: 'Copy here' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep both' }).click();
  await until('the copy beside it', () => exists('backup/a (2).txt'));
});

test('deleting goes to the trash, undo brings everything back, the trash restores and purges', async () => {
  await show();
  await choose('world', 'b.txt');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Delete');
  await page.getByText('2 entries are in the trash').waitFor();
  await row('world').waitFor({ state: 'detached' });
  assert.ok(!(await exists('world/region/r.txt')));
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Brought back').waitFor();
  await row('world').waitFor();
  assert.equal(await readFile(stored('world/region/r.txt'), 'utf8'), 'world/region/r.txt\n');

  await choose('b.txt');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('b.txt is in the trash').waitFor();
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  const deleted = page.getByRole('row', { name: /b\.txt/ });
  await deleted.waitFor();
  await picture(page, 'trash');
  assert.deepEqual(await accessibilityProblems(page), []);
  await deleted.getByRole('button', { name: 'Restore' }).click();
  await page.getByText('b.txt is back').waitFor();
  await page.getByText('The trash is empty').waitFor();
  assert.ok(await exists('b.txt'));

  await show();
  await row('b.txt').click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Shift+Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await row('b.txt').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await page.getByText('The trash is empty').waitFor();
});

test('compress and extract', async () => {
  await show();
  await menu('world', 'Compress');
  await picture(page, 'files-compress');
  await page.getByLabel('Format').selectOption('tar.zst');
  assert.equal(await page.getByLabel('Name of the archive').inputValue(), 'world.tar.zst');
  await page.getByRole('dialog').getByRole('button', { name: 'Compress' }).click();
  await row('world.tar.zst').waitFor();
  await menu('world.tar.zst', 'Extract');
  await page.getByRole('dialog').getByLabel('Folder', { exact: true }).fill('restored/here');
  await page.getByRole('dialog').getByRole('button', { name: 'Extract' }).click();
  await until('the extracted file', () => exists('restored/here/world/region/r.txt'));
  assert.equal(await readFile(stored('restored/here/world/region/r.txt'), 'utf8'), 'world/region/r.txt\n');
  await row('restored').waitFor();
});

test('permissions by boxes and as a number', async () => {
  await show();
  await menu('a.txt', 'Permissions');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('As a number').fill('640');
  await dialog.getByRole('checkbox', { name: 'Group: Write' }).check();
  assert.equal(await dialog.getByLabel('As a number').inputValue(), '660');
  await picture(page, 'files-mode');
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole('button', { name: 'Change permissions' }).click();
  await until('the new mode', async () => ((await stat(stored('a.txt'))).mode & 0o777) === 0o660);
  await row('a.txt').getByText('rw-rw----').waitFor();
});

test('search in names and in contents', async () => {
  await write('plugins/config.yml', 'motd: a needle in the haystack\n');
  await show();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByLabel('Text in files').fill('needle');
  await page.getByRole('dialog').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('dialog').getByText('motd: a needle in the haystack').waitFor();
  await picture(page, 'files-search');
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByLabel('Text in files').fill('');
  await page.getByLabel('Name', { exact: true }).fill('r.*');
  await page.getByRole('dialog').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('list', { name: 'Hits' }).getByText('r.txt').first().waitFor();
  await page.getByRole('button', { name: 'Show in its folder' }).first().click();
  await row('r.txt').waitFor();
});

async function edit(path, id = survival) {
  await page.goto(`${server.base}/instances/${id}/files?file=${encodeURIComponent(path)}`);
  await page.locator('.cm-content').waitFor();
}

test('an edit that another was faster with is compared, not lost', async () => {
  await write('shared.txt', 'one\ntwo\nthree\n');
  await edit('shared.txt');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('mine');
  const { etag } = await api.call('GET', `/api/v1/instances/${survival}/files/text?path=shared.txt`);
  await api.call('PUT', `/api/v1/instances/${survival}/files/text?path=shared.txt`, { text: 'one\nTWO of another\nthree\n', encoding: 'UTF-8' }, { 'if-match': `"${etag}"` });
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').getByText('shared.txt changed on disk').waitFor();
  await page.getByRole('dialog').getByText('TWO of another').waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'editor-conflict');
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole('button', { name: 'Overwrite with yours' }).click();
  await until('mine on disk', async () => (await readFile(stored('shared.txt'), 'utf8')) === 'one\ntwo\nthree\nmine');
});

test('earlier versions are compared and restored', async () => {
  await edit('shared.txt');
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('TWO of another').waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'versions');
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByText('shared.txt is as it was then').waitFor();
  assert.equal(await readFile(stored('shared.txt'), 'utf8'), 'one\nTWO of another\nthree\n');
  await page.locator('.cm-content').getByText('TWO of another').waitFor();
});

test('encodings: read in one, written in another', async () => {
  await write('chinese.txt', '服务器\n', survival, 'GBK');
  await edit('chinese.txt').catch(() => undefined);
  // It isn't UTF-8: the way in is another encoding.
  await page.getByLabel('Encoding').selectOption('GBK');
  await page.getByRole('button', { name: 'Open with this encoding' }).click();
  await page.locator('.cm-content').getByText('服务器').waitFor();
  await page.getByRole('button', { name: /change the encoding/ }).click();
  await page.getByRole('dialog').getByLabel('Encoding', { exact: true }).selectOption('UTF-16LE');
  await picture(page, 'editor-encoding');
  await page.getByRole('button', { name: 'Save with' }).click();
  await page.getByLabel('Line ends').selectOption('CRLF');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const bytes = await readFile(stored('chinese.txt'));
  assert.equal(new TextDecoder('utf-16le').decode(bytes), '服务器\r\n');
});

test('files that are no text, too large or pictures are looked at', async () => {
  const scratch = join(server.data, 'pictures');
  await mkdir(scratch, { recursive: true });
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC', 'base64');
  await writeFile(join(scratch, 'icon.png'), png);
  const big = await open(join(scratch, 'latest.log'), 'w');
  for (let line = 0; line < 200_000; line += 1000) {
    await big.write(Array.from({ length: 1000 }, (_, index) => `[12:00:00] line ${line + index} of a log that no editor should open\n`).join(''));
  }
  await big.close();
  await show();
  await page.locator('input[type=file][aria-label="Files"]').setInputFiles([join(scratch, 'icon.png'), join(scratch, 'latest.log')]);
  await row('latest.log').waitFor();
  await row('icon.png').waitFor();
  await row('icon.png').getByRole('button', { name: 'icon.png', exact: true }).click();
  await page.getByRole('img', { name: 'Picture of icon.png' }).waitFor();
  await page.getByText('10 × 10').waitFor();
  await page.goto(`${server.base}/instances/${survival}/files?file=latest.log`);
  await page.getByRole('button', { name: 'View without editing' }).click();
  await page.getByText('line 0 of a log').first().waitFor();
  await picture(page, 'viewer');
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.getByText('line 199999 of a log').waitFor();
});

// ---- uploads

/** A wire between browser and server that can be cut: what a browser does when it is told to be offline spares what runs. */
class Wire {
  static async to(port) {
    const wire = new Wire();
    wire.ends = new Set();
    wire.isCut = false;
    wire.server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const end of [near, far]) {
        wire.ends.add(end);
        end.on('close', () => wire.ends.delete(end));
        end.on('error', () => near.destroy() && far.destroy());
      }
      if (wire.isCut) near.destroy();
      near.pipe(far).pipe(near);
    });
    await new Promise((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
    wire.base = `http://127.0.0.1:${wire.server.address().port}`;
    return wire;
  }

  cut() {
    this.isCut = true;
    for (const end of this.ends) end.destroy();
  }

  mend() {
    this.isCut = false;
  }

  close() {
    this.cut();
    this.server.close();
  }
}

async function largeFile(name, megabytes = LARGE_MB) {
  const folder = join(server.data, 'large');
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const file = await open(path, 'w');
  const hash = createHash('sha256');
  for (let at = 0; at < megabytes; at += 1) {
    const part = randomBytes(MB);
    hash.update(part);
    await file.write(part);
  }
  await file.close();
  // Whole seconds, so that every program sees the same date.
  await utimes(path, 1_700_000_000, 1_700_000_000);
  return { path, sum: hash.digest('hex') };
}

/** So slow that there is time to cut it. */
const slow = (perSecond) => api.call('PUT', `/api/v1/nodes/${node}/settings`, { ...(perSecond && { upload: perSecond }), sftp: true });

const underWay = (name, share) =>
  page.waitForFunction(
    ([wanted, least]) => {
      const bar = document.querySelector(`progress[aria-label="${wanted}"]`);
      return bar !== null && bar.value / bar.max >= least && bar.value < bar.max;
    },
    [name, share],
    { timeout: 60_000 },
  );

async function arrived(path, sum, millis = 300_000) {
  await until(`${path} arrived`, () => exists(path), millis);
  assert.equal(await sha256(stored(path)), sum);
}

test('a folder is uploaded with everything in it', async () => {
  const pack = join(server.data, 'pack');
  await mkdir(join(pack, 'deep/er'), { recursive: true });
  for (let index = 0; index < 40; index += 1) await writeFile(join(pack, `deep/file-${index}.txt`), `${index}\n`);
  await writeFile(join(pack, 'deep/er/ünï.txt'), 'x');
  await writeFile(join(pack, 'empty.txt'), '');
  await show();
  await page.locator('input[webkitdirectory][aria-label="Folder"]').first().setInputFiles(pack);
  await tray().getByText('42 files uploaded').waitFor();
  assert.equal(await readFile(stored('pack/deep/file-39.txt'), 'utf8'), '39\n');
  assert.equal(await readFile(stored('pack/deep/er/ünï.txt'), 'utf8'), 'x');
  assert.equal((await stat(stored('pack/empty.txt'))).size, 0);
  await row('pack').waitFor();
});

test('a file whose name is taken is asked about, once for all', async () => {
  await show('pack/deep');
  const pack = join(server.data, 'pack/deep');
  await page.locator('input[type=file][aria-label="Files"]').setInputFiles(['file-0.txt', 'file-1.txt'].map((name) => join(pack, name)));
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/exists already/).first().waitFor();
  await dialog.getByRole('checkbox').check();
  await picture(page, 'upload-conflict');
  await dialog.getByRole('button', { name: 'Keep both' }).click();
  await row('file-0 (2).txt').waitFor();
  await row('file-1 (2).txt').waitFor();
});

test('an upload survives a network cut', async (context) => {
  const { path, sum } = await largeFile('cut.bin');
  await slow(PACE);
  const wire = await Wire.to(server.port);
  context.after(() => wire.close());
  await page.goto(`${wire.base}/instances/${survival}/files`);
  await row('a.txt').waitFor();
  await page.locator('input[type=file][aria-label="Files"]').setInputFiles(path);
  await underWay('cut.bin', 0.15);
  await picture(page, 'tray-uploading');
  wire.cut();
  await tray().getByText(/Connection lost/).waitFor();
  await picture(page, 'tray-lost');
  assert.deepEqual(await accessibilityProblems(page), []);
  assert.ok(!(await exists('cut.bin')));
  const patches = [];
  page.on('request', (request) => request.method() === 'PATCH' && patches.push(Number(request.headers()['upload-offset'])));
  wire.mend();
  await arrived('cut.bin', sum);
  assert.ok(patches[0] > 0, `went on at ${patches[0]}`);
  await row('cut.bin').waitFor();
});

test('an upload can be paused, survives a reload and a restart of the server', async () => {
  const { path, sum } = await largeFile('reloaded.bin');
  await slow(PACE);
  await show();
  await page.locator('input[type=file][aria-label="Files"]').setInputFiles(path);
  await underWay('reloaded.bin', 0.1);
  await page.getByRole('button', { name: 'Pause reloaded.bin' }).click();
  await tray().getByText(/Paused at/).waitFor();
  await page.getByRole('button', { name: 'Go on with reloaded.bin' }).click();
  await underWay('reloaded.bin', 0.2);
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await tray().getByText('1 upload was cut off').waitFor();
  await picture(page, 'tray-again');
  assert.deepEqual(await accessibilityProblems(page), []);
  const patches = [];
  page.on('request', (request) => request.method() === 'PATCH' && patches.push(Number(request.headers()['upload-offset'])));
  await page.locator('input[data-again]').setInputFiles(path);
  await until('the upload to go on', () => patches.length > 0);
  assert.ok(patches[0] > 0, `went on at ${patches[0]}`);
  await server.stop();
  await tray().locator('[data-state=lost]').waitFor({ timeout: 30_000 });
  await server.launch();
  await api.linkedNode();
  await arrived('reloaded.bin', sum);
  await slow(undefined);
});

test('an archive is uploaded and extracted', async () => {
  const scratch = join(server.data, 'archive');
  await mkdir(scratch, { recursive: true });
  const archive = await readFile(stored('world.tar.zst'));
  await writeFile(join(scratch, 'map.tar.zst'), archive);
  await makeFolder('maps');
  await show('maps');
  await page.locator('input[type=file][accept]').setInputFiles(join(scratch, 'map.tar.zst'));
  await until('the extracted file', () => exists('maps/world/level.txt'));
});

// ---- looks

test('a folder of many files scrolls and is chosen as a whole', async () => {
  const folder = stored('many');
  await makeFolder('many');
  const { uid, gid } = await stat(folder);
  await Promise.all(
    Array.from({ length: 3_000 }, async (_, index) => {
      const path = join(folder, `file-${String(index).padStart(5, '0')}.txt`);
      const file = await open(path, 'w');
      await file.chown(uid, gid);
      await file.close();
    }),
  );
  await show('many');
  await row('file-00000.txt').waitFor();
  assert.ok((await page.locator('[data-name]').count()) < 100);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByText('3,000 selected').waitFor();
  await page.keyboard.press('Delete');
  await page.getByText('3,000 entries are in the trash').waitFor({ timeout: 60_000 });
  await page.getByText('This folder is empty').waitFor();
});

const LOOKS = [
  { look: 'light' },
  { look: 'dark', dark: true },
  { look: 'phone', phone: true },
];

for (const { look, ...options } of LOOKS) {
  test(`pages of files, ${look}`, async () => {
    const other = await browser.page(options);
    await other.context().addCookies([cookie]);
    const check = async (name) => {
      await other.waitForLoadState('networkidle');
      await other.waitForTimeout(300);
      await picture(other, `${name}-${look}`);
      assert.deepEqual(await accessibilityProblems(other), [], name);
      const wide = await other.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} sticks out by ${wide} px`);
    };
    for (const [path, name] of [
      [`/instances/${survival}/files`, 'folder'],
      [`/instances/${survival}/files?view=trash`, 'trash-page'],
      [`/instances/${survival}/files?file=shared.txt`, 'editor-page'],
      [`/instances/${survival}/files?file=latest.log&view=viewer`, 'viewer-page'],
      [`/instances/${survival}/access`, 'access'],
      [`/instances/${survival}/settings`, 'instance-settings'],
      [`/nodes/${node}`, 'node-page'],
      ['/account', 'account-page'],
    ]) {
      await other.goto(server.base + path);
      await other.locator('main h1').first().waitFor();
      await check(name);
    }
    await other.goto(`${server.base}/instances/${survival}/files`);
    for (const name of ['a.txt', 'world', 'world.tar.zst'])
      await other.locator(`[data-name="${name}"]`).getByRole('checkbox').check();
    await check('folder-chosen');
    await other.locator('[data-name="world.tar.zst"]').getByRole('button', { name: /Actions for/ }).click();
    await other.getByRole('menuitem', { name: 'Extract' }).waitFor();
    await picture(other, `folder-menu-${look}`);
    await other.keyboard.press('Escape');
    await other.getByRole('button', { name: /^Tasks/ }).first().click();
    await check('tray');
    assert.deepEqual(other.problems, []);
    await other.context().close();
  });
}

test('keys, members and protected files', async () => {
  await page.goto(`${server.base}/account`);
  await page.getByRole('button', { name: 'Add key' }).click();
  await page.getByLabel('Public key').fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5Kx3cK3Yf0y9d5C4r5J7v0cJ4f5o5m2W2uV1n1wz2P mika@desk');
  await page.getByRole('button', { name: 'Add key' }).last().click();
  await page.getByText('mika@desk', { exact: true }).waitFor();
  await api.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  await page.goto(`${server.base}/instances/${survival}/access`);
  await page.getByRole('button', { name: 'Add member' }).click();
  await page.getByLabel('User name', { exact: true }).fill('mika');
  await page.getByRole('checkbox', { name: 'Change files' }).check();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByPlaceholder('Path').fill('/world/');
  await page.getByRole('dialog').getByLabel('Access').selectOption('hide');
  await picture(page, 'member');
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('mika may use this instance').waitFor();
  const { members } = await api.call('GET', `/api/v1/instances/${survival}/members`);
  assert.deepEqual(members[0].paths, [{ path: 'world', access: 'hide' }]);

  await page.goto(`${server.base}/instances/${survival}/settings`);
  await page.getByLabel('Space it may take').fill('5');
  await page.getByLabel('Protected files').fill('a.txt\n*.jar');
  await page.getByRole('heading', { name: 'Files' }).locator('xpath=ancestor::section').getByRole('button', { name: 'Save' }).click();
  await page.getByText('The rules for files are saved').waitFor();
  const { definition } = await api.call('GET', `/api/v1/instances/${survival}`);
  assert.deepEqual(definition.files, { quota: 5 * 1024 ** 3, denied: ['a.txt', '*.jar'] });

  const other = await browser.page();
  await other.goto(`${server.base}/login`);
  await other.getByLabel('Name').fill('mika');
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.waitForURL(/\/instances/);
  await other.goto(`${server.base}/instances/${survival}/files`);
  await other.locator('[data-name="backup"]').waitFor();
  assert.equal(await other.locator('[data-name="world"]').count(), 0);
  await other.locator('[data-name="a.txt"]').getByLabel(/Protected/).waitFor();
  await picture(other, 'folder-member');
  await other.context().close();
});

test('nothing on the way broke the content security policy or threw', async () => {
  assert.deepEqual(page.problems, []);
  await rm(join(server.data, 'large'), { recursive: true, force: true });
});
