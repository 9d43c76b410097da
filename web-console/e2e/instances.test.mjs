// Many instances: filters in the address, saved views, labels, batches with a result for each, clone, delete and undo.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const MANY = 50;
const FIRST_ARENA = 36;
let server;
let browser;
let api;
let node;
let cookie;
const ids = [];

const definition = (name) => ({
  name,
  type: 'process',
  command: ['cat'],
  workingFolder: '',
  environment: {},
  terminal: false,
  stop: { type: 'signal', name: 'TERM' },
  stopTimeoutMillis: 10_000,
  encoding: 'UTF-8',
  lineEnd: 'LF',
  autoStart: false,
});

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  cookie = { name: api.cookie.split('=')[0], value: api.cookie.split('=')[1], url: server.base };
  node = (await api.linkedNode()).id;
  for (let i = 0; i < MANY; i++) {
    const name = `${i >= FIRST_ARENA ? 'Arena' : 'World'} ${String(i).padStart(2, '0')}`;
    ids.push((await api.call('POST', '/api/v1/instances', { node, definition: definition(name) })).id);
  }
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(path, options = {}) {
  const page = await browser.page(options);
  await page.context().addCookies([cookie]);
  await page.goto(`${server.base}${path}`);
  return page;
}

const states = async () =>
  (await api.call('GET', '/api/v1/instances?limit=200')).instances.map((instance) => instance.state.type);

test('labels are written in the page and found by the filters', async () => {
  const page = await open('/instances');
  await page.getByRole('button', { name: 'More for World 07' }).click();
  await page.getByRole('menuitem', { name: 'Tags, folder and notes…' }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('PvP, eu');
  await page.getByRole('textbox', { name: 'Folder' }).fill('clients/north');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Ask Mika before a restart');
  await page.getByRole('button', { name: 'Save labels' }).click();
  await page.getByRole('navigation', { name: 'Folders' }).getByRole('button', { name: /clients/ }).click();
  await page.waitForURL(/folder=clients/);
  await page.getByRole('link', { name: 'World 07' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'World 08' }).count(), 0);
  await page.getByRole('button', { name: 'Favourite World 07' }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByLabel('Name of the view').fill('North');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('button', { name: 'North', exact: true }).waitFor();
  await until('the view is kept by the panel', async () =>
    (await api.call('GET', '/api/v1/account/preferences/instances')).value?.views?.length === 1);
  const other = await open('/instances');
  await other.getByRole('button', { name: 'Views' }).click();
  await other.getByRole('menuitem', { name: 'North' }).click();
  await other.waitForURL(/folder=clients/);
  await other.getByRole('button', { name: 'Favourite World 07', pressed: true }).waitFor();
  await other.context().close();
  await page.context().close();
});

test('all that match are started and stopped as a batch', async () => {
  const page = await open('/instances?q=arena');
  await page.getByRole('checkbox', { name: 'Select Arena 36' }).check();
  await page.getByRole('button', { name: 'Select all 14 matching' }).click();
  const bar = page.getByRole('region', { name: 'Selected instances' });
  await bar.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('14 of 14 done').waitFor({ timeout: 60_000 });
  await until('all run', async () => (await states()).filter((state) => state === 'running').length === 14, 60_000);
  await picture(page, 'instances-batch-light');
  await page.reload();
  await page.getByRole('checkbox', { name: 'Select Arena 36' }).check();
  await page.getByRole('button', { name: 'Select all 14 matching' }).click();
  await bar.getByRole('button', { name: 'Stop', exact: true }).click();
  await until('none runs', async () => (await states()).every((state) => state === 'stopped'), 60_000);
  await page.context().close();
});

test('a deleted instance comes back by undo, and from the list of deleted ones', async () => {
  const page = await open(`/instances/${ids[20]}/settings`);
  await page.getByRole('button', { name: 'Delete instance' }).click();
  await page.getByText(/can be restored for 7 days, until /).waitFor();
  await page.getByRole('textbox', { name: /World 20/ }).fill('World 20');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete instance' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await until('it is back', async () => (await states()).length === MANY, 30_000);
  await page.getByRole('searchbox', { name: 'Filter' }).fill('World 20');
  await page.getByRole('link', { name: 'World 20' }).waitFor();
  await api.call('DELETE', `/api/v1/instances/${ids[21]}?files=true`);
  await page.goto(`${server.base}/instances/deleted`);
  await page.getByRole('button', { name: 'Restore World 21' }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'instances-deleted-light');
  await page.getByRole('button', { name: 'Restore World 21' }).click();
  await page.getByText('Nothing here').waitFor();
  await page.getByText(/stay here for 7 days/).waitFor();
  assert.equal((await states()).length, MANY);
  await page.context().close();
});

test('a clone has its labels and files', async () => {
  const page = await open('/instances?q=World%2007');
  await page.getByRole('button', { name: 'More for World 07' }).click();
  await page.getByRole('menuitem', { name: 'Clone…' }).click();
  await page.getByLabel('Name of the copy').fill('World 07 b');
  await page.getByRole('button', { name: 'Clone', exact: true }).click();
  await page.getByRole('link', { name: 'World 07 b' }).waitFor();
  const copy = (await api.call('GET', '/api/v1/instances?q=World%2007%20b')).instances[0];
  assert.deepEqual(copy.labels.tags, ['pvp', 'eu']);
  await page.context().close();
});

test('the page in both themes and on a phone', async () => {
  for (const [look, options] of [['light', {}], ['dark', { dark: true }], ['phone', { phone: true }]]) {
    for (const view of ['', '?view=grid&sort=manual']) {
      const page = await open(`/instances${view}`, options);
      await page.getByRole('link', { name: 'Arena 36' }).waitFor();
      const name = `instances-${view === '' ? 'list' : 'grid'}-${look}`;
      await picture(page, name);
      assert.deepEqual(await accessibilityProblems(page), [], name);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} sticks out by ${wide} px`);
      await page.context().close();
    }
  }
});

test('what is deleted without its files offers no undo', async () => {
  const gone = await api.call('POST', '/api/v1/instances', { node, definition: definition('Short lived') });
  const page = await open(`/instances/${gone.id}/settings`);
  await page.getByRole('button', { name: 'Delete instance' }).click();
  await page.getByRole('checkbox', { name: 'Delete its files, too' }).uncheck();
  await page.getByText(/Can't be restored\. Its files stay/).waitFor();
  await page.getByRole('textbox', { name: /Short lived/ }).fill('Short lived');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete instance' }).click();
  await page.getByText('Short lived is deleted').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  await page.context().close();
});

test('a batch says what became of each, and a refused one why', async () => {
  await api.power(ids[30], 'start', 'running');
  const page = await open('/instances?q=World%203');
  for (const name of ['World 30', 'World 31']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  const bar = page.getByRole('region', { name: 'Selected instances' });
  await bar.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('textbox', { name: /2/ }).fill('2');
  await page.getByRole('button', { name: 'Delete instances' }).click();
  await page.getByText('1 of 2 done · 1 failed').waitFor({ timeout: 60_000 });
  await page.getByText(/^World 30 – .+/).waitFor();
  await page.getByText('World 31 – done').waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'instances-batch-failed-light');

  const begun = [];
  for (let i = 0; i < 5; i++) {
    const order = { ids: [ids[32], ids[33]], action: 'start', atOnce: 1, spacingMillis: 600_000 };
    begun.push((await api.call('POST', '/api/v1/batches', order)).id);
  }
  await bar.getByRole('button', { name: 'Clear' }).click();
  for (const name of ['World 34', 'World 35']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await bar.getByRole('button', { name: 'Start staged…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('TASK_LIMIT').waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await bar.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('alert').getByText('Start 2 instances').waitFor();
  await picture(page, 'instances-batch-refused-light');
  for (const id of begun) await api.call('DELETE', `/api/v1/batches/${id}`);
  await page.context().close();
});
