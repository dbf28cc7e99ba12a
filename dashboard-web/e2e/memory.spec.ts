import { expect, test } from '@playwright/test';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const REFRESHES = 5;
const EVERY_MS = 30_000;
const MOST_GROWTH_BYTES = 1_000_000;
const MOST_GROWTH_NODES = 50;

// Twenty minutes of auto-refresh: the page's clock is moved, the answers are real.
test('auto-refresh of the overview does not keep memory', async ({ page }) => {
  test.setTimeout(300_000);
  await page.clock.install({ time: new Date('2026-11-23T08:42:00Z') });
  await page.goto('/');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('canvas, .chart svg').first()).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('HeapProfiler.enable');
  const measure = async () => {
    // What the first collection frees may let go of more.
    for (let pass = 0; pass < 3; pass++) await browser.send('HeapProfiler.collectGarbage');
    return {
      heap: (await browser.send('Runtime.getHeapUsage')).usedSize,
      nodes: (await browser.send('Memory.getDOMCounters')).nodes,
    };
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
  // Between two collections the heap swings by more than a megabyte: what is kept for good shows in its low points.
  const lowest = async () => {
    const seen = [];
    for (let round = 0; round < ROUNDS; round++) {
      await refresh(REFRESHES);
      seen.push(await measure());
    }
    return { heap: Math.min(...seen.map((each) => each.heap)), nodes: Math.min(...seen.map((each) => each.nodes)) };
  };
  await refresh(REFRESHES);
  const before = await lowest();
  const after = await lowest();
  const mb = (bytes: number) => (bytes / 1e6).toFixed(2);
  console.log(
    `${2 * ROUNDS * REFRESHES} refreshes: heap ${mb(before.heap)} MB, then ${mb(after.heap)} MB; ` +
      `${before.nodes} nodes, then ${after.nodes}`,
  );
  expect(after.heap - before.heap).toBeLessThan(MOST_GROWTH_BYTES);
  expect(after.nodes - before.nodes).toBeLessThan(MOST_GROWTH_NODES);
});
