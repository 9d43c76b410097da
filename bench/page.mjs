// Row 25: what a browser loads before the sign-in form, and its largest contentful paint on a slow line and machine.
import { Api, Ostler } from '../web-console/e2e/support/ostler.mjs';
import { Browser } from '../web-console/e2e/support/browser.mjs';

const server = await Ostler.start('standalone');
const browser = await Browser.launch();
try {
  await new Api(server.base).setUp(server, 'bench', 'a bench is for sitting');
  const times = [];
  let script = 0;
  for (let round = 0; round < 3; round++) {
    const page = await browser.page();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 0.75e6 / 8,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const kinds = new Map();
    script = 0;
    devtools.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.type));
    devtools.on('Network.loadingFinished', (e) => {
      if (kinds.get(e.requestId) === 'Script') script += e.encodedDataLength;
    });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        globalThis.largestPaint = list.getEntries().at(-1).startTime;
      }).observe({ type: 'largest-contentful-paint', buffered: true });
    });
    await page.goto(`${server.base}/login`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.waitForTimeout(500);
    times.push(await page.evaluate(() => globalThis.largestPaint));
    await page.context().close();
  }
  times.sort((a, b) => a - b);
  console.log(
    `${'25 console page before login'.padEnd(44)} ${(script / 1024).toFixed(0)} KB script, LCP ${(times[1] / 1000).toFixed(2)} s (1.6 Mbit/s, 150 ms, 4x CPU, median of 3)`,
  );
} finally {
  await browser.close();
  await server.dispose();
}
