// What goes wrong with programs, in a real browser on the real distribution: exit card, fixes, restarts, the strip.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let api;
let browser;
let page;
let cookie;

const card = (on = page) => on.getByRole('region', { name: 'How the program ended' });
const strip = (on = page) => on.getByRole('region', { name: 'Problems that were recognised' });
const show = (id, on = page) => on.goto(`${server.base}/instances/${id}/console`);
const care = (restart) => ({
  startOrder: 0,
  limits: {},
  restart: { when: 'CRASH', attempts: 5, delayMillis: 1000, mostDelayMillis: 1000, healthyMillis: 600_000, ...restart },
});

before(async () => {
  server = await Ostler.start('standalone');
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  cookie = { name: api.cookie.split('=')[0], value: api.cookie.split('=')[1], url: server.base };
  browser = await Browser.launch();
  page = await browser.page();
  await page.context().addCookies([cookie]);
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

/** A program that behaves like Minecraft's server before its licence is accepted. */
async function gameWithoutLicence() {
  const game = await api.createInstance({
    name: 'Survival',
    command: [
      'sh',
      '-c',
      'grep -q eula=true eula.txt 2>/dev/null && { echo "Done (1.0s)! For help, type help"; exec cat; };' +
        ' echo "[12:00:00] [main/INFO]: You need to agree to the EULA in order to run the server. Go to eula.txt for more info."; exit 1',
    ],
  });
  await mkdir(join(server.data, 'daemon/instances', game.id, 'files'), { recursive: true });
  await api.power(game.id, 'start', 'crashed');
  await until('the problem is recognised', async () => (await api.call('GET', `/api/v1/instances/${game.id}/problems`)).problems.length === 1);
  return game;
}

test('an EULA that is not accepted: card, one click, and it runs', async () => {
  const game = await gameWithoutLicence();
  await show(game.id);
  await card().getByText('exit code 1').waitFor();
  await card().getByText("Minecraft's licence is not accepted").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'problems-eula');
  for (const look of [{ dark: true }, { phone: true }]) {
    const other = await browser.page(look);
    await other.context().addCookies([cookie]);
    await show(game.id, other);
    await card(other).getByText("Minecraft's licence is not accepted").waitFor();
    assert.deepEqual(await accessibilityProblems(other), []);
    await picture(other, look.dark ? 'problems-eula-dark' : 'problems-eula-phone');
    await other.context().close();
  }
  await card().getByRole('button', { name: 'Accept the EULA and start' }).click();
  await api.state(game.id, 'running');
  assert.equal(await readFile(join(server.data, 'daemon/instances', game.id, 'files/eula.txt'), 'utf8'), 'eula=true\n');
  assert.deepEqual((await api.call('GET', `/api/v1/instances/${game.id}/problems`)).problems, []);
  await card().waitFor({ state: 'detached' });
});

test('a crash tells when it starts again; start now, and not at all', async () => {
  const waits = await api.createInstance({ name: 'Waits', command: ['sh', '-c', 'exit 3'], care: care({ delayMillis: 3_000_000, mostDelayMillis: 3_000_000 }) });
  await api.power(waits.id, 'start', 'crashed');
  await show(waits.id);
  await card().getByText(/Starts again in .* \(1 of 5\)/).waitFor();
  await picture(page, 'problems-recovery');
  await card().getByRole('button', { name: "Don't start again" }).click();
  await card().getByRole('button', { name: "Don't start again" }).waitFor({ state: 'detached' });
  assert.equal((await api.call('GET', `/api/v1/instances/${waits.id}`)).state.recovery?.next, undefined);
});

test('a crash loop is given up and says so', async () => {
  const loops = await api.createInstance({ name: 'Loops', command: ['sh', '-c', 'exit 3'], care: care({ attempts: 1 }) });
  await api.power(loops.id, 'start');
  await show(loops.id);
  await card().getByText('It was started 1 time in a row and given up').waitFor();
  await picture(page, 'problems-loop');
});

test('a port in use shows above the console while it runs, and stays away once put away', async () => {
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address();
  const busy = await api.createInstance({ name: 'Busy', command: ['sh', '-c', `echo "listen tcp :${port}: bind: address already in use"; exec cat`] });
  await show(busy.id);
  await api.power(busy.id, 'start', 'running');
  await strip().getByText(`Port ${port} is in use`).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'problems-strip');
  await strip().getByRole('button', { name: 'Hide this problem' }).click();
  await strip().waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Busy' }).waitFor();
  await until('the page asked', async () => (await api.call('GET', `/api/v1/instances/${busy.id}`)).problems === 1);
  assert.equal(await strip().count(), 0);
  taken.close();
  assert.deepEqual(page.problems, []);
});
