// What an overview that nobody closes costs in memory, by the wall clock: one line a minute.
// usage: node scripts/refresh-memory.mjs [--minutes 10] [--dashboard URL --jwt TOKEN]
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startMetricAi } from '../../client-test/metric-ai.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, dashboard: { type: 'string' }, jwt: { type: 'string' } },
});
const instance = values.dashboard ? { ...values, close: async () => {} } : await startMetricAi(['--demo']);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: 'CF_Authorization', value: instance.jwt, url: instance.dashboard }]);
  const page = await context.newPage();
  let answers = 0;
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/api/')) answers += 1;
  });
  await page.goto(instance.dashboard, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('Performance.enable');
  for (let minute = 0; minute <= Number(values.minutes); minute += 1) {
    if (minute > 0) await page.waitForTimeout(60_000);
    // What the first collection frees may let go of more.
    for (let pass = 0; pass < 3; pass += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    console.log(
      `${minute} min: heap ${(usedSize / 1e6).toFixed(2)} MB, ${of('Nodes')} nodes, ` +
        `${of('JSEventListeners')} listeners, ${answers} answers`,
    );
  }
} finally {
  await browser.close();
  await instance.close();
}
