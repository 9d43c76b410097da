// What a console printed before: searched, walked through, read by time, downloaded; what passed by in a flood; pasted lines.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const LINES = 20_000;
const NEEDLES = 250;
let server;
let browser;
let api;
let story;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  api = new Api(server.base);
  await api.setUp(server, 'admin', PASSWORD);
  story = await api.createInstance({
    name: 'Story',
    command: [
      'bash',
      '-c',
      `echo "[Server thread/INFO] alpha, the first line"
       seq -f '[Server thread/INFO] line %06.0f of a long story' 1 ${LINES}
       seq -f '[Server thread/WARN] needle %.0f in the hay' 1 ${NEEDLES}
       echo '[Worker-3/ERROR] Failed to save chunk [12, -7]: No space left on device'
       exec bash`,
    ],
    care: {
      startOrder: 100,
      limits: {},
      restart: { when: 'NEVER', attempts: 5, delayMillis: 1000, mostDelayMillis: 1000, healthyMillis: 600_000 },
      logSize: 512 * 1024 ** 2,
    },
  });
  await api.power(story.id, 'start', 'running');
  await printed('Failed to save chunk');
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

const stored = (query) => api.call('GET', `/api/v1/instances/${story.id}/console/search?${new globalThis.URLSearchParams(query)}`);
/** The first line with a text, with its time, as soon as it is stored. */
const printed = (text) => until(text, async () => (await stored({ text })).lines.find(({ at }) => at != null), 60_000);

async function open(options = {}, instance = story) {
  const page = await browser.openAs(api, `/instances/${instance.id}/console`, options);
  await page.getByText('Live', { exact: true }).or(page.getByRole('log')).first().waitFor();
  return page;
}

const log = (page) => page.getByRole('log');
const field = (page) => page.getByLabel('Command', { exact: true });
const panel = (page) => page.getByRole('region', { name: 'Search of the stored output' });
const results = (page) => panel(page).getByRole('listitem');
const banner = (page) => page.getByRole('status').filter({ hasText: 'You are reading stored output' });

async function menu(page, entry) {
  await page.getByRole('button', { name: 'View options' }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function search(page, text) {
  if ((await panel(page).count()) === 0) await menu(page, 'Search all stored output');
  await panel(page).getByLabel('Find in all stored output').fill(text);
  await panel(page).getByRole('button', { name: 'Search', exact: true }).click();
}

async function type(page, line) {
  await field(page).fill(line);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

test('the stored output is searched as text and by expression, page by page', async () => {
  const page = await open();
  // Long before what was loaded at first.
  await search(page, 'ALPHA, the first');
  await panel(page).getByText('1 line found, newest first.').waitFor();
  await panel(page).getByLabel('Match case').check();
  await search(page, 'ALPHA, the first');
  await panel(page).getByText('0 lines found, newest first.').waitFor();
  await panel(page).getByLabel('Match case').uncheck();

  await search(page, 'needle');
  await panel(page).getByText('100 lines found, newest first.').waitFor();
  assert.match(await results(page).first().innerText(), /needle 250 in the hay/);
  await panel(page).getByRole('button', { name: 'Show more' }).click();
  await panel(page).getByText('200 lines found, newest first.').waitFor();
  await panel(page).getByRole('button', { name: 'Show more' }).click();
  await panel(page).getByText(`${NEEDLES} lines found, newest first.`).waitFor();
  assert.match(await results(page).last().innerText(), /needle 1 in the hay/);
  assert.equal(await panel(page).getByRole('button', { name: 'Show more' }).count(), 0);

  await panel(page).getByLabel('Regular expression').check();
  await search(page, 'needle 1[0-4] in (the )?hay$');
  await panel(page).getByText('5 lines found, newest first.').waitFor();
  await search(page, 'needle (');
  await panel(page).getByRole('alert').waitFor();
  assert.equal(await panel(page).getByLabel('Find in all stored output').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'history-bad-expression');
  await panel(page).getByLabel('Regular expression').uncheck();
  await panel(page).getByLabel('Levels shown').selectOption('error');
  await search(page, '');
  await panel(page).getByText('1 line found, newest first.').waitFor();
  await results(page).getByText('No space left on device').waitFor();
  await close(page);
});

test('from match to match, with what stands around, and back to live', async () => {
  const page = await open();
  await search(page, 'line 0100');
  await panel(page).getByText('100 lines found, newest first.').waitFor();
  const older = panel(page).getByRole('button', { name: 'Previous match, older' });
  const newer = panel(page).getByRole('button', { name: 'Next match, newer' });
  assert.ok(await newer.isDisabled());
  await older.click();
  await log(page).getByText('line 010099 of').waitFor();
  await banner(page).waitFor();
  await older.click();
  await panel(page).getByText('2 of 100').waitFor();
  assert.match(await panel(page).locator('[aria-current=true]').innerText(), /line 010098 of/);
  await newer.click();
  await panel(page).getByText('1 of 100').waitFor();
  await results(page).getByText('line 010050 of').click();
  await log(page).getByText('line 010050 of').waitFor();
  await log(page).getByText('line 010052 of').waitFor();
  await panel(page).getByRole('button', { name: 'Close search' }).click();

  // Neither a lost nor a doubled line, wherever more is loaded.
  await page.getByRole('button', { name: 'Load later output' }).click();
  await scrollTo(page, 0);
  await page.getByRole('button', { name: 'Load earlier output' }).click();
  await scrollTo(page, 0);
  await inOrder(page);
  await page.getByRole('button', { name: 'Back to live' }).click();
  await banner(page).waitFor({ state: 'detached' });
  await log(page).getByText('No space left on device').waitFor();
  await close(page);
});

async function scrollTo(page, top) {
  await log(page).evaluate((element, to) => element.scrollTo(0, to), top);
}

/** Whether the numbered lines that are drawn follow one another. */
async function inOrder(page) {
  const numbers = [...(await log(page).innerText()).matchAll(/(?:line|flood) (\d+) /g)].map(([, number]) => Number(number));
  assert.ok(numbers.length > 5, String(numbers));
  assert.deepEqual(numbers, numbers.map((_, index) => numbers[0] + index));
  return numbers[0];
}

test('a live log loads what was before, further and further', async () => {
  const page = await open();
  await log(page).getByText('No space left on device').waitFor();
  const first = async () => {
    await scrollTo(page, 0);
    return until('the first line is drawn', async () => /line (\d+) /.exec(await log(page).innerText())?.[1]);
  };
  const from = await first();
  assert.ok(Number(from) > 1);
  await page.getByRole('button', { name: 'Load earlier output' }).click();
  await until('an earlier one', async () => Number(await first()) < Number(from));
  await inOrder(page);
  await close(page);
});

test('times come from the node, and choose what is searched and downloaded', async () => {
  const page = await open();
  const alpha = await printed('alpha, the first line');
  const middle = new Date(Math.ceil((Date.parse((await printed('Failed to save chunk')).at) + 2_000) / 1_000) * 1_000);
  await until('some time has passed', () => Date.now() > middle.getTime() + 2_000);
  await type(page, 'echo "omega, the last line"');
  await log(page).getByText(/^omega, the last line/).waitFor();
  const omega = await printed('omega, the last line');
  assert.ok(Date.parse(omega.at) > middle.getTime());

  await page.getByRole('button', { name: 'View options' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show the time of each line' }).click();
  await page.keyboard.press('Escape');
  const row = log(page).locator('[data-row]').filter({ hasText: 'omega, the last line' }).filter({ has: page.locator('time') });
  await row.waitFor();
  assert.equal(Date.parse(await row.locator('time').getAttribute('datetime')), Date.parse(omega.at));
  await picture(page, 'history-times');

  const local = middle.toISOString().slice(0, 19);
  await search(page, 'line');
  await panel(page).getByLabel('From').fill(local);
  await search(page, 'line');
  await panel(page).getByText('1 line found, newest first.').waitFor();
  await results(page).getByText('omega, the last line').waitFor();
  const recent = await download(page, 'Download this range');
  assert.match(recent, /omega, the last line/);
  assert.doesNotMatch(recent, /alpha|needle/);

  await panel(page).getByLabel('From').fill('');
  await panel(page).getByLabel('Until').fill(local);
  await search(page, 'the last line');
  await panel(page).getByText('0 lines found, newest first.').waitFor();
  const former = await download(page, 'Download this range');
  assert.match(former, /alpha, the first line/);
  assert.match(former, /needle 250/);
  assert.doesNotMatch(former, /omega/);

  await panel(page).getByLabel('From').fill(local);
  await panel(page).getByRole('alert').getByText('The range ends before it begins.').waitFor();
  assert.ok(await panel(page).getByRole('button', { name: 'Download this range' }).isDisabled());
  await panel(page).getByLabel('From').fill('');
  await panel(page).getByLabel('Until').fill('');
  const all = await download(page, 'Download all');
  assert.ok(all.startsWith('[Server thread/INFO] alpha'));
  assert.equal(all.match(/of a long story/g).length, LINES);
  assert.ok(Date.parse(alpha.at) < middle.getTime());
  await close(page);
});

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name, exact: true }).click()]);
  return readFile(await file.path(), 'utf8');
}

test('several pasted lines are shown before they are sent', async () => {
  const page = await open();
  await field(page).focus();
  const paste = (text) =>
    field(page).evaluate((input, lines) => {
      const clipboardData = new globalThis.DataTransfer();
      clipboardData.setData('text/plain', lines);
      input.dispatchEvent(new globalThis.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste('echo pasted one\necho pasted two\necho pasted three\n');
  const dialog = page.getByRole('dialog', { name: 'Send 3 lines?' });
  await dialog.waitFor();
  assert.equal(await dialog.getByText('waiting').count(), 3);
  await page.waitForTimeout(300);
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'history-paste');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await stored({ text: 'pasted' })).lines.length, 0);

  await paste('echo pasted one\necho pasted two\necho pasted three\n');
  await dialog.getByRole('button', { name: 'Send all' }).click();
  await until('all are sent', async () => (await dialog.getByText('sent', { exact: true }).count()) === 3);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await log(page).getByText(/^pasted three/).waitFor();
  assert.deepEqual((await stored({ text: '^pasted', regex: 'true' })).lines.map(({ text }) => text), ['pasted one', 'pasted two', 'pasted three']);
  await close(page);
});

test('what passes by in a flood is marked and can be loaded', async () => {
  const flood = await api.createInstance({ name: 'Flood', command: ['bash'], care: story.definition.care });
  await api.power(flood.id, 'start', 'running');
  const page = await open({}, flood);
  await type(page, "seq -f 'flood %09.0f is what a program prints' 1 400");
  await log(page).getByText('flood 000000400 is').waitFor();
  // Somebody reads further up while 60 MB are printed.
  await scrollTo(page, 0);
  await log(page).getByText('flood 000000001 is').waitFor();
  await type(page, "seq -f 'flood %09.0f is what a program prints' 401 1500000; echo that was all");
  const end = async () => (await api.call('GET', `/api/v1/instances/${flood.id}/console/place?at=${new Date().toISOString()}`)).end;
  await until('all is printed', async () => (await end()) > 60_000_000, 60_000);
  await page.getByRole('button', { name: /new line|Latest/ }).click();
  // Once at the end the log follows it, however fast lines come.
  await log(page).getByText(/^that was all/).waitFor({ timeout: 90_000 });

  const gap = log(page).getByText('passed by here too fast to show');
  await until('the gap is in view', async () => {
    if ((await gap.count()) > 0) return true;
    await log(page).evaluate((element) => element.scrollBy(0, -element.clientHeight * 4));
    return false;
  }, 60_000);
  await gap.scrollIntoViewIfNeeded();
  await picture(page, 'history-gap');
  assert.deepEqual(await accessibilityProblems(page), []);
  await log(page).getByRole('button', { name: 'Load the missing lines' }).first().click();
  await banner(page).waitFor();
  await gap.waitFor({ state: 'detached' });
  await log(page).getByText(/^flood \d+ is/).first().waitFor();
  assert.ok((await inOrder(page)) < 1_400_000);
  await page.getByRole('button', { name: 'Load later output' }).click();
  await picture(page, 'history-missing');
  // Back where the reader was, beside the gap.
  await page.getByRole('button', { name: 'Back to live' }).click();
  await gap.first().waitFor();
  await close(page);
});

for (const [look, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { phone: true } })) {
  test(`looks, ${look}`, async () => {
    const page = await open(options);
    await log(page).getByText('pasted three').first().waitFor();
    await search(page, 'needle');
    await panel(page).getByText('100 lines found, newest first.').waitFor();
    await picture(page, `history-results-${look}`);
    await results(page).getByText('needle 249').click();
    await log(page).getByText('needle 249').waitFor();
    await picture(page, `history-${look}`);
    assert.deepEqual(await accessibilityProblems(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `sticks out by ${wide} px`);
    await close(page);
  });
}

test('a phone shows a terminal program as a log', async () => {
  const shell = await api.createInstance({ name: 'Shell', command: ['bash', '--norc'], environment: { PS1: '> ' }, terminal: true });
  await api.power(shell.id, 'start', 'running');
  const page = await open({ phone: true }, shell);
  assert.equal(await page.getByRole('button', { name: 'Log', exact: true }).getAttribute('aria-pressed'), 'true');
  await type(page, "printf 'on a \\033[32mphone\\033[0m\\n'");
  await log(page).getByText(/^on a phone/).waitFor();
  await picture(page, 'history-phone-log');
  assert.deepEqual(await accessibilityProblems(page), []);
  await close(page);
});
