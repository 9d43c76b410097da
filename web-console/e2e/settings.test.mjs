// Everything that can be said of an instance: typed, saved, read again, brought back; install as a task; what others may set.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, freePort, Ostler, until } from './support/ostler.mjs';

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

async function open(who, options, instance = id) {
  const page = await browser.openAs(who, `/instances/${instance}/settings`, options);
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
  await page.getByLabel('Install commands').fill("sh -c 'echo fetching the pack'\nsh -c 'until test -e go; do sleep 0.1; done; echo fetched > installed.txt; echo unpacked'");
  await page.getByLabel('Update commands').fill("sh -c 'echo looking for a newer one; exec sleep 600'");
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

test('what is wrong is said at its field, and nothing changes', async () => {
  const taken = await freePort();
  const other = await api.createInstance({
    name: 'Neighbour',
    command: ['cat'],
    launch: { variables: [], ports: [{ name: 'game', protocol: 'TCP', number: taken }] },
  });
  const { revision } = await api.call('GET', `/api/v1/instances/${id}`);
  const page = await open(api);
  const wrong = async (field, words) => {
    await save(page);
    await until(`${words} stands at its field`, async () => (await field.getAttribute('aria-invalid')) === 'true');
    const described = (await field.getAttribute('aria-describedby')).split(' ');
    const texts = await Promise.all(described.map((each) => page.locator(`[id="${each}"]`).innerText()));
    assert.ok(texts.some((text) => text.includes(words)), `${words}: ${texts}`);
    assert.equal((await api.call('GET', `/api/v1/instances/${id}`)).revision, revision);
  };
  const undo = () => page.getByRole('button', { name: 'Undo changes' }).click();

  const command = page.getByLabel('Command', { exact: true }).first();
  await command.fill("sh -c 'exec cat' {nowhere}");
  await wrong(command, 'Nothing is known by the name nowhere');
  await until('the wrong field has the focus', () => command.evaluate((element) => element === document.activeElement));
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'settings-wrong-placeholder');
  await undo();

  const port = page.getByRole('listitem', { name: 'Port rcon' }).getByLabel('Number');
  await port.fill(String(taken));
  await wrong(port, `Port ${taken} is taken`);
  await picture(page, 'settings-port-taken');
  await port.fill('70000');
  await wrong(port, '1 to 65535');
  await undo();

  await page.getByText('Advanced: start order').click();
  for (const [label, value, words] of [
    ['Memory at most', '0.001', 'At least 4 MB'],
    ['Processors at most', '0', '0.01 to 1000'],
    ['Processes and threads at most', 'many', '1 to 100,000'],
    ['Start order', '5000', '0 to 1000'],
    ['Run as', 'No Body', 'The name of an account'],
    // As far as only the node can tell: it doesn't run as root here.
    ['Run as', 'daemon', 'nothing, because the daemon of this node does not run as root'],
  ]) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(value);
    await wrong(field, words);
    if (label === 'Memory at most') await picture(page, 'settings-wrong-limit');
    await undo();
  }
  await page.getByLabel('Command of step 2').fill('');
  await save(page);
  await page.getByRole('alert').filter({ hasText: /step/i }).waitFor();
  await undo();
  assert.equal((await api.call('GET', `/api/v1/instances/${id}`)).revision, revision);
  await api.call('DELETE', `/api/v1/instances/${other.id}`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('install and update are tasks with progress, log and cancel', async () => {
  const page = await open(api);
  const task = (what) => page.getByRole('region', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: what });
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await task('Install').getByText('1 of 2').waitFor();
  await task('Install').getByRole('progressbar').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'settings-install');
  await api.call('PUT', `/api/v1/instances/${id}/files/text?path=go`, { text: '', encoding: 'UTF-8' }, { 'if-none-match': '*' });
  await task('Install').getByText(/^Done ·/).waitFor();
  await task('Install').locator('summary').click();
  const log = await task('Install').locator('pre').innerText();
  assert.match(log, /fetching the pack[^]*unpacked/);
  const files = await api.call('GET', `/api/v1/instances/${id}/files?path=`);
  assert.ok(files.entries.some((entry) => entry.name === 'installed.txt'));

  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await until('it has begun', async () => (await api.call('GET', `/api/v1/tasks?instance=${id}`)).tasks.some(({ kind, log }) => kind === 'update' && log.length > 0));
  await task('Update').getByRole('button', { name: /^Cancel/ }).click();
  await task('Update').getByText(/^Cancelled ·/).waitFor();
  await api.power(id, 'start', 'running');
  await api.power(id, 'kill', 'stopped');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

const RCON = `
import { createServer } from 'node:net';
const packet = (id, type, text) => {
  const body = Buffer.from(text + '\\0\\0');
  const head = Buffer.alloc(12);
  head.writeInt32LE(8 + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(type, 8);
  return Buffer.concat([head, body]);
};
createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      const [id, type, text] = [rest.readInt32LE(4), rest.readInt32LE(8), rest.toString('utf8', 12, 2 + length)];
      rest = rest.subarray(4 + length);
      if (type === 3) socket.write(packet(text === process.env.RCON_PASSWORD ? id : -1, 2, ''));
      else socket.write(packet(id, 0, text === '' ? '' : 'There are 3 of 20 players online, you asked: ' + text));
    }
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('RCON is up'));
`;

test('commands go to a game by RCON, and its answer is in the console', async () => {
  const game = await api.createInstance({
    name: 'Remote',
    command: ['node', 'game.mjs', '{port.rcon}'],
    environment: { RCON_PASSWORD: '{rcon_password}' },
    launch: {
      variables: [{ name: 'rcon_password', type: 'SECRET', value: 's3cret', choices: [], label: '', editable: false }],
      ports: [{ name: 'rcon', protocol: 'TCP', number: 0 }],
    },
  });
  await api.call('PUT', `/api/v1/instances/${game.id}/files/text?path=game.mjs`, { text: RCON, encoding: 'UTF-8' }, { 'if-none-match': '*' });
  const page = await open(api, {}, game.id);
  await page.getByLabel('Send commands by').selectOption('RCON');
  await page.getByLabel('Its password').selectOption('rcon_password');
  await save(page);
  await until('saved', async () => (await api.call('GET', `/api/v1/instances/${game.id}`)).definition.console?.path.kind === 'RCON');
  await api.power(game.id, 'start', 'running');
  await page.goto(`${server.base}/instances/${game.id}/console`);
  await page.getByRole('log').getByText('RCON is up').waitFor();
  await page.getByLabel('Command', { exact: true }).fill('list');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log').getByText('There are 3 of 20 players online, you asked: list').waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('an earlier version is compared and brought back', async () => {
  const page = await open(api);
  await page.getByRole('button', { name: 'Show earlier versions' }).click();
  const first = page.getByRole('listitem').filter({ hasText: 'Version 1 ' });
  assert.match(await first.innerText(), /Version 1 · .*\d\d:\d\d.* · admin/);
  await page.getByRole('button', { name: 'Compare version 1' }).click();
  const changed = async (what, now) => {
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: what, exact: true }) });
    await row.waitFor();
    assert.match(await row.innerText(), now);
  };
  await changed('Start order', /100\s+5/);
  await changed('How to stop it', /SIGTERM\s+SIGTERM → save/);
  await changed('Started again', /Never\s+After a crash, 3 ×/);
  await changed('Command path', /RCON \(Source\) · rcon · rcon_password/);
  assert.deepEqual(await accessibilityProblems(page), []);
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
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.context().close();
  const mine = await open(api);
  await mine.getByRole('button', { name: 'Show earlier versions' }).click();
  await mine.getByRole('listitem').filter({ hasText: '· mika · in force' }).waitFor();
  await mine.context().close();
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
