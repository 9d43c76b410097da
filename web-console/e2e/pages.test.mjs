// Every page in both themes and at phone width: axe finds nothing, nothing sticks out, pictures for people to look at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let id;
let node;
let cookie;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const LOOKS = [
  { look: 'light' },
  { look: 'dark', dark: true },
  { look: 'phone', phone: true },
];

async function check(page, name) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  await picture(page, name);
  assert.deepEqual(await accessibilityProblems(page), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} sticks out by ${wide} px`);
}

test('before set-up', async () => {
  for (const { look, ...options } of LOOKS) {
    const page = await browser.page(options);
    await page.goto(`${server.base}/`);
    await page.getByRole('heading', { name: 'Set up Ostler' }).waitFor();
    await check(page, `setup-${look}`);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Set-up code').waitFor();
    await check(page, `setup-administrator-${look}`);
    await page.context().close();
  }
});

test('signing in', async () => {
  const api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  cookie = { name: api.cookie.split('=')[0], value: api.cookie.split('=')[1], url: server.base };
  node = (await api.linkedNode()).id;
  for (const [name, script] of [
    ['Survival', 'echo "[Server thread/INFO] Preparing level"; echo "[Server thread/WARN] Running 2304ms behind"; echo "[Worker-3/ERROR] Failed to save chunk"; cat'],
    ['Creative', 'exec cat'],
    ['Broken', 'echo "[main/ERROR] no such world" >&2; exit 3'],
  ]) {
    const made = await api.createInstance({ name, command: ['sh', '-c', script] });
    await api.power(made.id, 'start', name === 'Broken' ? 'crashed' : 'running');
    id ??= made.id;
  }
  const shell = await api.createInstance({ name: 'Shell', command: ['bash'], terminal: true });
  await api.power(shell.id, 'start', 'running');
  await api.call('POST', `/api/v1/instances/${id}/files/folders`, { path: 'world' });
  await api.call('PUT', `/api/v1/instances/${id}/files/text?path=server.properties`, { text: 'motd=welcome\n', encoding: 'UTF-8' }, { 'if-none-match': '*' });
  await api.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  for (const { look, ...options } of LOOKS) {
    const page = await browser.page(options);
    await page.goto(`${server.base}/login`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await check(page, `login-${look}`);
    await page.context().close();
  }
  PAGES.push([`/instances/${shell.id}/console`, 'shell']);
});

const PAGES = [];
for (const { look, ...options } of LOOKS) {
  test(`all pages, ${look}`, async () => {
    const page = await browser.page(options);
    await page.context().addCookies([cookie]);
    for (const [path, name] of [
      ['/instances', 'instances'],
      ['/instances?q=nothing-of-this-name', 'instances-empty'],
      ['/instances/new', 'new-instance'],
      [`/instances/${id}/console`, 'console'],
      [`/instances/${id}/files`, 'files'],
      [`/instances/${id}/settings`, 'settings'],
      ['/nodes', 'nodes'],
      [`/nodes/${node}`, 'node'],
      ['/users', 'users'],
      ['/account', 'account'],
      ['/nothing/here', 'not-found'],
      ['/instances/doesnotexist/console', 'instance-gone'],
      ...PAGES,
    ]) {
      await page.goto(server.base + path);
      await page.locator('main h1, main h2').first().waitFor();
      await check(page, `${name}-${look}`);
    }
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
