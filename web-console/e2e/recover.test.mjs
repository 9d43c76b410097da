// Nobody can sign in any more: a command on the panel's machine opens a way back in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler } from './support/ostler.mjs';

const FORMER = 'correct horse battery';
const NEXT = 'staple gun on a bicycle';
let server;
let browser;
let juno;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  const admin = new Api(server.base);
  await admin.setUp(server, 'admin', FORMER);
  await admin.call('POST', '/api/v1/users', { name: 'juno', password: FORMER, role: 'administrator' });
  juno = new Api(server.base);
  await juno.signIn('juno', FORMER);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const statusOf = (work) => work.then(() => 200, (error) => error.status);

test('a lost account comes back by a command on the machine of the panel', async () => {
  const made = server.run('recover', 'juno', '--data', server.data);
  assert.equal(made.status, 0, made.stderr);
  const path = /\/recover#code=\S+/.exec(made.stdout)[0];

  const page = await browser.page();
  await page.goto(server.base + path);
  await page.getByRole('heading', { name: 'Recover an account' }).waitFor();
  assert.ok(!page.url().includes('code='), 'no history keeps the code');
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'recover');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.getByText('at least 12').first().waitFor();
  await page.getByLabel('New password').fill(NEXT);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.getByRole('heading', { name: 'Second factors' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/account');
  assert.deepEqual(page.problems, []);
  await page.context().close();

  assert.equal(await statusOf(juno.call('GET', '/api/v1/session')), 401, 'former sessions ended');
  assert.equal(await statusOf(new Api(server.base).signIn('juno', FORMER)), 401);
  assert.equal(await statusOf(new Api(server.base).signIn('juno', NEXT)), 200);
});

test('a used code is refused, with what to do about it', async () => {
  const page = await browser.page();
  await page.goto(`${server.base}/recover`);
  await page.getByLabel('Recovery code').fill('0123-4567-89AB-CDEF');
  await page.getByLabel('New password').fill(NEXT);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.getByText('Run bin/ostler recover on the machine of the panel again').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.context().close();
});

test('the command says what is wrong with how it was called', () => {
  const unnamed = server.run('recover', '--data', server.data);
  assert.equal(unnamed.status, 1);
  assert.match(unnamed.stderr, /One name of an account is wanted/);
  const elsewhere = server.run('recover', 'juno', '--data', `${server.data}-none`);
  assert.equal(elsewhere.status, 1);
  assert.match(elsewhere.stderr, /holds no data of a panel/);
});
