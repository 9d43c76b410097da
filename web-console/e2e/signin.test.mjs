// Every way in asks for the second factor; what a new password lacks is said early.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { IdentityProvider } from './support/identityProvider.mjs';
import { Api, Ostler } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let idp;
let browser;
let admin;
let provider;
let mika;
/** Recovery codes: each one works once, whatever the clock says. */
let codes;

before(async () => {
  server = await Ostler.start('standalone');
  idp = await IdentityProvider.start(`${server.base}/login/callback`);
  browser = await Browser.launch();
});

after(async () => {
  await browser?.close();
  await idp?.stop();
  await server?.dispose();
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const verdict = (page, kind) => page.locator(`[data-verdict=${kind}]`).waitFor();
const signedIn = (page) => page.evaluate(async () => (await fetch('/api/v1/session')).status === 200);

function totp(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('whoever chooses a password learns early what it lacks', async () => {
  const page = await browser.page();
  await page.goto(`${server.base}/setup#code=${await server.setupCode()}`);
  await button(page, 'Next').click();
  const field = page.getByLabel('Password', { exact: true });
  await page.getByText('At least 12 characters').waitFor();
  await field.fill('Password');
  await page.getByText('4 more characters').waitFor();
  await field.fill('Password1234');
  await verdict(page, 'common');
  await picture(page, 'signin-password-weak');
  assert.deepEqual(await accessibilityProblems(page), []);
  await field.fill('admin-admin-1');
  await verdict(page, 'name');
  await field.fill(PASSWORD);
  await verdict(page, 'good');
  await picture(page, 'signin-password-good');
  await close(page);

  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  mika = await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  for (const options of [{ dark: true }, { phone: true }]) {
    const own = new Api(server.base);
    await own.signIn('mika', PASSWORD);
    const account = await browser.page(options);
    const [name, value] = own.cookie.split('=');
    await account.context().addCookies([{ name, value, url: server.base }]);
    await account.goto(`${server.base}/account`);
    await account.getByLabel('New password').fill('minecraft2011');
    await verdict(account, 'common');
    await account.getByLabel('New password').scrollIntoViewIfNeeded();
    await picture(account, options.dark ? 'signin-password-dark' : 'signin-password-phone');
    assert.deepEqual(await accessibilityProblems(account), []);
    await close(account);
  }
});

test('a login link asks for the second factor before it opens anything', async () => {
  const own = new Api(server.base);
  await own.signIn('mika', PASSWORD);
  const { secret } = await own.call('POST', '/api/v1/account/factors/app');
  codes = (await own.call('POST', '/api/v1/account/factors/app/confirmation', { code: totp(secret) })).codes;
  await own.call('DELETE', '/api/v1/session');

  const { address } = await admin.call('POST', `/api/v1/users/${mika.id}/login-links`, { to: '/account' });
  const page = await browser.page();
  await page.goto(address);
  await page.getByRole('heading', { name: 'Second step' }).waitFor();
  assert.equal(await signedIn(page), false);
  await picture(page, 'signin-second-step');
  assert.deepEqual(await accessibilityProblems(page), []);
  await button(page, "I don't have the app here: use a recovery code").click();
  await page.getByLabel('Recovery code').fill(codes.pop());
  await button(page, 'Go on').click();
  await page.waitForURL((url) => url.pathname === '/account');
  await page.getByText(/login link \+ recovery code/).waitFor();
  await page.context().close();
});

test('a provider asks for the second factor too, unless it is trusted for it', async () => {
  const draft = {
    name: 'Company',
    icon: 'building',
    enabled: true,
    values: { issuer: idp.issuer, clientId: 'ostler', clientSecret: 'a secret of the client', privateNetwork: 'true', scopes: 'openid profile email' },
    admission: { creates: false, follows: false, rules: [] },
  };
  provider = await admin.call('POST', '/api/v1/providers', { type: 'oidc', ...draft });
  assert.equal(provider.asksSecondFactor, false);

  const own = await browser.page();
  await own.goto(`${server.base}/account`);
  await own.getByLabel('Name').fill('mika');
  await own.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(own, 'Sign in').click();
  await button(own, "I don't have the app here: use a recovery code").click();
  await own.getByLabel('Recovery code').fill(codes.pop());
  await button(own, 'Go on').click();
  await button(own, 'Connect Company').click();
  await IdentityProvider.signIn(own, 'm.elsewhere');
  await own.waitForURL((url) => url.pathname === '/account');
  await own.getByText(/m\.elsewhere/).first().waitFor();
  await own.context().close();

  for (const options of [{ dark: true }, { phone: true }]) {
    const page = await browser.page(options);
    await page.goto(server.base + '/');
    await button(page, 'Continue with Company').click();
    await IdentityProvider.signIn(page, 'm.elsewhere');
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    assert.equal(await signedIn(page), false);
    await picture(page, options.dark ? 'signin-second-step-dark' : 'signin-second-step-phone');
    await button(page, "I don't have the app here: use a recovery code").click();
    await page.getByLabel('Recovery code').fill('aaaa-bbbb-cccc-dddd');
    await button(page, 'Go on').click();
    await page.getByText('The code is wrong or was used already').waitFor();
    await page.getByLabel('Recovery code').fill(codes.pop());
    await button(page, 'Go on').click();
    await page.waitForURL((url) => url.pathname.startsWith('/instances'));
    assert.equal(await signedIn(page), true);
    await page.context().close();
  }

  await admin.call('PUT', `/api/v1/providers/${provider.id}`, { ...draft, asksSecondFactor: true });
  const page = await browser.page();
  await page.goto(server.base + '/');
  await button(page, 'Continue with Company').click();
  await IdentityProvider.signIn(page, 'm.elsewhere');
  await page.waitForURL((url) => url.pathname.startsWith('/instances'));
  await page.context().close();

  const settings = await browser.page();
  const [name, value] = admin.cookie.split('=');
  await settings.context().addCookies([{ name, value, url: server.base }]);
  await settings.goto(`${server.base}/settings/providers`);
  await settings.getByRole('link', { name: 'Edit Company' }).click();
  assert.ok(await settings.getByLabel('This provider asks for a second factor itself').isChecked());
  await picture(settings, 'signin-provider');
  await close(settings);
});
