// Figures of a busy instance in the list, in its charts and tables, and of its node.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let api;
let id;
let node;
let cookie;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  cookie = { name: api.cookie.split('=')[0], value: api.cookie.split('=')[1], url: server.base };
  node = (await api.linkedNode()).id;
  const made = await api.createInstance({ name: 'Busy', command: ['sh', '-c', 'while :; do :; done'] });
  id = made.id;
  await api.power(id, 'start', 'running');
  await until(
    'there is a history',
    async () => (await api.call('GET', `/api/v1/instances/${id}/metrics`)).series.some(({ name }) => name === 'memory'),
    90_000,
  );
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(path, options) {
  const page = await browser.page(options);
  await page.context().addCookies([cookie]);
  await page.goto(`${server.base}${path}`);
  return page;
}

async function looksRight(page, name) {
  await picture(page, name);
  assert.deepEqual(await accessibilityProblems(page), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} sticks out by ${wide} px`);
  assert.deepEqual(page.problems, []);
}

for (const [look, options] of [
  ['light', {}],
  ['dark', { dark: true }],
  ['phone', { phone: true }],
]) {
  test(`charts of an instance, ${look}`, async () => {
    const page = await open(`/instances/${id}/metrics`, options);
    await page.getByRole('slider', { name: 'Memory' }).waitFor();
    await looksRight(page, `metrics-${look}`);
    await page.context().close();
  });

  test(`history of a node, ${look}`, async () => {
    const page = await open(`/nodes/${node}`, options);
    await page.getByRole('slider', { name: 'Load' }).waitFor();
    await looksRight(page, `metrics-node-${look}`);
    await page.context().close();
  });
}

test('keyboard, ranges and tables', async () => {
  const page = await open(`/instances/${id}/metrics`);
  const memory = page.getByRole('slider', { name: 'Memory' });
  await memory.focus();
  await page.keyboard.press('Home');
  assert.equal(await page.getByRole('slider', { name: 'CPU' }).getAttribute('aria-valuenow'), '0');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getByRole('slider', { name: 'CPU' }).getAttribute('aria-valuenow'), '1');
  await page.getByRole('button', { name: '6 h' }).click();
  await page.waitForURL(/range=6h/);
  await page.reload();
  await page.getByRole('button', { name: '6 h', pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Table' }).first().click();
  await page.getByRole('columnheader', { name: 'Time' }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.context().close();
});

test('the list shows what is used now', async () => {
  const page = await open('/instances');
  await page.getByRole('columnheader', { name: 'CPU' }).waitFor();
  await until('a figure', async () => /\d+\s?%/.test(await page.getByRole('row', { name: /Busy/ }).innerText()), 30_000);
  await page.context().close();
});
