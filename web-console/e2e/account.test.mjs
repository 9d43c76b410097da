// One's own account: second factors, passkeys, proofs before dangerous acts, sessions, and acting as somebody else.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let admin;
/** Passkeys belong to hosts with names. */
let base;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  base = server.base.replace('127.0.0.1', 'localhost');
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  for (const name of ['mika', 'theo', 'juno']) {
    await admin.call('POST', '/api/v1/users', { name, password: PASSWORD, role: 'user' });
  }
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function typePassword(page, name) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(page, 'Sign in').click();
}

async function account(name, options) {
  const page = await browser.page(options);
  await page.goto(`${base}/account`);
  await typePassword(page, name);
  await page.getByRole('heading', { name: 'Second factors' }).waitFor();
  return page;
}

function code(secret, step) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Each step counts once: the next code is one of a later step. */
function codes(secret) {
  let used = 0;
  return async () => {
    const step = await until('the next code', () => {
      const next = Math.max(used + 1, Math.floor(Date.now() / 30_000) - 1);
      return next <= Math.floor(Date.now() / 30_000) + 1 && next;
    }, 120_000);
    used = step;
    return code(secret, step);
  };
}

async function authenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function keepCodes(page) {
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const shown = await page.getByRole('dialog').locator('code').allTextContents();
  assert.equal(shown.length, 10);
  await button(page, 'I have kept them').click();
  return shown;
}

test('an authenticator app is set up, asked for, replaced by a recovery code, and removed', async () => {
  const page = await account('mika');
  await button(page, 'Set up').click();
  await page.getByAltText('QR code for the authenticator app').waitFor();
  await picture(page, 'account-app');
  assert.deepEqual(await accessibilityProblems(page), []);
  const secret = await page.getByRole('dialog').locator('code').first().textContent();
  const next = codes(secret);
  await page.getByLabel('Code that the app shows now').fill('000000');
  await button(page, 'Turn on').click();
  await page.getByText('The code is wrong or was used already').waitFor();
  await page.getByLabel('Code that the app shows now').fill(await next());
  await button(page, 'Turn on').click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  await picture(page, 'account-recovery-codes');
  const kept = await keepCodes(page);
  await page.getByText('10 left').waitFor();
  await picture(page, 'account');
  await close(page);

  const again = await browser.page();
  await again.goto(base);
  await typePassword(again, 'mika');
  const field = again.getByLabel('Code', { exact: true });
  await field.fill('123');
  await button(again, 'Go on').click();
  await again.getByText('The code is wrong or was used already').waitFor();
  await picture(again, 'sign-in-second-step');
  assert.deepEqual(await accessibilityProblems(again), []);
  await field.fill(await next());
  await button(again, 'Go on').click();
  await again.getByRole('button', { name: 'mika' }).first().waitFor();
  await close(again);

  const lost = await browser.page({ phone: true });
  await lost.goto(`${base}/account`);
  await typePassword(lost, 'mika');
  await button(lost, "I don't have the app here: use a recovery code").click();
  await lost.getByLabel('Recovery code').fill(kept[0].toUpperCase());
  await picture(lost, 'sign-in-recovery-phone');
  await button(lost, 'Go on').click();
  await lost.getByText('9 left').waitFor();
  await picture(lost, 'account-phone');
  await button(lost, 'Remove: Authenticator app').click();
  await lost.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await lost.getByText('Not set up').waitFor();
  await close(lost);
  const api = new Api(server.base);
  assert.equal((await api.signIn('mika', PASSWORD)).user.name, 'mika');
});

test('a passkey opens alone, and is the second step of the password', async () => {
  const page = await account('theo', { dark: true });
  await authenticator(page);
  await button(page, 'Add passkey').click();
  await page.getByRole('dialog').getByLabel('Name').fill('Blue key');
  await button(page, 'Go on').click();
  await keepCodes(page);
  await page.getByText('Blue key', { exact: true }).waitFor();
  await picture(page, 'account-dark');

  const signOut = async () => {
    // Else the browser proposes the passkey by itself, and this authenticator agrees at once.
    await page.evaluate(() => localStorage.removeItem('ostler.passkey'));
    await page.getByRole('button', { name: 'theo' }).first().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await button(page, 'Sign in').waitFor();
  };
  await signOut();
  await picture(page, 'sign-in-passkey');
  await button(page, 'Sign in with a passkey').click();
  await page.getByRole('button', { name: 'theo' }).first().waitFor();
  await signOut();
  await typePassword(page, 'theo');
  await button(page, 'Use a passkey').click();
  await page.getByRole('button', { name: 'theo' }).first().waitFor();

  await page.goto(`${base}/account`);
  await page.getByText(/password \+ passkey/).waitFor();
  await button(page, 'Rename: Blue key').click();
  await page.getByRole('dialog').getByLabel('Name').fill('Red key');
  await picture(page, 'account-passkey-rename');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByText('Red key', { exact: true }).waitFor();
  await button(page, 'Remove: Red key').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Red key is removed').waitFor();
  await close(page);
});

test('something dangerous asks who it is and then goes on by itself', async () => {
  const page = await browser.page();
  await page.goto(`${base}/users`);
  await typePassword(page, 'admin');
  await page.getByText('juno').first().waitFor();
  // Ten minutes can't be waited for: the panel's first answer is put in its place.
  let asked = 0;
  await page.route('**/api/v1/users/*/factors', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'STEP_UP_REQUIRED', status: 403, title: 'x', params: { methods: 'password' }, requestId: '1' }),
    });
  });
  await button(page, 'More for juno').click();
  await page.getByRole('menuitem', { name: 'Take second factors away…' }).click();
  await button(page, 'Take away').click();
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
  await picture(page, 'confirm');
  assert.deepEqual(await accessibilityProblems(page), []);
  const question = page.getByRole('dialog', { name: 'Is it you?' });
  await question.getByLabel('Password').fill('wrong');
  await button(question, 'Confirm').click();
  await page.getByText('Name or password is wrong').waitFor();
  await question.getByLabel('Password').fill(PASSWORD);
  await button(question, 'Confirm').click();
  await page.getByText('juno has no second factor any more').waitFor();
  assert.equal(asked, 2);
  await close(page);
});

test('an administrator acts as somebody, is told so on every page, and comes back', async () => {
  const page = await browser.page();
  await page.goto(`${base}/users`);
  await typePassword(page, 'admin');
  await button(page, 'More for juno').click();
  await page.getByRole('menuitem', { name: 'Act as…' }).click();
  await button(page, 'Act as juno').click();
  await page.getByText('You act as juno. Everything is recorded under your name, admin, too.').waitFor();
  await picture(page, 'acting');
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.goto(`${base}/account`);
  await button(page, 'Set up').click();
  await page.getByText('Not while you act as somebody else').first().waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Stop').click();
  await page.getByRole('button', { name: 'admin' }).first().waitFor();
  const { entries } = await admin.call('GET', '/api/v1/audit?act=user.impersonate');
  assert.ok(entries.length > 0);
  await close(page);
});

test('all other sessions end at once', async () => {
  const other = new Api(server.base);
  await other.signIn('juno', PASSWORD);
  const page = await account('juno');
  await button(page, 'Sign out everywhere else').click();
  await page.getByText('All other sessions have ended').waitFor();
  await assert.rejects(other.call('GET', '/api/v1/session'), { status: 401 });
  await close(page);
});
