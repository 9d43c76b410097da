// Members and invitations: an owner invites by a link, somebody accepts and may do just that, for a time, until it ends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const people = {};
let server;
let browser;
let admin;
let arena;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  for (const name of ['olga', 'mika', 'theo']) {
    const { id } = await admin.call('POST', '/api/v1/users', { name, password: PASSWORD, role: 'user' });
    people[name] = new Api(server.base);
    people[name].id = id;
    await people[name].signIn(name, PASSWORD);
  }
  arena = await admin.createInstance({ name: 'Arena', command: ['sh', '-c', 'echo ready; while read -r line; do echo "heard $line"; done'] });
  await admin.call('PUT', `/api/v1/instances/${arena.id}/owner`, { owner: people.olga.id });
  await admin.power(arena.id, 'start', 'running');
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, path, options = {}) {
  return browser.openAs(who, path, options);
}

const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
const access = () => `/instances/${arena.id}/access`;
const section = (page, name) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

async function invite(page, fill = async () => {}) {
  await section(page, 'Invitations').getByRole('button', { name: 'Invite by link' }).click();
  await fill(page.getByRole('dialog'));
  await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('dialog').locator('code').innerText();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  return link;
}

test('an owner invites, somebody accepts and may do just that', async () => {
  const olga = await open(people.olga, access());
  const link = await invite(olga, (dialog) => dialog.getByLabel('See and download files').uncheck());
  assert.match(link, /\/invite#[A-Za-z0-9_-]{43}$/);
  await section(olga, 'Invitations').getByText('used 0 of 1').waitFor();

  const mika = await open(people.mika, new URL(link).pathname + new URL(link).hash);
  await mika.getByText('olga invites you to use Arena').waitFor();
  await mika.getByText('Read the console').waitFor();
  await picture(mika, 'invite-light');
  assert.deepEqual(await accessibilityProblems(mika), []);
  await mika.getByRole('button', { name: 'Accept' }).click();
  await until('the instance', () => mika.url().includes(`/instances/${arena.id}`));
  const seen = await people.mika.call('GET', `/api/v1/instances/${arena.id}`);
  assert.deepEqual(seen.permissions.sort(), ['instance.console.read', 'instance.view']);
  await assert.rejects(people.mika.call('GET', `/api/v1/instances/${arena.id}/members`), { status: 403 });
  await assert.rejects(people.mika.call('GET', `/api/v1/instances/${arena.id}/invitations`), { status: 403 });

  await olga.reload();
  await section(olga, 'Members').getByText('mika').waitFor();
  await section(olga, 'Invitations').getByText('used up').waitFor();
  assert.deepEqual(olga.problems, []);
  assert.deepEqual(mika.problems, []);
  await close(olga, mika);
});

test('a member who is removed sees the open console end within a second', async () => {
  const mika = await open(people.mika, `/instances/${arena.id}/console`);
  await mika.getByText('ready').first().waitFor();
  const olga = await open(people.olga, access());
  await section(olga, 'Members').getByRole('button', { name: 'Remove' }).click();
  await olga.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await olga.getByText('mika is removed').waitFor();
  await mika.getByText('ready').first().waitFor({ state: 'detached' });
  await assert.rejects(people.mika.call('GET', `/api/v1/instances/${arena.id}`), { status: 404 });
  await close(olga, mika);
});

test('a membership for a time ends by itself, with what is open', async () => {
  const end = new Date(Date.now() + 15_000).toISOString();
  await people.olga.call('PUT', `/api/v1/instances/${arena.id}/members/theo`, {
    permissions: ['instance.console.read'],
    paths: [],
    until: end,
  });
  const theo = await open(people.theo, `/instances/${arena.id}/console`);
  const shown = theo.getByText('ready').first();
  await shown.waitFor();
  await shown.waitFor({ state: 'detached' });
  await assert.rejects(people.theo.call('GET', `/api/v1/instances/${arena.id}`), { status: 404 });
  const olga = await open(people.olga, access());
  await section(olga, 'Members').getByText(/over since/).waitFor();
  await close(theo, olga);
});

test('a role and an end are given in the dialog', async () => {
  const olga = await open(people.olga, access());
  await section(olga, 'Members').getByRole('button', { name: 'Add member' }).click();
  const dialog = olga.getByRole('dialog');
  await dialog.getByLabel('User name').fill('mika');
  await dialog.getByLabel('Role').selectOption('read-only');
  await dialog.getByLabel('Until').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await section(olga, 'Members').getByText(/Read-only.*until/).waitFor();
  const { members } = await people.olga.call('GET', `/api/v1/instances/${arena.id}/members`);
  assert.equal(members.find((member) => member.user.name === 'mika').role, 'read-only');
  await close(olga);
});

test('a link that was taken back, or belongs to nobody, says nothing', async () => {
  const olga = await open(people.olga, access());
  const link = await invite(olga);
  await section(olga, 'Invitations').getByRole('button', { name: /^Take back/ }).first().click();
  await until('it is gone', async () =>
    (await people.olga.call('GET', `/api/v1/instances/${arena.id}/invitations`)).invitations.every((each) => each.used > 0),
  );
  for (const wrong of [link, `${server.base}/invite#${'A'.repeat(43)}`, `${server.base}/invite`]) {
    const guest = await browser.page();
    await guest.goto(wrong);
    await guest.getByText("The invitation doesn't hold").waitFor();
    await close(guest);
  }
  await close(olga);
});

test('somebody who is signed out signs in first, then accepts', async () => {
  const olga = await open(people.olga, access());
  const link = await invite(olga);
  const guest = await browser.page();
  await guest.goto(link);
  await guest.getByText('Sign in to accept.').waitFor();
  await guest.getByLabel('Name').fill('theo');
  await guest.getByLabel('Password').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Sign in' }).click();
  await guest.getByText('You are signed in as theo.').waitFor();
  await guest.getByRole('button', { name: 'Accept' }).click();
  await until('the instance', () => guest.url().includes(`/instances/${arena.id}`));
  assert.equal((await people.theo.call('GET', `/api/v1/instances/${arena.id}`)).name, 'Arena');
  await close(olga, guest);
});

for (const [look, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { phone: true } })) {
  test(`looks, ${look}`, async () => {
    const page = await open(people.olga, access(), options);
    await section(page, 'Members').getByText('mika').waitFor();
    await check(page, `access-${look}`);
    await section(page, 'Invitations').getByRole('button', { name: 'Invite by link' }).click();
    await page.getByRole('dialog').getByLabel('Until').waitFor();
    await check(page, `access-invite-${look}`);
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
