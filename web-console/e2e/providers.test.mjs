// Signing in by a real OpenID provider: set up in the console, accounts and roles, connecting, and what must be refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { IdentityProvider } from './support/identityProvider.mjs';
import { Api, Ostler } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let idp;
let browser;
let admin;

before(async () => {
  server = await Ostler.start('standalone');
  idp = await IdentityProvider.start(`${server.base}/login/callback`);
  idp.people.chief = { groups: ['Wardens'] };
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
});

after(async () => {
  await browser?.close();
  await idp?.stop();
  await server?.dispose();
});

async function as(who, path, options) {
  return browser.openAs(who, path, options);
}

const by = (page) => page.getByRole('button', { name: 'Continue with Company' });
const user = async (name) => (await admin.call('GET', '/api/v1/users?q=' + name)).users.find((u) => u.name === name);
const me = (page) => page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).user);
const arrived = (page) => page.waitForURL((url) => url.pathname.startsWith('/instances'));

async function signInAs(name) {
  const page = await browser.page();
  await page.goto(server.base + '/');
  await by(page).click();
  await IdentityProvider.signIn(page, name);
  await arrived(page);
  return page;
}

test('an administrator sets a provider up in the console, with a clear word when it does not work', async () => {
  const page = await as(admin, '/settings/providers');
  await page.getByText('No providers yet').waitFor();
  await page.getByRole('button', { name: 'Add provider' }).click();
  await picture(page, 'providers-add');
  await page.getByRole('menuitem', { name: 'OpenID Connect' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Company');
  await page.getByLabel('Picture').selectOption('building');
  await page.getByLabel('Address of the provider').fill('https://127.0.0.1:9');
  await page.getByLabel('Client ID').fill('ostler');
  await page.getByLabel('Client secret').fill('a secret of the client');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('The address is not allowed.').waitFor();
  await page.getByLabel('The provider is in our own network').check();
  await page.getByLabel('Address of the provider').fill(idp.issuer);
  await page.getByLabel('Scopes').fill('openid profile email groups');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('It works').waitFor();
  await page.getByLabel('Make an account at the first sign-in').check();
  await page.getByLabel('Set the role anew at each sign-in').check();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('Group', { exact: true }).fill('wardens');
  await page.getByLabel('Role', { exact: true }).selectOption('operator');
  await page.getByLabel('Groups of somebody').fill('Players\nWardens');
  await page.getByRole('button', { name: 'Which role?' }).click();
  await page.getByText('They get: Operator. By rule 1.').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'providers-form');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('cell', { name: 'Company', exact: true }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'providers-list');
  // The secret never comes back.
  const text = JSON.stringify(await admin.call('GET', '/api/v1/providers'));
  assert.ok(text.includes('clientSecret') && !text.includes('a secret of the client'));
  await close(page);
});

test('the pages look right in the dark and on a phone', async () => {
  for (const [name, options] of [['dark', { dark: true }], ['phone', { phone: true }]]) {
    const page = await as(admin, '/settings/providers', options);
    await page.getByText('Company', { exact: true }).first().waitFor();
    await picture(page, `providers-list-${name}`);
    await page.getByRole('link', { name: 'Edit Company' }).click();
    await page.getByLabel('Client ID').waitFor();
    await picture(page, `providers-form-${name}`);
    const door = await browser.page(options);
    await door.goto(server.base + '/');
    await by(door).waitFor();
    await picture(door, `providers-login-${name}`);
    assert.deepEqual(await accessibilityProblems(door), []);
    await close(page, door);
  }
});

test('whoever is new gets an account with the role of their group, and keeps it', async () => {
  const page = await signInAs('chief');
  assert.deepEqual({ ...(await me(page)), id: '' }, { id: '', name: 'chief', role: 'operator' });
  await close(page);
  idp.people.chief = { groups: [] };
  const again = await signInAs('chief');
  assert.equal((await me(again)).role, 'user');
  assert.ok(await user('chief'));
  await close(again);
});

test('an account that exists is never taken over by an equal name or e-mail address', async () => {
  idp.people.admin = { email: 'admin@example.org', email_verified: false };
  const page = await signInAs('admin');
  assert.deepEqual({ ...(await me(page)), id: '' }, { id: '', name: 'admin-2', role: 'user' });
  await close(page);
});

test('a person connects their own account, signs in by it, and disconnects it', async () => {
  const mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
  const page = await as(mika, '/account');
  await page.getByRole('button', { name: 'Connect Company' }).click();
  await IdentityProvider.signIn(page, 'm.elsewhere');
  await page.waitForURL((url) => url.pathname === '/account');
  await page.getByText('m.elsewhere · m.elsewhere@example.org').waitFor();
  await picture(page, 'providers-account');
  assert.deepEqual(await accessibilityProblems(page), []);
  const other = await signInAs('m.elsewhere');
  assert.equal((await me(other)).name, 'mika');
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('Nothing is connected.').waitFor();
  await close(page, other);
});

test('an attempt works once, in the browser that began it, and leads to this panel only', async () => {
  const page = await browser.page();
  let back;
  page.on('request', (request) => {
    if (request.url().includes('/login/callback?')) back = request.url();
  });
  // The page comes back, but what it brings doesn't get through.
  await page.route('**/api/v1/sign-in/finish', (route) => route.abort());
  await page.goto(server.base + '/');
  await by(page).click();
  await IdentityProvider.signIn(page, 'dora');
  await page.getByText('The sign-in did not work').waitFor();

  const stranger = await browser.page();
  await stranger.goto(back);
  await stranger.getByText('This sign-in is over').waitFor();
  await picture(stranger, 'providers-refused');
  // The address doesn't keep the code.
  assert.equal(new URL(stranger.url()).search, '');
  assert.equal(await user('dora'), undefined);
  // Who began it finishes it, once.
  await page.unroute('**/api/v1/sign-in/finish');
  await page.goto(back);
  await arrived(page);
  await page.goto(back);
  await page.getByText('This sign-in is over').waitFor();

  await page.goto(`${server.base}/login/callback?code=x&state=never-given`);
  await page.getByText('This sign-in is over').waitFor();

  const to = await page.evaluate(async () => {
    const all = [];
    for (const path of ['https://evil.example/', '//evil.example', '/\\evil.example', '/api/v1/session', 'javascript:alert(1)']) {
      const { providers } = await (await fetch('/api/v1/sign-in')).json();
      const begun = await fetch(`/api/v1/sign-in/${providers[0].id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to: path }),
      });
      all.push(new URL((await begun.json()).address).searchParams.get('redirect_uri'));
    }
    return all;
  });
  assert.deepEqual([...new Set(to)], [`${server.base}/login/callback`]);
  await close(page, stranger);
});

test('a disabled account stays outside', async () => {
  const page = await signInAs('lena');
  const lena = await user('lena');
  await admin.call('PATCH', `/api/v1/users/${lena.id}`, { disabled: true });
  const again = await browser.page();
  await again.goto(server.base + '/');
  await by(again).click();
  await IdentityProvider.signIn(again, 'lena');
  await again.getByText('The sign-in did not work').waitFor();
  await again.context().close();
  await page.context().close();
});

test('a login link signs in once', async () => {
  const mika = await user('mika');
  const { address } = await admin.call('POST', `/api/v1/users/${mika.id}/login-links`, { to: '/account' });
  const page = await browser.page();
  await page.goto(address);
  await page.waitForURL((url) => url.pathname === '/account');
  assert.equal((await me(page)).name, 'mika');
  const late = await browser.page();
  await late.goto(address);
  await late.getByText('The link was used already').waitFor();
  await picture(late, 'providers-link-over');
  for (const to of ['https://evil.example', '//evil.example', '/api/v1/users']) {
    await assert.rejects(admin.call('POST', `/api/v1/users/${mika.id}/login-links`, { to }), { status: 400 });
  }
  await close(page, late);
});

test('only by providers: local passwords are for administrators, and the page goes there at once', async () => {
  const page = await as(admin, '/settings/providers');
  await page.getByLabel('Only by providers').check();
  await page.getByLabel('Go to a provider at once').selectOption({ label: 'Company' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const mika = new Api(server.base);
  await assert.rejects(mika.signIn('mika', PASSWORD), { status: 401 });
  await new Api(server.base).signIn('admin', PASSWORD);
  const door = await browser.page();
  await door.goto(server.base + '/');
  await door.waitForURL((url) => url.origin === idp.issuer);
  await door.goto(server.base + '/login?local=1');
  await by(door).waitFor();
  await door.getByLabel('Password', { exact: true }).waitFor();
  await picture(door, 'providers-local');
  await admin.call('PUT', '/api/v1/providers/policy', { onlyProviders: false });
  await close(page);
  await door.context().close();
});

test('a provider that is removed takes its bindings along and leaves the accounts', async () => {
  const page = await as(admin, '/settings/providers');
  await page.getByRole('link', { name: 'Edit Company' }).click();
  await page.getByRole('button', { name: 'Remove provider' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Company');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('No providers yet').waitFor();
  assert.ok(await user('chief'));
  await close(page);
});
