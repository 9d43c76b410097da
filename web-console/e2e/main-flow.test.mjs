// The main job in a real browser: set-up, sign-in, create, start, type, see the answer, upload, edit, download, stop.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { Browser, picture } from './support/browser.mjs';
import { freePort, Ostler } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
let server;
let browser;
let page;

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  page = await browser.page();
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

afterEach(async (context) => {
  // What the page looked like when a step failed says more than the step.
  if (context.passed === false || context.error) await picture(page, `failed-${context.name.replaceAll(/\W+/g, '-')}`);
});

test('set-up by the printed link ends on a running shell', async () => {
  const link = /http:\S+\/setup#code=\S+/.exec(server.output)?.[0];
  assert.ok(link, `no set-up link was printed: ${server.output}`);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Set up Ostler' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Create and start' }).click();
  await page.waitForURL(/\/instances\/[a-z0-9-]+\/console/);
  await running();
});

test('a shell in a terminal answers and follows the size of the window', async () => {
  const terminal = page.locator('.xterm');
  await terminal.waitFor();
  // What is typed before the console is live is refused, not kept: a person waits for the prompt, too.
  await page.getByText('Live', { exact: true }).waitFor();
  await seen('$');
  await terminal.click();
  await page.keyboard.type('echo $((6*7))-answer; stty size\n');
  await seen('42-answer');
  const size = async () => {
    const sizes = [...(await terminalText()).matchAll(/^(\d+) (\d+)\s*$/gm)];
    return sizes.at(-1)?.slice(1).join('x');
  };
  await page.waitForFunction(() => /^\d+ \d+\s*$/m.test(document.querySelector('.xterm-rows').innerText));
  const before = await size();
  await page.setViewportSize({ width: 1000, height: 600 });
  await page.waitForTimeout(500);
  await page.keyboard.type('clear; stty size\n');
  await page.waitForFunction(
    (old) => {
      const found = /^(\d+) (\d+)\s*$/m.exec(document.querySelector('.xterm-rows').innerText);
      return found && `${found[1]}x${found[2]}` !== old;
    },
    before,
  );
  await picture(page, 'terminal');
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('sign-out and sign-in lead back to the instances', async () => {
  await page.goto(`${server.base}/account`);
  await page.getByRole('button', { name: /admin/ }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').first().waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/(instances|account)/);
});

for (const game of [
  { name: 'Freeciv', preset: /Freeciv/, port: '5556', ready: /Now accepting new client/i, command: 'list players', answer: /List of players/i },
  { name: 'Luanti', preset: /Luanti/, port: '30000', ready: /listening on/i },
]) {
  test(`${game.name}: create, start, watch and type`, async () => {
    await page.goto(`${server.base}/instances/new`);
    await page.getByRole('radio', { name: game.preset }).check({ force: true });
    await page.getByLabel('Name', { exact: true }).fill(`${game.name} one`);
    const command = page.getByLabel('Command', { exact: true });
    await command.fill((await command.inputValue()).replace(game.port, String(await freePort())));
    await page.getByRole('button', { name: 'Create and start' }).click();
    await page.waitForURL(/\/instances\/[a-z0-9]{8,}/);
    await running();
    await page.getByRole('log').getByText(game.ready).first().waitFor();
    if (game.answer) {
      await page.getByLabel('Command', { exact: true }).fill(game.command);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('log').getByText(game.answer).first().waitFor();
    }
    await picture(page, `console-${game.name.toLowerCase()}`);
  });
}

test('files: upload, edit, download', async () => {
  await page.getByRole('link', { name: 'Files' }).click();
  await page.waitForURL(/\/files/);
  const folder = join(server.data, 'from-the-browser');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'motd ünïcode.txt');
  await writeFile(file, 'welcome\n');
  await page.locator('input[type=file]').first().setInputFiles(file);
  const row = page.getByRole('row', { name: /motd ünïcode\.txt/ });
  await row.waitFor();
  await picture(page, 'files');

  await row.getByRole('link', { name: /motd/ }).or(row.getByRole('button', { name: /^motd/ })).first().click();
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('and good luck');
  await picture(page, 'editor');
  await page.keyboard.press('Control+s');
  const id = /instances\/([a-z0-9]+)/.exec(page.url())[1];
  const stored = join(server.data, 'daemon/instances', id, 'files/motd ünïcode.txt');
  await assertEventually(async () => assert.match(await readFile(stored, 'utf8'), /welcome\nand good luck/));

  await page.goto(`${server.base}/instances/${id}/files`);
  await row.waitFor();
  await row.getByRole('checkbox').check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Download/ }).first().click(),
  ]);
  assert.equal(download.suggestedFilename(), 'motd ünïcode.txt');
  assert.match(await readFile(await download.path(), 'utf8'), /and good luck/);
});

test('stop gives five seconds to think and ends the program', async () => {
  await page.getByRole('link', { name: 'Console' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: /undo/i }).first().waitFor();
  await page.locator('main').getByText('Stopped').first().waitFor({ timeout: 30_000 });
  await picture(page, 'stopped');
});

test('nothing on the way broke the content security policy or threw', () => {
  assert.deepEqual(page.problems, []);
});

async function running() {
  await page.locator('main').getByText('Running').first().waitFor();
}

async function terminalText() {
  return page.locator('.xterm-rows').innerText();
}

async function seen(text) {
  await page.waitForFunction((wanted) => document.querySelector('.xterm-rows')?.innerText.includes(wanted), text);
}

async function assertEventually(check, millis = 10_000) {
  const end = Date.now() + millis;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
