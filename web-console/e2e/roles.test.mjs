// Roles: made as a copy, changed with search and comparison, given for a time and on a node, explained, deleted; and a
// change of rights reaches an open page at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let admin;
let mika;
let mikaId;
let arena;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  arena = await admin.createInstance({ name: 'Arena', command: ['sh', '-c', 'echo ready; cat'] });
  mikaId = (await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' })).id;
  mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, path, options = {}) {
  return browser.openAs(who, path, options);
}

const levels = (page, title) => page.getByRole('group', { name: title, exact: true });
const choose = (page, title, level) => levels(page, title).getByRole('button', { name: level, exact: true }).click();
const isChosen = async (page, title, level) =>
  (await levels(page, title).getByRole('button', { name: level, exact: true }).getAttribute('aria-pressed')) === 'true';

async function usersMenu(page, entry) {
  await page.getByRole('button', { name: 'More for mika' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a role is made as a copy, with search and comparison', async () => {
  const page = await open(admin, '/roles');
  await page.getByRole('link', { name: 'Operator', exact: true }).waitFor();
  await page.getByRole('button', { name: 'More for Read-only' }).click();
  await page.getByRole('menuitem', { name: 'Copy…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Night shift');
  await page.getByLabel('What it is for').fill('Watches at night and restarts what fell over.');
  assert.ok(await isChosen(page, 'See instances', 'Everywhere'));

  await page.getByLabel('Find a permission').fill('files');
  await page.getByText('Start and stop').waitFor({ state: 'detached' });
  await choose(page, 'Write files', 'Own instances');
  assert.ok(await isChosen(page, 'Read files', 'Own instances'));
  await page.getByLabel('Find a permission').fill('');
  await choose(page, 'Start and stop', 'Everywhere');
  await page.getByLabel('Compare with').selectOption({ label: 'Operator' });
  await page.getByText('Operator: Everywhere').first().waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole('button', { name: 'Create role' }).click();
  await page.getByRole('link', { name: 'Night shift' }).waitFor();

  const { roles } = await admin.call('GET', '/api/v1/roles');
  const made = roles.find((role) => role.id === 'night-shift');
  assert.ok(made.permissions.includes('instance.power') && made.own.includes('instance.files.write'));
  assert.deepEqual(await accessibilityProblems(page), []);
  await close(page);
});

test('built-in roles can be read and not changed', async () => {
  const page = await open(admin, '/roles/administrator');
  await page.getByText('It stays as it is; a copy of it can be changed.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save role' }).count(), 0);
  await close(page);
});

test('unsaved changes are asked for before they are left', async () => {
  const page = await open(admin, '/roles/night-shift');
  await choose(page, 'See nodes', 'No');
  await page.getByRole('link', { name: 'Users' }).first().click();
  await page.getByRole('dialog').getByRole('button').first().waitFor();
  await close(page);
});

test('another role reaches an open page at once', async () => {
  const theirs = await open(mika, '/instances');
  const mine = await open(admin, '/users');
  assert.equal(await theirs.getByText('Arena').count(), 0);
  await usersMenu(mine, 'Change role…');
  await mine.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption({ label: 'Night shift' });
  await theirs.getByText('Arena').first().waitFor();
  await theirs.getByRole('link', { name: 'Nodes' }).first().waitFor();
  await mine.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption({ label: 'User' });
  await theirs.getByText('Arena').first().waitFor({ state: 'detached' });
  await theirs.getByRole('link', { name: 'Nodes' }).first().waitFor({ state: 'detached' });
  // The session went on.
  assert.equal((await mika.call('GET', '/api/v1/session')).user.name, 'mika');
  await close(theirs, mine);
});

test('a further role is given on a node for a time, counts, and is taken', async () => {
  const page = await open(admin, '/users');
  await usersMenu(page, 'Change role…');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('None.').waitFor();
  await dialog.getByLabel('Give a further role').selectOption({ label: 'Operator' });
  await dialog.getByLabel('Where').selectOption({ index: 1 });
  await dialog.getByLabel('Until').fill('2035-12-24T18:30');
  await dialog.getByRole('button', { name: 'Give', exact: true }).click();
  await dialog.getByText(/until/).first().waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'user-roles');
  assert.equal((await mika.call('GET', `/api/v1/instances/${arena.id}`)).name, 'Arena');
  await dialog.getByRole('button', { name: 'Take Operator' }).click();
  await dialog.getByText('None.').waitFor();
  await assert.rejects(mika.call('GET', `/api/v1/instances/${arena.id}`), { status: 404 });
  await close(page);
});

test('a further role ends by itself', async () => {
  await admin.call('POST', `/api/v1/users/${mikaId}/role-grants`, {
    role: 'operator',
    until: new Date(Date.now() + 3_000).toISOString(),
  });
  await until('it has ended', async () => {
    try {
      await mika.call('GET', `/api/v1/instances/${arena.id}`);
      return false;
    } catch {
      return true;
    }
  });
  assert.deepEqual((await admin.call('GET', `/api/v1/users/${mikaId}/role-grants`)).grants, []);
});

test('it is explained why somebody may or may not', async () => {
  const page = await open(admin, '/users');
  await usersMenu(page, 'Why…?');
  await page.getByText('mika may not do this').waitFor();
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Start and stop' });
  await page.getByLabel('Where', { exact: true }).selectOption({ label: 'Arena' });
  await page.getByText('They are no member of the instance.').waitFor();
  await page.getByText('With the role Operator they would hold it.').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByLabel('Who', { exact: true }).fill('admin');
  await page.getByText('admin may do this').waitFor();
  await page.getByText('Their role Administrator holds it everywhere.').waitFor();
  await close(page);

  const own = await open(mika, '/rights?permission=node.manage');
  await own.getByText('mika may not do this').waitFor();
  assert.equal(await own.getByLabel('Who').count(), 0);
  await close(own);
});

test('nobody gives what they lack, with and without the page', async () => {
  await admin.call('POST', '/api/v1/roles', {
    name: 'Front desk',
    description: '',
    permissions: ['user.manage', 'role.manage', 'instance.view'],
    own: [],
  });
  await admin.call('POST', '/api/v1/users', { name: 'petra', password: PASSWORD, role: 'front-desk' });
  const petra = new Api(server.base);
  await petra.signIn('petra', PASSWORD);
  const { users } = await admin.call('GET', '/api/v1/users');
  const root = users.find((user) => user.name === 'admin').id;
  const self = users.find((user) => user.name === 'petra').id;
  for (const [method, path, body] of [
    ['POST', '/api/v1/users', { name: 'evil', password: PASSWORD, role: 'administrator' }],
    ['PATCH', `/api/v1/users/${self}`, { role: 'administrator' }],
    ['PATCH', `/api/v1/users/${root}`, { password: 'another long password' }],
    ['PATCH', `/api/v1/users/${root}`, { disabled: true }],
    ['PATCH', `/api/v1/users/${root}`, { role: 'user' }],
    ['DELETE', `/api/v1/users/${root}`, undefined],
    ['POST', `/api/v1/users/${self}/role-grants`, { role: 'operator' }],
    ['POST', '/api/v1/roles', { name: 'More', description: '', permissions: ['node.manage'], own: [] }],
    ['DELETE', '/api/v1/roles/night-shift', undefined],
  ]) {
    await assert.rejects(petra.call(method, path, body), { status: 403 }, `${method} ${path}`);
  }

  const page = await open(petra, '/roles/new');
  await page.getByLabel('Name', { exact: true }).fill('More');
  await choose(page, 'Manage nodes', 'Everywhere');
  await page.getByRole('button', { name: 'Create role' }).click();
  await page.getByText('you don’t hold node.manage').waitFor();
  await close(page);
});

test('a role that somebody has goes only with another in its place', async () => {
  await admin.call('PATCH', `/api/v1/users/${mikaId}`, { role: 'night-shift' });
  const page = await open(admin, '/roles');
  await page.getByRole('button', { name: 'More for Night shift' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role in its place').selectOption({ label: 'Read-only' });
  await dialog.getByRole('button', { name: 'Delete role' }).click();
  await page.getByText('Night shift is deleted').waitFor();
  await page.getByRole('link', { name: 'Night shift' }).waitFor({ state: 'detached' });
  assert.equal((await mika.call('GET', '/api/v1/session')).user.role, 'read-only');
  await close(page);
});

test('it looks well', async () => {
  await admin.call('POST', '/api/v1/roles', {
    name: 'Moderator',
    description: 'Keeps an eye on the consoles of all servers.',
    permissions: ['instance.view', 'instance.console.read', 'instance.console.commands'],
    own: ['instance.power', 'instance.files.read'],
  });
  for (const [name, options] of [
    ['light', {}],
    ['dark', { dark: true }],
    ['phone', { phone: true }],
  ]) {
    for (const [what, path, text] of [
      ['roles', '/roles', 'Moderator'],
      ['role', '/roles/moderator', 'Start and stop'],
      ['rights', `/rights?user=${mikaId}&permission=instance.power&instance=${arena.id}`, 'may not do this'],
    ]) {
      const page = await open(admin, path, options);
      await page.getByText(text).first().waitFor();
      if (what === 'role') {
        await page.getByLabel('Compare with').selectOption({ label: 'Operator' });
      }
      assert.deepEqual(await accessibilityProblems(page), []);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(fits, `${what} on ${name} fits its width`);
      await picture(page, `${what}-${name}`);
      await close(page);
    }
  }
});
