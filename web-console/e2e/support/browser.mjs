// Debian's Chromium without windows (half the processor time of a whole one), driven by playwright-core, with flags that
// keep it off the network and its pictures stable.
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), '../out');
const axeSource = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

export class Browser {
  static async launch() {
    const browser = new Browser();
    browser.downloads = await mkdtemp(join(tmpdir(), 'ostler-e2e-browser-'));
    browser.chromium = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      downloadsPath: browser.downloads,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
        '--force-color-profile=srgb',
        '--font-render-hinting=none',
        '--hide-scrollbars',
      ],
    });
    return browser;
  }

  /** A fresh profile; page errors and CSP violations are collected in page.problems. */
  async page({ width = 1366, height = 768, dark = false, phone = false, state } = {}) {
    const context = await this.chromium.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width, height },
      hasTouch: phone,
      isMobile: phone,
      deviceScaleFactor: 1,
      locale: 'en-GB',
      timezoneId: 'UTC',
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      acceptDownloads: true,
      storageState: state,
    });
    const page = await context.newPage();
    page.problems = [];
    page.on('pageerror', (error) => page.problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) page.problems.push(message.text());
    });
    page.setDefaultTimeout(30_000);
    return page;
  }

  /** A page of somebody who is signed in already. @param who an Api */
  async openAs(who, path, options) {
    const page = await this.page(options);
    const [name, value] = who.cookie.split('=');
    await page.context().addCookies([{ name, value, url: who.base }]);
    await page.goto(who.base + path);
    return page;
  }

  async close() {
    await this.chromium.close();
    await rm(this.downloads, { recursive: true, force: true });
  }
}

/** Ends pages in which nothing went wrong. */
export async function close(...pages) {
  for (const page of pages) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
}

/** Rules of WCAG 2.2 AA that the page breaks, as readable lines. */
export async function accessibilityProblems(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    }),
  );
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll('\n', ' ')}`),
  );
}

/** Pictures for people to look at; nothing compares them. */
export async function picture(page, name) {
  await mkdir(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
