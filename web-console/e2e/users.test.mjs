// The users page with 10,000 accounts: found while typing, many changed at once, one looked at closely.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAccount } from './support/account.mjs';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, javaFor, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const MANY = 10_000;
const here = dirname(fileURLToPath(import.meta.url));
let server;
let browser;
let admin;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  await server.stop();
  const derby = join(here, '../../bundles/thirdparty.derby/target');
  const jar = readdirSync(derby).find((name) => /^io\.ostler\.thirdparty\.derby-[^-]+(-SNAPSHOT)?\.jar$/.test(name));
  const java = javaFor(server.home);
  const [command, ...args] = asAccount(java, '-cp', join(derby, jar), join(here, 'support/FillUsers.java'), join(server.data, 'panel/db'), String(MANY));
  const filled = spawnSync(command, args, { encoding: 'utf8', cwd: server.data });
  assert.match(filled.stdout, /filled/, filled.stderr);
  await server.launch();
  await admin.signIn('admin', PASSWORD);
  const mine = await admin.createInstance({ name: 'Arena', command: ['sleep', '600'] });
  await admin.call('PUT', `/api/v1/instances/${mine.id}/owner`, { owner: await idOf('person00042') });
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const idOf = async (name) => (await admin.call('GET', `/api/v1/users?q=${name}`)).users[0].id;

async function open(path = '/users', options = {}) {
  const page = await browser.openAs(admin, path, options);
  await page.locator('main h1').waitFor();
  return page;
}

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
const rows = (page) => page.locator('main tbody tr[data-index]:not([aria-busy])');

test('ten thousand accounts are one list: drawn where the window is, fetched where it comes to', async () => {
  const page = await open();
  await page.getByText('10,001 users').waitFor();
  await rows(page).first().waitFor();
  assert.ok((await rows(page).count()) < 80, 'only some of them are in the page');
  assert.equal(await page.locator('main table').getAttribute('aria-rowcount'), '10002');
  const person = (number) => page.getByRole('link', { name: `person${String(number).padStart(5, '0')}`, exact: true });
  await page.mouse.wheel(0, 12_000);
  await until('what is far down', async () => Number(await rows(page).last().getAttribute('data-index')) > 200);
  assert.ok((await rows(page).count()) < 80, 'rows that went out of sight are gone');
  await person(0).waitFor({ state: 'detached' });
  await page.evaluate(() => window.scrollTo(0, 0));
  await person(0).waitFor();
  await page.getByLabel('Search').fill('son00');
  await page.getByText('1,000 users').waitFor();
  await until('the very last', async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    return person(999).isVisible();
  }, 300_000);
  await page.getByRole('button', { name: 'Invite by link' }).waitFor();
  const times = [];
  for (const query of ['', 'q=son0421', 'q=player+40', 'state=never-signed-in&sort=-created', 'role=operator&sort=last-sign-in']) {
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      await admin.call('GET', `/api/v1/users?limit=100&${query}`);
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  console.log(`list and search of ${MANY}: median ${times[times.length >> 1].toFixed(1)} ms, worst ${times.at(-1).toFixed(1)} ms`);
  assert.deepEqual(page.problems, []);
  await close(page);
});

test('typing finds, filters stand in the address', async () => {
  const page = await open();
  await page.getByLabel('Search').fill('son0042');
  await page.getByText('10 users').waitFor();
  assert.match(page.url(), /q=son0042/);
  await page.getByLabel('State').selectOption('never-signed-in');
  await until('fewer', async () => (await rows(page).count()) < 10);
  await page.reload();
  await until('the same again', async () => (await rows(page).count()) < 10 && (await rows(page).count()) > 0);
  assert.equal(await page.getByLabel('Search').inputValue(), 'son0042');
  await page.getByLabel('Search').fill('nobody of this name');
  await page.getByText('Nobody matches').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByText('10,001 users').waitFor();
  await page.getByRole('button', { name: 'Created' }).click();
  await page.getByRole('link', { name: 'admin', exact: true }).waitFor();
  assert.match(page.url(), /sort=-created/);
  await close(page);
});

test('many are changed at once, and what cannot be done says why', async () => {
  const page = await open('/users?q=son0500');
  await page.getByText('10 users').waitFor();
  await page.getByLabel('Select all 10 shown').check();
  await page.getByRole('region', { name: 'Selected users' }).getByRole('button', { name: 'Disable…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('end of the season');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await page.getByText('Done for 10 accounts').waitFor();
  assert.equal((await admin.call('GET', '/api/v1/users?q=son0500&state=disabled')).total, 10);

  await page.getByLabel('Search').fill('admin');
  await page.getByText('1 user', { exact: true }).waitFor();
  await page.getByLabel('Select admin').check();
  await page.getByRole('region', { name: 'Selected users' }).getByRole('button', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete one account' }).click();
  await page.getByText('This is your own account').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  await page.getByLabel('Search').fill('son0501');
  await page.getByText('10 users').waitFor();
  await page.getByLabel('Select all 10 shown').check();
  await page.getByRole('region', { name: 'Selected users' }).getByRole('button', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete 10 accounts' }).click();
  await page.getByText('Nobody matches').waitFor();
  await close(page);
});

test('one account: profile, sessions, instances, a ban with an end', async () => {
  const person = new Api(server.base);
  await person.signIn('person00042', PASSWORD);
  const page = await open('/users?q=person00042');
  await page.getByRole('link', { name: 'person00042' }).click();
  await page.getByRole('heading', { name: 'person00042' }).waitFor();
  await page.getByRole('link', { name: 'Arena' }).waitFor();
  await page.getByLabel('Display name').fill('Mika');
  await page.getByLabel('E-mail').fill('mika@example.org');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('person00042 is changed').waitFor();
  assert.equal((await admin.call('GET', '/api/v1/users?q=mika@example')).users[0].displayName, 'Mika');

  const sessions = page.locator('section', { has: page.getByRole('heading', { name: 'Signed in' }) });
  await sessions.getByRole('button', { name: 'Sign out', exact: true }).click();
  await sessions.getByText('Nowhere.').waitFor();
  await assert.rejects(person.call('GET', '/api/v1/session'), { status: 401 });

  await page.getByRole('button', { name: 'More for person00042' }).click();
  await page.getByRole('menuitem', { name: 'Disable…' }).click();
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16);
  await page.getByRole('dialog').getByLabel('Reason').fill('spam');
  await page.getByRole('dialog').getByLabel('Until').fill(soon);
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText(/Disabled until .*Reason: spam/).waitFor();
  await assert.rejects(person.signIn('person00042', PASSWORD), { status: 401 });
  await page.getByRole('button', { name: 'More for person00042' }).click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await page.getByText('Reason: spam').waitFor({ state: 'detached' });
  await person.signIn('person00042', PASSWORD);

  await page.getByRole('button', { name: 'More for person00042' }).click();
  await page.getByRole('menuitem', { name: 'Change role…' }).click();
  await page.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption({ label: 'Read-only' });
  await until('the role', async () => (await admin.call('GET', `/api/v1/users/${await idOf('person00042')}`)).role === 'read-only');
  assert.deepEqual(page.problems, []);
  await close(page);
});

test('somebody makes an account by a link', async () => {
  const page = await open();
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Invitations' }) });
  await section.getByRole('button', { name: 'Invite by link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('dialog').locator('code').innerText();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  const newcomer = await browser.page();
  await newcomer.goto(link);
  await newcomer.getByText('admin invites you to make an account').waitFor();
  assert.ok(!newcomer.url().includes('#'), 'the secret is taken out of the address');
  await newcomer.getByLabel('Name').fill('newcomer');
  await newcomer.getByLabel('Password').fill('another horse battery');
  await newcomer.getByRole('button', { name: 'Make account and accept' }).click();
  await newcomer.getByRole('heading', { name: 'Instances', exact: true }).waitFor();
  assert.equal((await admin.call('GET', '/api/v1/users?q=newcomer')).users[0].role, 'user');

  const late = await browser.page();
  await late.goto(link);
  await late.getByText("The invitation doesn't hold").waitFor();
  assert.deepEqual(newcomer.problems, []);
  await close(page, newcomer, late);
});

for (const [look, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { phone: true } })) {
  test(`looks, ${look}`, async () => {
    const page = await open('/users?q=son0004', options);
    await rows(page).nth(5).waitFor();
    await rows(page).nth(1).getByRole('checkbox').check();
    if (look === 'phone') {
      await page.getByRole('region', { name: 'Selected users' }).getByRole('button', { name: 'Actions' }).click();
      await page.getByRole('menuitem', { name: 'Disable…' }).waitFor();
      await picture(page, 'users-phone-acts');
      await page.keyboard.press('Escape');
    }
    await check(page, `users-${look}`);
    await page.goto(`${server.base}/users/${await idOf('person00042')}`);
    await page.getByRole('link', { name: 'Arena' }).waitFor();
    await check(page, `user-${look}`);
    await close(page);
  });
}

async function check(page, name) {
  await picture(page, name);
  assert.deepEqual(await accessibilityProblems(page), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} sticks out by ${wide} px`);
  assert.deepEqual(page.problems, []);
}
