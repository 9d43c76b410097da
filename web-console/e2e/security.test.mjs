// API keys as a person makes, uses and revokes them, and the security settings that hold at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let admin;
let mika;
let arena;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  arena = await admin.createInstance({ name: 'Arena', command: ['sh', '-c', 'exec cat'] });
  await admin.createInstance({ name: 'Lobby', command: ['sh', '-c', 'exec cat'] });
  await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, path, options) {
  return browser.openAs(who, path, options);
}

const withKey = (key, path, options = {}) =>
  fetch(`${server.base}/api/v1${path}`, { ...options, headers: { Authorization: `Bearer ${key}`, ...options.headers } });
const status = async (key, path, options) => (await withKey(key, path, options)).status;
const makeButton = (page) => page.getByRole('button', { name: 'Make a key' });

test('a key is made, shown once, used, and revoked', async () => {
  const page = await open(admin, '/account');
  await makeButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Make an API key' });
  await dialog.getByLabel('Name', { exact: true }).fill('Discord bot');
  await dialog.getByLabel('Only this:').check();
  await dialog.getByLabel('Start, stop and kill it').check();
  await dialog.getByLabel('Only these:').check();
  await dialog.getByLabel('Find an instance').fill('are');
  await dialog.getByLabel('Arena').check();
  await dialog.getByLabel('Expires').selectOption('30');
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'api-key-new');
  await dialog.getByRole('button', { name: 'Make key' }).click();

  const made = page.getByRole('dialog', { name: 'Your key Discord bot' });
  const secret = (await made.locator('code').first().textContent()) ?? '';
  assert.match(secret, /^ostler_[0-9A-Za-z]{49}$/);
  await picture(page, 'api-key-made');
  await made.getByRole('button', { name: 'I have it' }).click();
  await page.getByText('1 permission · 1 instance').waitFor();
  assert.equal(await page.getByText(secret).count(), 0);

  const power = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"action":"start"}' };
  assert.equal(await status(secret, `/instances/${arena.id}/power`, power), 202);
  assert.equal(await status(secret, `/instances/${arena.id}/files`), 403);
  assert.equal(await status(secret, '/users'), 403);
  assert.equal(await status(secret, '/session'), 403);
  const list = await (await withKey(secret, '/instances')).json();
  assert.deepEqual(list.instances.map(({ name }) => name), ['Arena']);

  await page.reload();
  await page.getByText(/used .* from 127\.0\.0\.1/).waitFor();
  await picture(page, 'api-key-list');
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Discord bot is revoked').waitFor();
  assert.equal(await status(secret, '/instances'), 401);
  await close(page);
});

test('an open event socket ends with its key', async () => {
  const { id, secret } = await admin.call('POST', '/api/v1/account/api-keys', { name: 'watcher' });
  // In a page without a cookie: the key alone opens it.
  const page = await browser.page();
  await page.goto(`${server.base}/`);
  const closed = page.evaluate(
    (address) =>
      new Promise((done) => {
        const socket = new WebSocket(address);
        socket.addEventListener('open', () => (window.isOpen = true));
        socket.addEventListener('close', (event) => done(event.code));
      }),
    `${server.base.replace('http', 'ws')}/api/v1/events?apikey=${secret}`,
  );
  await page.waitForFunction(() => window.isOpen === true);
  await admin.call('DELETE', `/api/v1/account/api-keys/${id}`);
  assert.equal(await closed, 4401);
  assert.ok(!server.output.includes(secret));
  await page.context().close();
});

test('who may use keys is decided on the settings page, at once', async () => {
  const { secret } = await mika.call('POST', '/api/v1/account/api-keys', { name: 'mine' });
  assert.equal(await status(secret, '/instances'), 200);
  const page = await open(admin, '/settings/security');
  await page.getByText('mika', { exact: false }).first().waitFor();
  await page.getByLabel('Administrators only').check();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings hold from now on').waitFor();
  assert.equal(await status(secret, '/instances'), 401);
  await page.getByLabel('Everybody').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await until('the key holds again', async () => (await status(secret, '/instances')) === 200);
  await page.getByLabel('Search by name or account').fill('mika');
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('mine is revoked').waitFor();
  assert.equal(await status(secret, '/instances'), 401);
  await close(page);
});

test('trusted proxies count from the moment they are saved, others never', async () => {
  const address = async () => {
    const answer = await fetch(`${server.base}/api/v1/settings/security`, {
      headers: { Cookie: admin.cookie, 'X-Forwarded-For': '203.0.113.9' },
    });
    return (await answer.json()).clientAddress;
  };
  assert.equal(await address(), '127.0.0.1');
  const page = await open(admin, '/settings/security');
  await page.getByLabel('Trusted proxies').fill('nonsense');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Trusted proxies').fill('127.0.0.0/8');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings hold from now on').waitFor();
  assert.equal(await address(), '203.0.113.9');
  await page.getByLabel('Trusted proxies').fill('');
  await page.getByLabel('Shortest password').fill('14');
  await page.getByRole('button', { name: 'Save' }).click();
  await until('nobody is trusted', async () => (await address()) === '127.0.0.1');
  await assert.rejects(admin.call('POST', '/api/v1/users', { name: 'short', password: 'twelve chars', role: 'user' }));
  const log = await admin.call('GET', '/api/v1/audit?act=panel.security.change');
  assert.ok(log.entries.length >= 2);
  await close(page);
});

test('an address is blocked from the moment it is saved, never ones own and never this machine', async () => {
  const from = (address, method = 'GET', body) =>
    fetch(`${server.base}/api/v1/settings/security`, {
      method,
      headers: {
        Cookie: admin.cookie,
        'X-Ostler-Csrf': admin.csrf,
        'X-Forwarded-For': address,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const page = await open(admin, '/settings/security');
  await page.getByLabel('Trusted proxies').fill('127.0.0.0/8');
  await page.getByLabel('Nobody from here').fill('127.0.0.1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Nobody from here').fill('203.0.113.0/24\n2001:db8::/32');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings hold from now on').waitFor();
  const refused = await from('203.0.113.9');
  assert.equal(refused.status, 403);
  assert.equal((await refused.json()).code, 'ADDRESS_BLOCKED');
  const elsewhere = await from('198.51.100.7');
  assert.equal(elsewhere.status, 200);
  const { clientAddress: _shown, ...saved } = await elsewhere.json();
  const own = await from('198.51.100.7', 'PUT', { ...saved, blockedAddresses: ['198.51.100.0/24'] });
  assert.equal((await own.json()).code, 'OWN_ADDRESS_BLOCKED');
  await page.getByLabel('Trusted proxies').fill('');
  await page.getByLabel('Nobody from here').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await until('nothing is blocked', async () => (await from('203.0.113.9')).status === 200);
  await close(page);
});

test('who waits after wrong passwords is shown and let in', async () => {
  const tryIn = (password) => new Api(server.base).signIn('mika', password).then(() => 200, (error) => error.status);
  await until('mika has to wait', async () => (await tryIn('wrong')) === 429);
  const page = await open(admin, '/settings/security');
  await page.getByText(/wrong tries as mika/).waitFor();
  await page.getByText('Slowed sign-ins').scrollIntoViewIfNeeded();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'security-waits');
  await page.getByRole('button', { name: 'Let in now: 127.0.0.1' }).click();
  await page.getByText('Nobody is slowed.').waitFor();
  assert.equal(await tryIn(PASSWORD), 200);
  const [lifted] = (await admin.call('GET', '/api/v1/audit?act=panel.security.lift')).entries;
  assert.equal(lifted.after.address, '127.0.0.1');
  await close(page);
});

test('somebody without the right sees no settings', async () => {
  const page = await open(mika, '/settings/security');
  await page.getByRole('heading').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
  await close(page);
});

for (const [name, options] of [
  ['light', {}],
  ['dark', { dark: true }],
  ['phone', { phone: true, dark: true }],
]) {
  test(`the pages look right: ${name}`, async () => {
    const page = await open(admin, '/settings/security', options);
    await page.getByRole('button', { name: 'Save' }).waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    await picture(page, `security-${name}`);
    await page.getByLabel('Nobody from here').scrollIntoViewIfNeeded();
    await picture(page, `security-blocked-${name}`);
    await page.goto(`${server.base}/account`);
    await makeButton(page).scrollIntoViewIfNeeded();
    await picture(page, `account-keys-${name}`);
    await makeButton(page).click();
    await page.getByLabel('Only this:').check();
    await picture(page, `api-key-new-${name}`);
    await close(page);
  });
}
