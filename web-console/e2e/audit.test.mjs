// Who did what: recorded with before and after, found, exported, verified; also what was done over SFTP's siblings at the daemon.
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
  arena = await admin.createInstance({ name: 'Arena', command: ['sh', '-c', 'while read -r line; do echo "heard $line"; done'] });
  await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  await admin.call('PUT', `/api/v1/instances/${arena.id}/members/mika`, {
    permissions: ['instance.view', 'instance.console.read', 'instance.console.write', 'instance.files.read', 'instance.files.write', 'instance.power'],
    paths: [],
  });
  mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
  await mika.power(arena.id, 'start', 'running');
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, path = '/audit', options = {}) {
  return browser.openAs(who, path, options);
}

const entries = (query = '') => admin.call('GET', `/api/v1/audit?limit=200${query}`).then(({ entries: all }) => all);
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

test('what happened is told in words, with before and after', async () => {
  const present = await admin.call('GET', `/api/v1/instances/${arena.id}`);
  await admin.call(
    'PUT',
    `/api/v1/instances/${arena.id}/definition`,
    { ...present.definition, name: 'Arena two', environment: { TOKEN: 'hunter2' } },
    { 'If-Match': `"${present.revision}"` },
  );
  const page = await open(admin);
  await row(page, 'Changed the settings').getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Arena two').first().waitFor();
  assert.equal(await dialog.getByText('hunter2').count(), 0, 'values of the environment are masked');
  await dialog.getByText('•••').first().waitFor();
  await picture(page, 'audit-record');
  await dialog.getByRole('button', { name: 'Only this object' }).click();
  await page.getByText('Object: Arena').waitFor();
  await row(page, 'Sign-in').first().waitFor({ state: 'detached' });
  await close(page);
});

test('filters find a person, an act and a result, and stand in the address', async () => {
  await fetch(`${server.base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.base },
    body: JSON.stringify({ name: 'mi\nka\u202e', password: 'wrong' }),
  });
  const page = await open(admin);
  await page.getByLabel('Result', { exact: true }).selectOption('refused');
  await row(page, 'mi\\u000aka\\u202e').first().waitFor();
  assert.match(page.url(), /outcome=refused/);
  await page.getByLabel('Result', { exact: true }).selectOption('');
  await page.getByLabel('Acts', { exact: true }).selectOption('instance.power');
  await row(page, 'Started').first().waitFor();
  assert.equal(await page.getByRole('row').count(), 2);
  await page.getByLabel('Search', { exact: true }).fill('nothing like that');
  await page.getByText('Nothing was recorded').waitFor();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await row(page, 'Set the panel up').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'audit');
  await close(page);
});

test('what others do at the daemon comes in: uploads, and lines without their text', async () => {
  const ticket = await mika.call('POST', `/api/v1/instances/${arena.id}/tickets`, { scope: 'file.upload', path: 'notes.txt' }).catch((error) => error);
  assert.ok(ticket.token, JSON.stringify(ticket));
  const put = await fetch(`${server.base}/daemon/v1/upload`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ticket.token}`, origin: server.base },
    body: 'hello',
  });
  assert.equal(put.status, 201, await put.text());
  await mika.call('POST', `/api/v1/instances/${arena.id}/input`, { line: 'login hunter2' });
  const told = await until('told', async () => {
    const all = await entries(`&object=${arena.id}`);
    const wrote = all.find((entry) => entry.act === 'instance.file.write' && entry.actor.way === 'daemon');
    const typed = all.find((entry) => entry.act === 'instance.console.input' && entry.actor.way === 'daemon');
    return wrote && typed && { wrote, typed };
  });
  assert.equal(told.wrote.actor.name, 'mika');
  assert.equal(told.wrote.after.path, 'notes.txt');
  assert.equal(told.typed.actor.name, 'mika');
  assert.ok(!JSON.stringify(await entries()).includes('hunter2'));
});

test('the chain is verified on the page and on the command line', async () => {
  const page = await open(admin);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByRole('button', { name: /Verify (now|again)/ }).click();
  await page.getByText('are as they were written').waitFor();
  await picture(page, 'audit-verified');
  const known = await page.getByRole('dialog').locator('code').first().innerText();
  await close(page);
  const online = server.run('audit', 'verify', '--known', known.trim(), '--data', server.data);
  assert.equal(online.status, 0, online.stderr);
  assert.match(online.stdout, /records are as they were written/);
  const wrong = server.run('audit', 'verify', '--known', `1:${'0'.repeat(64)}`, '--data', server.data);
  assert.notEqual(wrong.status, 0);
  assert.match(wrong.stderr, /Record 1 is not as it was written/);
});

test('how long records are kept is set here, and recorded', async () => {
  const page = await open(admin);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'How long records are kept' }).click();
  await page.getByLabel('Days', { exact: true }).fill('90');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Records are kept for 90 days').waitFor();
  const [change] = await entries('&act=audit.retention.change');
  assert.equal(change.before.days, '365');
  assert.equal(change.after.days, '90');
  await close(page);
});

test('exports have the filter, and nobody without the right gets any', async () => {
  const csv = await fetch(`${server.base}/api/v1/audit/export?format=csv&act=instance.power`, { headers: { cookie: admin.cookie } });
  const lines = (await csv.text()).trim().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(lines[1], /instance\.power\.start/);
  const jsonl = await fetch(`${server.base}/api/v1/audit/export?format=jsonl`, { headers: { cookie: admin.cookie } });
  for (const line of (await jsonl.text()).trim().split('\n')) assert.ok(JSON.parse(line).hash);
  for (const path of ['', '/export', '/verification', '/retention']) {
    const refused = await fetch(`${server.base}/api/v1/audit${path}`, { headers: { cookie: mika.cookie } });
    assert.equal(refused.status, 403);
  }
  for (const method of ['DELETE', 'PUT', 'PATCH']) {
    const none = await fetch(`${server.base}/api/v1/audit`, { method, headers: { cookie: admin.cookie, origin: server.base } });
    assert.ok(none.status === 405 || none.status === 403, `${method} ${none.status}`);
  }
  const page = await open(mika);
  await page.getByText('You can’t').or(page.getByRole('heading')).first().waitFor();
  assert.equal(await page.getByRole('table').count(), 0);
  await close(page);
});

test('members with the right see what was done on their instance, without where it came from', async () => {
  const withheld = await fetch(`${server.base}/api/v1/instances/${arena.id}/activity`, { headers: { cookie: mika.cookie } });
  assert.equal(withheld.status, 403);
  await admin.call('PUT', `/api/v1/instances/${arena.id}/members/mika`, {
    permissions: ['instance.view', 'instance.activity', 'instance.power'],
    paths: [],
  });
  const page = await open(mika, `/instances/${arena.id}/activity`);
  const item = (text) => page.getByRole('listitem').filter({ hasText: text });
  await item('Changed the settings').getByText('What changed').click();
  await item('Changed the settings').getByText('Arena two').first().waitFor();
  assert.equal(await item('admin').filter({ hasText: '127.0.0.1' }).count(), 0, 'of others');
  assert.ok((await item('mika').filter({ hasText: '127.0.0.1' }).count()) > 0, 'of oneself');
  assert.equal(await page.getByText('hunter2').count(), 0);
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'activity');
  await page.getByLabel('Acts', { exact: true }).selectOption('instance.power');
  await item('Started').waitFor();
  await item('Changed the settings').waitFor({ state: 'detached' });
  assert.match(page.url(), /act=instance\.power/);
  await close(page);
  for (const [name, options] of [['dark', { dark: true }], ['phone', { phone: true }]]) {
    const look = await open(mika, `/instances/${arena.id}/activity`, options);
    await look.getByRole('listitem').filter({ hasText: 'Started' }).waitFor();
    await picture(look, `activity-${name}`);
    await close(look);
  }
});

test('everybody sees what happened to the own account', async () => {
  for (const [name, options] of [['light', {}], ['dark', { dark: true }], ['phone', { phone: true }]]) {
    const page = await open(mika, '/account', options);
    const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Activity' }) });
    await section.getByText('Sign-in').first().waitFor();
    await section.getByRole('heading').scrollIntoViewIfNeeded();
    await picture(page, `account-activity-${name}`);
    assert.deepEqual(await accessibilityProblems(page), []);
    await close(page);
  }
});

test('pages of users, nodes and instances lead to their records', async () => {
  const page = await open(admin, `/instances/${arena.id}/settings`);
  await page.getByRole('link', { name: 'Audit of this instance' }).click();
  await row(page, 'Changed the settings').first().waitFor();
  await page.goto(`${server.base}/nodes`);
  await close(page);
});

test('it looks good in the dark and on a phone', async () => {
  const dark = await open(admin, '/audit', { dark: true });
  await row(dark, 'Set the panel up').waitFor();
  await picture(dark, 'audit-dark');
  await close(dark);
  const phone = await open(admin, '/audit', { phone: true });
  await row(phone, 'Set the panel up').waitFor();
  await picture(phone, 'audit-phone');
  await close(phone);
});
