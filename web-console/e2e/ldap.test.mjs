// Signing in by a real directory: set up in the console with StartTLS and groups, by the form of the sign-in page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Directory } from './support/directory.mjs';
import { Api, Ostler } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const skip = Directory.installed ? false : 'slapd is not installed';
let server;
let directory;
let browser;
let admin;

before(async () => {
  if (skip) return;
  server = await Ostler.start('standalone');
  directory = await Directory.start();
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  await admin.call('POST', '/api/v1/roles', { name: 'Warden', description: '', permissions: ['node.view', 'instance.view'], own: [] });
});

after(async () => {
  await browser?.close();
  await directory?.stop();
  await server?.dispose();
});

async function asAdmin(path, options) {
  return browser.openAs(admin, path, options);
}

const me = (page) => page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).user);

async function fillDoor(name, password) {
  const page = await browser.page();
  await page.goto(server.base + '/');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  return page;
}

async function signIn(name, password) {
  const page = await fillDoor(name, password);
  await page.waitForURL((url) => url.pathname.startsWith('/instances'));
  return page;
}

test('an administrator connects the directory over StartTLS and gives its groups roles', { skip }, async () => {
  const page = await asAdmin('/settings/providers');
  await page.getByRole('button', { name: 'Add provider' }).click();
  await page.getByRole('menuitem', { name: /LDAP/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Directory');
  await page.getByLabel('Picture').selectOption('users');
  await page.getByLabel('Servers').fill(`localhost:${directory.port}`);
  assert.equal(await page.getByLabel('Protection').inputValue(), 'starttls');
  await page.getByLabel('Name of the account that searches').fill(Directory.admin);
  await page.getByLabel('Its password').fill('wrong');
  await page.getByLabel('Where people are').fill('ou=people,dc=example,dc=org');
  await page.getByLabel('Where groups are').fill('ou=groups,dc=example,dc=org');
  // Nobody vouches for the directory's certificate yet.
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText("The connection can't be trusted.").waitFor();
  await page.getByLabel('Certificate of the authority').fill(directory.certificate);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText("The provider doesn't accept our name and secret.").waitFor();
  await page.getByLabel('Its password').fill(Directory.word);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('It works').waitFor();
  await picture(page, 'ldap-form');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('cell', { name: 'Directory', exact: true }).waitFor();

  // Once it is saved the groups of a person can be read from it.
  await page.getByRole('link', { name: 'Edit Directory' }).click();
  await page.getByLabel('Make an account at the first sign-in').check();
  await page.getByLabel('Role without a fitting rule').selectOption('user');
  await page.getByLabel('Set the role anew at each sign-in').check();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('Group', { exact: true }).fill('CN=Wardens, OU=groups, DC=example, DC=org');
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Warden' });
  const preview = page.getByRole('group', { name: 'Try it' });
  await preview.getByLabel('Name').fill('wanda');
  await preview.getByLabel('Password').fill('pass of wanda');
  await preview.getByRole('button', { name: 'Read groups' }).click();
  await assertEventually(() => preview.getByLabel('Groups of somebody').inputValue(), 'cn=Wardens,ou=groups,dc=example,dc=org');
  await preview.getByRole('button', { name: 'Which role?' }).click();
  await preview.getByText('They get: Warden. By rule 1.').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await preview.scrollIntoViewIfNeeded();
  await picture(page, 'ldap-preview');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('cell', { name: 'Directory', exact: true }).waitFor();
  const text = JSON.stringify(await admin.call('GET', '/api/v1/providers'));
  assert.ok(text.includes('bindPassword') && !text.includes(Directory.word));
  await close(page);
});

test('a person of the directory signs in by the form and has the role of their group', { skip }, async () => {
  const wanda = await signIn('wanda', 'pass of wanda');
  assert.deepEqual({ ...(await me(wanda)), id: '' }, { id: '', name: 'wanda', role: 'warden' });
  await wanda.goto(server.base + '/account');
  await wanda.getByText('Directory').first().waitFor();
  await picture(wanda, 'ldap-account');
  await close(wanda);
  const paul = await signIn('paul', 'pass of paul');
  assert.equal((await me(paul)).role, 'user');
  await close(paul);
});

test('a wrong password, a stranger and a directory that is away look the same, and local accounts go on', { skip }, async () => {
  const texts = [];
  for (const [name, password] of [['wanda', 'pass of paul'], ['nobody', 'pass of paul'], ['*', 'pass of wanda']]) {
    const page = await fillDoor(name, password);
    texts.push(await page.getByRole('alert').innerText());
    await page.context().close();
  }
  assert.equal(new Set(texts).size, 1, texts.join(' | '));
  const mika = await signIn('mika', PASSWORD);
  await close(mika);
});

test('a role that the directory gives cannot be deleted, and the page says what to do', { skip }, async () => {
  await assert.rejects(admin.call('DELETE', '/api/v1/roles/warden?replacement=user'), (error) => {
    assert.equal(error.status, 409);
    return true;
  });
  const page = await asAdmin('/roles');
  await page.getByRole('button', { name: 'More for Warden' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete role' }).click();
  await page.getByText('the groups of Directory first').waitFor();
  await picture(page, 'ldap-role-stays');
  await page.context().close();
});

test('the form looks right in the dark and on a phone', { skip }, async () => {
  for (const [name, options] of [['dark', { dark: true }], ['phone', { phone: true }]]) {
    const page = await asAdmin('/settings/providers', options);
    await page.getByRole('link', { name: 'Edit Directory' }).click();
    await page.getByLabel('Servers').waitFor();
    await picture(page, `ldap-form-${name}`);
    // Also where the roles come later than the provider.
    await page.getByRole('option', { name: 'Warden', exact: true }).last().waitFor({ state: 'attached' });
    assert.equal(await page.getByLabel('Role', { exact: true }).evaluate((select) => select.selectedOptions[0].text), 'Warden');
    assert.equal(await page.getByLabel('Role without a fitting rule').inputValue(), 'user');
    await page.getByRole('group', { name: 'Try it' }).scrollIntoViewIfNeeded();
    await picture(page, `ldap-preview-${name}`);
    assert.deepEqual(await accessibilityProblems(page), []);
    await close(page);
  }
});

test('whoever is deleted here comes back as somebody new', { skip }, async () => {
  const find = async () => (await admin.call('GET', '/api/v1/users?q=wanda')).users.find((each) => each.name === 'wanda');
  const before = await find();
  await admin.call('DELETE', `/api/v1/users/${before.id}`);
  const page = await signIn('wanda', 'pass of wanda');
  assert.notEqual((await find()).id, before.id);
  await close(page);
});

async function assertEventually(read, wanted) {
  for (let i = 0; i < 600 && (await read()).trim() !== wanted; i++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal((await read()).trim(), wanted);
}
