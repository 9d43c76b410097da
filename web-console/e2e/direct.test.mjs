// Panel and daemon as two processes: joined by one command, and console and upload go past the panel – even past one
// that stands still.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let panel;
let daemon;
let browser;
let api;
let instance;
let page;
const sockets = [];

before(async () => {
  panel = await Ostler.start('panel');
  daemon = await Ostler.start('daemon');
  browser = await Browser.launch();
  api = new Api(panel.base);
  await api.setUp(panel, 'admin', PASSWORD);
  // Signed in before there is a node: the page learns of it by itself.
  page = await browser.page();
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(`${panel.base}/login`);
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/instances/);
});

after(async () => {
  try {
    process.kill(panel.javaPid(), 'SIGCONT');
  } catch {
    // it has ended
  }
  await browser?.close();
  await daemon?.dispose();
  await panel?.dispose();
});

test('one command joins the machine to the panel', async () => {
  const { key } = await api.call('POST', '/api/v1/enrolments', { name: 'second machine' });
  const wrong = daemon.run('enrol', '--panel', panel.base, '--key', key.replace('ost1-', 'ost1-a'), '--data', daemon.data);
  assert.notEqual(wrong.status, 0);
  const joined = daemon.run('enrol', '--panel', panel.base, '--key', key, '--address', daemon.base, '--data', daemon.data);
  assert.equal(joined.status, 0, joined.stdout + joined.stderr);
  const node = await api.linkedNode();
  assert.equal(node.name, 'second machine');
  assert.equal(node.local, false);
  const again = daemon.run('enrol', '--panel', panel.base, '--key', key, '--address', daemon.base, '--data', daemon.data);
  assert.notEqual(again.status, 0, 'the key worked twice');
});

test('a console and an upload go on while the panel stands still', async () => {
  instance = await api.createInstance({ name: 'echo', command: ['cat'] });
  await api.power(instance.id, 'start', 'running');
  await page.getByRole('link', { name: 'echo' }).first().click();
  await page.getByText('direct', { exact: true }).waitFor();
  // Until it loaded itself anew, its policy kept it from the node.
  assert.ok(page.problems.every((problem) => problem.includes('/daemon/v1/ping')), page.problems.join());
  page.problems.length = 0;
  await page.getByLabel('Command', { exact: true }).fill('before');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('log').getByText('before').first().waitFor();
  assert.ok(sockets.some((url) => url.startsWith(daemon.base.replace('http', 'ws'))), sockets.join());

  await page.getByRole('link', { name: 'Files' }).click();
  const content = randomBytes(48 << 20);
  const file = join(tmpdir(), `ostler-direct-${process.pid}.bin`);
  await writeFile(file, content);
  const patch = page.waitForRequest((request) => request.method() === 'PATCH' && request.url().includes('/daemon/v1/tus/'));
  await page.locator('input[type=file]').first().setInputFiles(file);
  assert.ok((await patch).url().startsWith(daemon.base), 'the upload went to the panel');
  process.kill(panel.javaPid(), 'SIGSTOP');
  const stored = join(daemon.data, 'daemon/instances', instance.id, 'files', file.split('/').at(-1));
  await until('the upload to be complete', async () => {
    try {
      return sha256(await readFile(stored)) === sha256(content);
    } catch {
      return false;
    }
  }, 60_000);
  process.kill(panel.javaPid(), 'SIGCONT');

  await page.getByRole('link', { name: 'Console' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  process.kill(panel.javaPid(), 'SIGSTOP');
  await page.getByLabel('Command', { exact: true }).fill('the panel stands still');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('the panel stands still').first().waitFor();
  await picture(page, 'console-direct');
  process.kill(panel.javaPid(), 'SIGCONT');
  await writeFile(file, '');
  assert.deepEqual(page.problems, []);
});

test('a node that is away stays listed, and comes back by itself', async () => {
  await daemon.stop();
  const away = await until('the node to be away', async () =>
    (await api.call('GET', '/api/v1/nodes')).nodes.find((node) => !node.linked));
  assert.ok(away.reason);
  const { instances } = await api.call('GET', '/api/v1/instances');
  assert.equal(instances[0].stale, true);
  assert.equal(instances[0].name, 'echo');
  await daemon.launch();
  await api.linkedNode();
  await until('the instance, still running', async () => {
    const seen = await api.call('GET', `/api/v1/instances/${instance.id}`);
    return !seen.stale && seen.state.type === 'running';
  });
});

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
