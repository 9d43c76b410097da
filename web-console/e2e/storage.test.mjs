// Settings → Storage: which database, backups, and the move from Derby to a real PostgreSQL server.
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Api, Ostler } from './support/ostler.mjs';
import { Postgres } from './support/postgres.mjs';

const PASSWORD = 'correct horse battery';
const DATABASE_PASSWORD = ' back\\slash # and spaces';
let server;
let postgres;
let browser;
let admin;

before(async () => {
  postgres = await Postgres.start({ password: DATABASE_PASSWORD });
  postgres.create('ostler');
  postgres.create('full');
  postgres.query('full', 'CREATE TABLE theirs (id INTEGER)');
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  await admin.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
});

after(async () => {
  await browser?.close();
  await server?.dispose();
  postgres?.stop();
});

async function open(who = admin, options = {}, path = '/settings/storage') {
  return browser.openAs(who, path, options);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });

test('somebody without the right does not see it', async () => {
  const mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
  const page = await open(mika);
  await page.getByRole('heading', { name: 'This page is not for your account' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Storage' }).count(), 0);
  await close(page);
});

test('the page says which database it is and what is in it', async () => {
  const page = await open(admin, {}, '/instances');
  await page.getByRole('link', { name: 'Storage' }).click();
  await page.getByText('Built-in database (Derby)').waitFor();
  await page.getByText(/^Tables \(\d+\)$/).click();
  await page.getByRole('cell', { name: 'ostler_user', exact: true }).waitFor();
  await page.getByText('There is no backup yet.').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'storage-light');
  await close(page);
});

test('a backup is made while the panel works, downloaded, and deleted', async () => {
  const page = await open();
  await page.getByLabel('Passphrase').fill('correct horse');
  await button(page, 'Back up now').click();
  await page.getByText(/is written and was read back/).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download ostler-/ }).click()]);
  assert.match(download.suggestedFilename(), /^ostler-\d{8}-\d{6}\.backup$/);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  const kept = join(server.data, 'backups', download.suggestedFilename());
  assert.deepEqual(bytes, await readFile(kept));
  assert.equal((await stat(kept)).mode & 0o77, 0);
  await picture(page, 'storage-backup');

  await button(page, 'Without keys').click();
  await button(page, 'Back up now').click();
  await page.getByRole('link', { name: /^Download ostler-/ }).nth(1).waitFor();
  await page.getByRole('button', { name: /^Delete ostler-/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText(/was deleted\.$/).waitFor();
  assert.equal((await readdir(join(server.data, 'backups'))).length, 1);
  await close(page);
});

test('a wrong password, a full database and a silent port are told, and nothing is planned', async () => {
  const page = await open(admin, { dark: true });
  await page.getByLabel('Port').fill(String(postgres.port));
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await button(page, 'Test connection').click();
  await page.getByText(/does not accept user ostler with this password/).waitFor();
  assert.equal(await button(page, 'Copy and switch at the next start').isDisabled(), true);
  await page.getByText(/does not accept user/).scrollIntoViewIfNeeded();
  await picture(page, 'storage-refused-dark');

  await page.getByLabel('Password', { exact: true }).fill(DATABASE_PASSWORD);
  await page.getByLabel('Database', { exact: true }).fill('full');
  await button(page, 'Test connection').click();
  await page.getByText(/the database holds tables already/).waitFor();
  assert.equal(await button(page, 'Copy and switch at the next start').isDisabled(), true);

  await page.getByLabel('Database', { exact: true }).fill('nowhere');
  await button(page, 'Test connection').click();
  await page.getByText(/createdb -O ostler -E UTF8 nowhere/).waitFor();

  await page.getByLabel('Port').fill('1');
  await button(page, 'Test connection').click();
  await page.getByText(/does not answer/).waitFor();
  await assert.rejects(stat(join(server.data, 'panel/database.next')));
  await close(page);
});

test('a move that fails at the start leaves the panel where it was, and one that succeeds takes everything along', async () => {
  const plan = async () => {
    const page = await open();
    await page.getByLabel('Port').fill(String(postgres.port));
    await page.getByLabel('Password', { exact: true }).fill(DATABASE_PASSWORD);
    await button(page, 'Test connection').click();
    await page.getByText(/and the database is empty/).waitFor();
    await button(page, 'Copy and switch at the next start').click();
    await page.getByRole('heading', { name: 'At the next start' }).waitFor();
    return page;
  };
  let page = await plan();
  const file = await page.getByRole('region', { name: /will say/ }).innerText();
  assert.match(file, /storage = postgres/);
  assert.ok(!file.includes('slash'), file);
  assert.equal((await stat(join(server.data, 'panel/database.next'))).mode & 0o77, 0);
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'storage-planned');
  await button(page, 'Stay with the database of now').click();
  await page.getByText('The panel stays with its database.').waitFor();
  await close(page);

  page = await plan();
  await close(page);
  postgres.query('ostler', 'CREATE TABLE theirs (id INTEGER)');
  await restart();
  page = await open();
  await page.getByText(/The move to another database failed/).waitFor();
  await page.getByText(/holds tables already \(theirs\)/).waitFor();
  await page.getByText('Built-in database (Derby)').waitFor();
  await close(page);

  postgres.query('ostler', 'DROP TABLE theirs');
  page = await plan();
  await close(page);
  // Written after the plan: it comes along too.
  await admin.call('POST', '/api/v1/users', { name: 'late', password: PASSWORD, role: 'user' });
  await restart();
  page = await open();
  await page.getByText(/The panel moved to this database/).waitFor();
  await page.getByText('PostgreSQL', { exact: true }).waitFor();
  await picture(page, 'storage-moved');
  await close(page);
  page = await open(admin, { phone: true });
  await page.getByText('PostgreSQL', { exact: true }).waitFor();
  await picture(page, 'storage-phone');
  assert.deepEqual(await accessibilityProblems(page), []);
  await close(page);
  await new Api(server.base).signIn('late', PASSWORD);
  assert.equal(postgres.query('ostler', "SELECT COUNT(*) FROM ostler_user"), '3');
});

async function restart() {
  await server.stop();
  await server.launch();
}
