// Everything that can be said of an instance: typed, saved, read again, brought back; install as a task; what others may set.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let api;
let id;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  id = (await api.createInstance({ name: 'Arena', command: ['sh', '-c', 'exec cat'] })).id;
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, options) {
  const page = await browser.page(options);
  const [name, value] = who.cookie.split('=');
  await page.context().addCookies([{ name, value, url: server.base }]);
  await page.goto(`${server.base}/instances/${id}/settings`);
  await page.getByRole('button', { name: 'Save' }).first().waitFor();
  return page;
}

const definition = async () => (await api.call('GET', `/api/v1/instances/${id}`)).definition;
const saved = (condition) => until('saved', async () => condition(await definition()));
const save = (page) => page.getByRole('button', { name: 'Save', exact: true }).first().click();

test('every part is saved and comes back', async () => {
  const page = await open(api);
  await page.getByLabel('To stop it', { exact: true }).selectOption('plan');
  await page.getByLabel('Command of step 1').fill('save');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByLabel('Kind of step 2').selectOption('signal');
  await page.getByRole('button', { name: 'Move step 2 up' }).click();

  await page.getByRole('button', { name: 'Add a port' }).click();
  const port = page.getByRole('listitem', { name: /^Port/ }).first();
  await port.getByLabel('Name').fill('rcon');

  await page.getByRole('button', { name: 'Add a variable' }).click();
  const secret = page.getByRole('listitem', { name: /^Variable/ }).nth(0);
  await secret.getByLabel('Name').fill('rcon_password');
  await secret.getByLabel('Kind').selectOption('SECRET');
  await secret.getByLabel('Value').fill('s3cret');
  await page.getByRole('button', { name: 'Add a variable' }).click();
  const slots = page.getByRole('listitem', { name: /^Variable/ }).nth(1);
  await slots.getByLabel('Name').fill('slots');
  await slots.getByLabel('Kind').selectOption('NUMBER');
  await slots.getByLabel('Value').fill('99');
  await slots.getByLabel('At most').fill('64');
  await slots.getByLabel('Shown as').fill('Places');
  await slots.getByLabel('Who may not edit').check();
  await page.getByRole('button', { name: /^\{slots\}/ }).click();

  await page.getByLabel('Start it again').selectOption('CRASH');
  await page.getByLabel('Attempts in a row').fill('3');
  await page.getByLabel('Send commands by').selectOption('RCON');
  await page.getByLabel('Its password').selectOption('rcon_password');
  await page.getByLabel('Commands for everybody').fill('list\nsay *');
  await page.getByRole('button', { name: 'Add a saved command' }).click();
  await page.getByLabel('Button', { exact: true }).fill('Save the world');
  await page.getByLabel('Command', { exact: true }).last().fill('save-all');
  await page.getByLabel('Install commands').fill("sh -c 'echo fetched > installed.txt; echo done'");
  await page.getByText('Advanced: start order').click();
  await page.getByLabel('Start order').fill('5');

  await save(page);
  await page.getByText('A whole number within the limits.').waitFor();
  await slots.getByLabel('Value').fill('20');
  await save(page);
  await saved((now) => now.care.startOrder === 5);

  const now = await definition();
  assert.deepEqual(now.stop, { type: 'plan', steps: [{ signal: 'TERM' }, { command: 'save' }] });
  assert.equal(now.command.at(-1), '{slots}');
  assert.ok(now.launch.ports[0].number >= 1024, 'the node picked a port');
  assert.equal(now.care.restart.when, 'CRASH');
  assert.equal(now.care.restart.attempts, 3);
  assert.deepEqual(now.console.path, { kind: 'RCON', port: 'rcon', password: 'rcon_password' });
  assert.deepEqual(now.console.allowed, ['list', 'say *']);
  assert.deepEqual(now.console.buttons, [{ label: 'Save the world', command: 'save-all' }]);

  await page.reload();
  await page.getByLabel('Start it again').waitFor();
  assert.equal(await page.getByRole('listitem', { name: 'Port rcon' }).getByLabel('Number').inputValue(), String(now.launch.ports[0].number));
  assert.equal(await page.getByLabel('Start order').inputValue(), '5');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('install runs as a task', async () => {
  const page = await open(api);
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await until('installed', async () => {
    const files = await api.call('GET', `/api/v1/instances/${id}/files?path=`);
    return files.entries.some((entry) => entry.name === 'installed.txt');
  });
  await page.context().close();
});

test('an earlier version is compared and brought back', async () => {
  const page = await open(api);
  await page.getByRole('button', { name: 'Show earlier versions' }).click();
  await page.getByRole('button', { name: 'What is different from version 1?' }).click();
  await page.getByRole('rowheader', { name: 'Start order' }).waitFor();
  assert.equal(await page.getByText('s3cret').count(), 0);
  await picture(page, 'settings-history');
  await page.getByRole('button', { name: 'Bring back version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click();
  await saved((now) => now.care.startOrder === 100 && now.launch.ports.length === 0);
  await page.context().close();
});

test('without the right to edit there are name and own values', async () => {
  const before = await definition();
  const variable = { name: 'slots', type: 'NUMBER', value: '20', choices: [], minimum: 1, maximum: 64, label: 'Places', editable: true };
  const secret = { ...variable, name: 'pass', type: 'SECRET', value: 's3cret', label: '', editable: false };
  delete secret.minimum;
  delete secret.maximum;
  await api.call('PUT', `/api/v1/instances/${id}/definition`, { ...before, launch: { variables: [variable, secret], ports: [] } }, { 'if-match': '*' });
  const user = await api.call('POST', '/api/v1/users', { name: 'mika', password: PASSWORD, role: 'user' });
  await api.call('PUT', `/api/v1/instances/${id}/owner`, { owner: user.id });
  const mika = new Api(server.base);
  await mika.signIn('mika', PASSWORD);
  const page = await open(mika);
  await page.getByLabel('Places').fill('32');
  await save(page);
  await saved((now) => now.launch.variables[0].value === '32');
  assert.equal((await definition()).launch.variables[1].value, 's3cret');
  assert.ok(!JSON.stringify(await mika.call('GET', `/api/v1/instances/${id}`)).includes('s3cret'));
  assert.equal(await page.getByLabel('Start it again').count(), 0);
  await page.context().close();
});

for (const [look, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { phone: true } })) {
  test(`looks, ${look}`, async () => {
    const page = await open(api, options);
    await page.getByRole('button', { name: 'Add a port' }).click();
    await page.getByLabel('To stop it', { exact: true }).selectOption('plan');
    await page.getByLabel('Start it again').selectOption('CRASH');
    await page.getByLabel('Send commands by').selectOption('RCON');
    await page.getByText('Advanced: start order').click();
    await picture(page, `settings-full-${look}`);
    assert.deepEqual(await accessibilityProblems(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `sticks out by ${wide} px`);
    await page.context().close();
  });
}
