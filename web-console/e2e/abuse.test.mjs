// Abuse cases that need the whole house: streams that lose their right, foreign pages, secrets in logs, hostile output.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { openConsole } from './support/console.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let admin;
let page;
let instance;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  instance = await admin.createInstance({ name: 'echo', command: ['cat'] });
  await admin.power(instance.id, 'start', 'running');
  page = await browser.page();
  await page.goto(`${server.base}/login`);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const consoleUrl = () => `${server.base.replace('http', 'ws')}/daemon/v1/console`;
const ticket = async (api, request = { scope: 'console.write' }) =>
  (await api.call('POST', `/api/v1/instances/${instance.id}/tickets`, request)).token;

async function owner(name) {
  const user = await admin.call('POST', '/api/v1/users', { name, password: PASSWORD, role: 'user' });
  await admin.call('PUT', `/api/v1/instances/${instance.id}/owner`, { owner: user.id });
  const api = new Api(server.base);
  await api.signIn(name, PASSWORD);
  return { user, api };
}

async function refused(token, code) {
  await assert.rejects(openConsole(page, consoleUrl(), token), (error) => error.message.includes(String(code)));
}

// 13
test('a ticket opens one stream and no second, not even after a restart of the daemon', async () => {
  const token = await ticket(admin);
  await openConsole(page, consoleUrl(), token);
  await refused(token, 4401);
  const unused = await ticket(admin);
  await server.stop();
  await server.launch();
  await until('the node', async () => (await admin.call('GET', '/api/v1/nodes')).nodes.some((node) => node.linked));
  await refused(unused, 4401);
  await refused(token, 4401);
});

// 14
test('a ticket for one purpose opens nothing else', async () => {
  const download = await ticket(admin, { scope: 'file.download', path: 'a.txt' });
  await refused(download, 4401).catch(() => refused(download, 'TICKET_SCOPE'));
  const read = await ticket(admin, { scope: 'console.read' });
  const answer = await fetch(`${server.base}/daemon/v1/upload`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${read}`, origin: server.base },
    body: 'x',
  });
  assert.ok(answer.status === 403 || answer.status === 401, String(answer.status));
  assert.doesNotMatch(await answer.text(), new RegExp(read.slice(-20)));
});

// 15
for (const [how, act] of [
  ['signing out', ({ api }) => api.call('DELETE', '/api/v1/session')],
  ['a disabled account', ({ user }) => admin.call('PATCH', `/api/v1/users/${user.id}`, { disabled: true })],
  ['another owner', () => admin.call('PUT', `/api/v1/instances/${instance.id}/owner`, { owner: null })],
]) {
  test(`${how} ends an open console within a second`, async () => {
    const person = await owner(`mika-${how.replaceAll(' ', '-')}`);
    await openConsole(page, consoleUrl(), await ticket(person.api));
    const pending = await ticket(person.api);
    const begin = Date.now();
    await act(person);
    await page.waitForFunction(() => globalThis.viewer.closed !== null, undefined, { timeout: 2_000, polling: 20 });
    assert.ok(Date.now() - begin < 1_000, `took ${Date.now() - begin} ms`);
    assert.equal((await page.evaluate(() => globalThis.viewer.closed)).code, 4403);
    await refused(pending, '440');
  });
}

// 17
test('no ticket, cookie or password is in any log', async () => {
  const token = await ticket(admin);
  await openConsole(page, consoleUrl(), token);
  const folder = join(server.data, 'log');
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const secret of [token, token.split('.')[2], admin.cookie.split('=')[1], admin.csrf, PASSWORD]) {
      assert.ok(!text.includes(secret), `${name} holds a secret`);
    }
  }
});

// 18
test('a foreign page opens no stream and changes nothing', async () => {
  const token = await ticket(admin);
  const foreign = await browser.page();
  await foreign.route('http://evil.test/**', (route) => route.fulfill({ contentType: 'text/html', body: '<p>evil</p>' }));
  await foreign.goto('http://evil.test/');
  await assert.rejects(openConsole(foreign, consoleUrl(), token));
  const events = await foreign.evaluate(
    (url) => new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    }),
    `${server.base.replace('http', 'ws')}/api/v1/events`,
  );
  assert.equal(events, 'refused');
  await foreign.context().close();
  for (const origin of ['http://evil.test', 'null', `${server.base}.evil.test`]) {
    await assert.rejects(admin.call('POST', `/api/v1/instances/${instance.id}/power`, { action: 'kill' }, { origin }), { status: 403 });
  }
  await assert.rejects(admin.call('POST', `/api/v1/instances/${instance.id}/power`, { action: 'kill' }, { 'x-ostler-csrf': 'wrong' }), { status: 403 });
  const answer = await fetch(`${server.base}/api/v1/session`, { headers: { origin: 'http://evil.test', cookie: admin.cookie } });
  assert.equal(answer.headers.get('access-control-allow-credentials'), null);
});

// 23
test('a wrong password and an unknown name are told alike', async () => {
  const answers = [];
  for (const name of ['admin', 'nobody-here']) {
    const answer = await fetch(`${server.base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.base },
      body: JSON.stringify({ name, password: 'not the password' }),
    });
    const { requestId, ...body } = await answer.json();
    answers.push({ status: answer.status, body });
  }
  assert.deepEqual(answers[0], answers[1]);
});

// 26
test('set-up is over for good', async () => {
  const again = new Api(server.base);
  await assert.rejects(again.call('POST', '/api/v1/setup', { code: 'AAAA-AAAA-AAAA-AAAA', name: 'eve', password: PASSWORD }), { status: 409 });
});

// 43, 44
test('what a program prints is text and nothing else', async () => {
  const hostile = [
    '<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>',
    '\\u001b]8;;javascript:globalThis.owned=1\\u001b\\\\click me\\u001b]8;;\\u001b\\\\',
    '\\u001b]52;c;ZXZpbA==\\u0007\\u001b]0;owned title\\u0007',
    '\\u001b[999999999;999999999H\\u001b[2147483647Cafter the jump',
  ];
  const script = hostile.map((line) => `printf '%b\\n' '${line.replaceAll("'", '').replaceAll('\\u001b', '\\033').replaceAll('\\u0007', '\\007')}'`).join('; ');
  for (const terminal of [false, true]) {
    const name = `<b onmouseover="globalThis.owned=1">${terminal}</b>`;
    const made = await admin.createInstance({ name, terminal, command: ['sh', '-c', `${script}; echo THE-END; cat`] });
    await admin.power(made.id, 'start', 'running');
    const viewer = await browser.page();
    await viewer.context().addCookies([{ name: admin.cookie.split('=')[0], value: admin.cookie.split('=')[1], url: server.base }]);
    await viewer.goto(`${server.base}/instances/${made.id}/console`);
    await viewer.getByRole('heading', { name }).waitFor();
    await viewer.waitForFunction(() => document.body.innerText.includes('THE-END'));
    assert.equal(await viewer.evaluate(() => globalThis.owned), undefined);
    assert.doesNotMatch(await viewer.title(), /owned title/);
    assert.deepEqual(await viewer.$$eval('a', (links) => links.map((a) => a.href).filter((href) => href.startsWith('javascript'))), []);
    assert.equal(await viewer.$$eval('main img, main script', (found) => found.length), 0);
    await viewer.context().close();
  }
});
