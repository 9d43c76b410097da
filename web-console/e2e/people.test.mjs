// Several people at one console: who is here, who typed what, who may only watch or send some commands, whose window counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, accessibilityProblems, close, picture } from './support/browser.mjs';
import { openConsole } from './support/console.mjs';
import { Api, Ostler, until } from './support/ostler.mjs';

const PASSWORD = 'correct horse battery';
const READ = ['instance.view', 'instance.console.read'];
let server;
let browser;
let admin;
let arena;
let shell;
/** Whoever has the right to type, to watch, to send what is on the list. */
const people = {};

before(async () => {
  server = await Ostler.start('standalone');
  browser = await Browser.launch();
  admin = new Api(server.base);
  await admin.setUp(server, 'admin', PASSWORD);
  arena = await admin.createInstance({
    name: 'Arena',
    command: ['sh', '-c', 'echo "Done (1.0s)! For help, type help"; while read -r line; do echo "[Server thread/INFO] heard <$line>"; done'],
    console: {
      path: { kind: 'INPUT' },
      allowed: ['list', 'say *'],
      buttons: [
        { label: 'Save the world', command: 'save-all' },
        { label: 'Who plays?', command: 'list' },
      ],
    },
  });
  shell = await admin.createInstance({ name: 'Shell', command: ['bash', '--norc'], environment: { PS1: '> ' }, terminal: true });
  for (const instance of [arena, shell]) await admin.power(instance.id, 'start', 'running');
  for (const [name, more] of [
    ['mika', ['instance.console.commands', 'instance.console.write']],
    ['theo', []],
    ['juno', ['instance.console.commands']],
  ]) {
    await admin.call('POST', '/api/v1/users', { name, password: PASSWORD, role: 'user' });
    for (const instance of [arena, shell]) {
      await admin.call('PUT', `/api/v1/instances/${instance.id}/members/${name}`, { permissions: [...READ, ...more], paths: [] });
    }
    people[name] = new Api(server.base);
    await people[name].signIn(name, PASSWORD);
  }
});

after(async () => {
  await browser?.close();
  await server?.dispose();
});

async function open(who, instance = arena, options = {}) {
  return browser.openAs(who, `/instances/${instance.id}/console`, options);
}

const log = (page) => page.getByRole('log');
const field = (page) => page.getByLabel('Command', { exact: true });
const sendButton = (page) => page.getByRole('button', { name: 'Send', exact: true });
const here = (page, name) => page.getByRole('img', { name });
const live = (page) => page.getByText('Live', { exact: true }).waitFor();
const stored = (text, api = admin) => api.call('GET', `/api/v1/instances/${arena.id}/console/search?text=${encodeURIComponent(text)}`);

async function type(page, line) {
  await field(page).fill(line);
  await sendButton(page).click();
}

async function menu(page, entry) {
  await page.getByRole('button', { name: 'View options' }).click();
  if (entry !== undefined) await page.getByRole('menuitem', { name: entry }).click();
}

test('everybody sees who is here, and who typed what', async () => {
  const mine = await open(admin);
  const mikas = await open(people.mika);
  await here(mine, /admin \(you\)/).waitFor();
  await here(mine, /mika/).waitFor();
  await here(mikas, /mika \(you\)/).waitFor();
  await here(mikas, /admin/).waitFor();
  const theos = await open(people.theo);
  await here(mine, /theo \(watching\)/).waitFor();

  await type(mikas, 'say hello from mika');
  for (const page of [mine, mikas, theos]) {
    await log(page).getByText('heard <say hello from mika>').waitFor();
    await log(page).getByText('mika:').first().waitFor();
  }
  await type(mine, 'say hello from admin');
  await log(mikas).getByText('admin:').first().waitFor();

  await close(theos);
  await here(mine, /theo/).waitFor({ state: 'detached' });
  await close(mikas);
  await here(mine, /mika/).waitFor({ state: 'detached' });
  await close(mine);
});

test('who may only watch can neither type here nor past the page', async () => {
  const page = await open(people.theo);
  await page.getByText('You may watch this console but not type in it.').waitFor();
  await field(page).fill('say from theo');
  assert.ok(await sendButton(page).isDisabled());
  await field(page).press('Enter');
  assert.ok(await page.getByRole('button', { name: 'Save the world' }).isDisabled());
  await menu(page);
  assert.equal(await page.getByRole('menuitem', { name: 'Who typed what' }).count(), 0);
  await page.keyboard.press('Escape');
  assert.deepEqual(await accessibilityProblems(page), []);

  const { theo } = people;
  for (const scope of ['console.write', 'console.commands']) {
    await assert.rejects(theo.call('POST', `/api/v1/instances/${arena.id}/tickets`, { scope }), { status: 403 });
  }
  await assert.rejects(theo.call('GET', `/api/v1/instances/${arena.id}/console/inputs`), { status: 403 });
  await assert.rejects(theo.call('PUT', `/api/v1/instances/${arena.id}/console/size`, { columns: 20, rows: 5 }), { status: 403 });
  await sendPast(theo, 'console.read', 'say past the page of theo');
  assert.deepEqual((await stored('theo')).lines, []);
  await close(page);
});

/** A line on a socket of one's own, and then one from the administrator, so that the first has surely been looked at. */
async function sendPast(api, scope, line) {
  const page = await browser.page();
  await page.goto(`${server.base}/login`);
  const { token } = await api.call('POST', `/api/v1/instances/${arena.id}/tickets`, { scope });
  await openConsole(page, `${server.base.replace('http', 'ws')}/daemon/v1/console`, token);
  const answer = await page.evaluate(
    (text) =>
      new Promise((resolve) => {
        const { viewer } = globalThis;
        viewer.socket.addEventListener('message', ({ data }) => {
          if (typeof data === 'string' && 'error' in JSON.parse(data)) resolve(JSON.parse(data).error.code);
        });
        viewer.socket.addEventListener('close', ({ code }) => resolve(code));
        viewer.send({ input: text });
      }),
    line,
  );
  await page.context().close();
  return answer;
}

test('who may send allowed commands only sends those', async () => {
  const mine = await open(admin);
  const page = await open(people.juno);
  await live(page);
  await type(page, 'say allowed for juno');
  await log(page).getByText('heard <say allowed for juno>').waitFor();
  await log(mine).getByText('juno:').first().waitFor();

  await field(page).fill('stop juno');
  await page.getByText('This line is not on the list of those you may send.').waitFor();
  assert.ok(await sendButton(page).isDisabled());
  await field(page).press('Enter');
  assert.equal(await field(page).inputValue(), 'stop juno');
  assert.deepEqual(await accessibilityProblems(page), []);
  await picture(page, 'people-not-allowed');
  await field(page).fill('');
  assert.ok(await page.getByRole('button', { name: 'Save the world' }).isDisabled());
  await page.getByRole('button', { name: 'Who plays?' }).click();
  await log(page).getByText('heard <list>').waitFor();

  assert.equal(await sendPast(people.juno, 'console.commands', 'stop past the page'), 'COMMAND_DENIED');
  assert.deepEqual((await stored('stop')).lines, []);

  // The log of inputs has both, with the refusal.
  await menu(mine, 'Who typed what');
  const dialog = mine.getByRole('dialog', { name: 'Who typed what' });
  const row = (text) => dialog.getByRole('listitem').filter({ hasText: text });
  await row('stop past the page').getByText('Not sent').waitFor();
  await row('stop past the page').getByText('juno', { exact: true }).waitFor();
  await row('say hello from mika').getByText('mika', { exact: true }).waitFor();
  assert.equal(await row('say hello from mika').getByText('Not sent').count(), 0);
  await mine.waitForTimeout(300);
  assert.deepEqual(await accessibilityProblems(mine), []);
  await picture(mine, 'people-inputs');
  await close(page, mine);
});

test('commands are saved for everybody, and each has their own of before', async () => {
  const page = await open(people.mika);
  await live(page);
  await page.getByRole('button', { name: 'Save the world' }).click();
  await log(page).getByText('heard <save-all>').waitFor();
  await until('it is kept', async () =>
    (await people.mika.call('GET', `/api/v1/instances/${arena.id}/console/history`)).commands.includes('save-all'),
  );
  await recalls(page, ['save-all', 'say hello from mika']);
  await page.reload();
  await recalls(page, ['save-all', 'say hello from mika']);
  const other = await open(people.mika, arena, { phone: true });
  await recalls(other, ['save-all', 'say hello from mika']);
  const mine = await open(admin);
  await recalls(mine, ['say hello from admin']);
  await close(page, other, mine);
});

/** What the arrow keys bring; the panel's list may still be under way. */
async function recalls(page, commands) {
  await live(page);
  await until(`${commands} can be had again`, async () => {
    await field(page).fill('');
    for (const command of commands) {
      await field(page).press('ArrowUp');
      if ((await field(page).inputValue()) !== command) return false;
    }
    return true;
  });
  await field(page).fill('');
}

test('the smallest window of those who type decides, until a size is pinned', async () => {
  const mine = await open(admin, shell);
  const full = await size(mine);
  const mikas = await open(people.mika, shell, { width: 800, height: 560 });
  await shared(mikas, (now) => now.columns < full.columns && now.rows < full.rows);
  const small = await size(mikas);
  await shared(mine, (now) => now.columns === small.columns && now.rows === small.rows);
  assert.equal(await told(mine), `${small.rows} ${small.columns}`);

  // Who only watches makes it no smaller.
  const theos = await open(people.theo, shell, { width: 640, height: 480 });
  await theos.locator('.xterm-rows').getByText(`${small.rows} ${small.columns}`).first().waitFor();
  assert.equal(await told(mine), `${small.rows} ${small.columns}`);

  await menu(mine);
  const pin = mine.getByRole('menuitemcheckbox', { name: /^Pin the size/ });
  await pin.click();
  await until('it is pinned', async () => (await pin.getAttribute('aria-checked')) === 'true');
  await mine.keyboard.press('Escape');
  await close(mikas);
  await here(mine, /mika/).waitFor({ state: 'detached' });
  assert.equal(await told(mine), `${small.rows} ${small.columns}`);
  await picture(mine, 'people-pinned');
  await menu(mine);
  await pin.click();
  await until('it is pinned no more', async () => (await pin.getAttribute('aria-checked')) === 'false');
  await mine.keyboard.press('Escape');
  await shared(mine, (now) => now.columns === full.columns && now.rows === full.rows);
  assert.equal(await told(mine), `${full.rows} ${full.columns}`);
  await close(theos, mine);
});

/** The size that holds for all, as the page's menu says it. */
async function size(page) {
  await page.locator('.xterm-rows').getByText('>').first().waitFor();
  await menu(page);
  const [, columns, rows] = /\((\d+) × (\d+)\)/.exec(await page.getByRole('menuitemcheckbox', { name: /^Pin the size/ }).innerText());
  await page.keyboard.press('Escape');
  return { columns: Number(columns), rows: Number(rows) };
}

const shared = (page, isRight) => until('the size holds', async () => isRight(await size(page)));

let asked = 0;
/** The size that the program was told, as it answers itself. */
async function told(page) {
  asked += 1;
  await page.locator('.xterm-screen').click();
  await page.keyboard.type(`echo "is$((${asked}+0)):$(stty size)"\n`);
  const rows = page.locator('.xterm-rows');
  const answer = new RegExp(`is${asked}:(\\d+ \\d+)`);
  await rows.getByText(answer).first().waitFor();
  return answer.exec(await rows.innerText())[1];
}

for (const [look, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { phone: true } })) {
  test(`looks, ${look}`, async () => {
    const mine = await open(admin, arena, options);
    const others = [await open(people.mika), await open(people.theo)];
    await here(mine, /mika.*theo|theo.*mika/).waitFor();
    await log(mine).getByText('heard <list>').waitFor();
    await picture(mine, `people-${look}`);
    assert.deepEqual(await accessibilityProblems(mine), []);
    const wide = await mine.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `sticks out by ${wide} px`);
    await menu(mine, 'Who typed what');
    await mine.getByRole('dialog').getByText('stop past the page').waitFor();
    await mine.waitForTimeout(300);
    await picture(mine, `people-inputs-${look}`);
    assert.deepEqual(await accessibilityProblems(mine), []);
    await close(mine, ...others);
  });
}
