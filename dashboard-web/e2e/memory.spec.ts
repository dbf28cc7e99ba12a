import { expect, test } from '@playwright/test';

const REFRESHES = Number(process.env.REFRESHES ?? 20);
const WARM_UP = 5;
const EVERY_MS = 30_000;
const MOST_GROWTH_BYTES = 1_000_000;

// Ten minutes of auto-refresh: the page's clock is moved, the answers are real.
test('auto-refresh of the overview does not keep memory', async ({ page }) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: new Date('2026-11-23T08:42:00Z') });
  await page.goto('/');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('canvas, .chart svg').first()).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('HeapProfiler.enable');
  const heap = async () => {
    // What the first collection frees may let go of more.
    for (let pass = 0; pass < 3; pass++) await browser.send('HeapProfiler.collectGarbage');
    return (await browser.send('Runtime.getHeapUsage')).usedSize;
  };
  const asked = new Map<string, number>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
  });
  const refresh = async (times: number) => {
    for (let time = 0; time < times; time++) {
      const before = asked.get('/api/subagent-stats') ?? 0;
      await page.clock.fastForward(EVERY_MS + 500);
      await expect.poll(() => asked.get('/api/subagent-stats') ?? 0).toBeGreaterThanOrEqual(before + 2);
      await page.waitForLoadState('networkidle');
    }
  };
  await refresh(WARM_UP);
  const before = await heap();
  await refresh(REFRESHES);
  const after = await heap();
  const mb = (bytes: number) => (bytes / 1e6).toFixed(2);
  console.log(`${REFRESHES} refreshes: heap ${mb(before)} MB, then ${mb(after)} MB`);
  expect(after - before).toBeLessThan(MOST_GROWTH_BYTES);
});
