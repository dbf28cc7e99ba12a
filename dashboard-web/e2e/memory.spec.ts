import { type CDPSession, expect, test } from '@playwright/test';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const REFRESHES = 5;
const EVERY_MS = 30_000;
/** The answers of 15 refreshes, were they kept, would be megabytes. */
const MOST_GROWTH_BYTES = 200_000;
const MOST_GROWTH_NODES = 50;

// Over a quarter of an hour of auto-refresh: the page's clock is moved, the answers are real.
test('auto-refresh of the overview does not keep memory', async ({ page }) => {
  test.setTimeout(300_000);
  await page.clock.install({ time: new Date('2026-11-23T08:42:00Z') });
  await page.goto('/');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('canvas, .chart svg').first()).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('HeapProfiler.enable');
  const measure = async () => ({
    bytes: await objectBytes(browser),
    nodes: (await browser.send('Memory.getDOMCounters')).nodes,
  });
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
  // Some of what is let go of waits for the next refresh: what is kept for good shows in the low points.
  const lowest = async () => {
    const seen = [];
    for (let round = 0; round < ROUNDS; round++) {
      await refresh(REFRESHES);
      seen.push(await measure());
    }
    return { bytes: Math.min(...seen.map((each) => each.bytes)), nodes: Math.min(...seen.map((each) => each.nodes)) };
  };
  await refresh(REFRESHES);
  const before = await lowest();
  const after = await lowest();
  const mb = (bytes: number) => (bytes / 1e6).toFixed(2);
  console.log(
    `${2 * ROUNDS * REFRESHES} refreshes: objects ${mb(before.bytes)} MB, then ${mb(after.bytes)} MB; ` +
      `${before.nodes} nodes, then ${after.nodes}`,
  );
  expect(after.bytes - before.bytes).toBeLessThan(MOST_GROWTH_BYTES);
  expect(after.nodes - before.nodes).toBeLessThan(MOST_GROWTH_NODES);
});

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
}

const KEPT = new Set([
  'object',
  'array',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'regexp',
]);

/**
 * What JavaScript holds after a collection, in bytes. The heap's size has the machine code in it as well, which the engine
 * makes and throws away as it likes: it swings by two megabytes, and lists of the inspector only grow.
 */
async function objectBytes(browser: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  browser.on('HeapProfiler.addHeapSnapshotChunk', take);
  // What the first collection frees may let go of more.
  for (let pass = 0; pass < 3; pass++) await browser.send('HeapProfiler.collectGarbage');
  await browser.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  browser.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const fields = snapshot.meta.node_fields;
  const types = snapshot.meta.node_types[0];
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (KEPT.has(types[nodes[at + type] ?? 0] ?? '')) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}
