import type { Page } from '@playwright/test';
import { expect, firstPrompt, test } from './setup';

/** The dearest prompt that stood still for a person. */
async function promptThatWaited(page: Page): Promise<string> {
  const answer = await page.request.get('/api/top-prompts?limit=60&from=2026-10-27&to=2026-11-23');
  for (const { promptId } of ((await answer.json()) as { prompts: { promptId: string }[] }).prompts) {
    const tree = await page.request.get(`/api/spans/tree?promptId=${promptId}`);
    if (((await tree.json()) as { totals: { blockedMs: number } }).totals.blockedMs > 1000) return promptId;
  }
  throw new Error('no prompt waited');
}

test.describe('the tree of a prompt', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(`/prompts/${await firstPrompt(page)}`);
    await page.getByRole('tree').focus();
  });

  test('folds and unfolds with the keyboard', async ({ page }) => {
    const rows = page.getByRole('treeitem');
    const before = await rows.count();
    await page.keyboard.press('ArrowLeft');
    await expect(rows).toHaveCount(1);
    await page.keyboard.press('ArrowRight');
    await expect(rows).toHaveCount(before);
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('1');
    await expect(page.getByRole('status').filter({ hasText: 'rows of' })).not.toHaveText(new RegExp(`^${before} rows`));
    await page.keyboard.press('e');
    await expect(rows.nth(2)).toHaveAttribute('aria-level', '3');
  });

  test('finds spans, and Enter goes to the next', async ({ page }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('explore');
    await expect(page.locator('.trow.dim').first()).toBeVisible();
    const place = page.getByRole('status', { name: 'Found' });
    const hit = page.locator('.trow.hit');
    await expect(hit).toContainText('Explore');
    await expect(place).toHaveText(/^1 \/ \d+$/);
    await expect(page.locator('.trow.sel:not(#row-0)')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(page.locator('.trow.sel')).toContainText('Explore');
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Explore');
    await expect(place).toHaveText(/^1 /);
    // What is folded opens on the way to a hit, and a box that reaches out of the window moves with the page.
    await page.setViewportSize({ width: 1440, height: 640 });
    await page.getByRole('searchbox', { name: 'Search spans' }).fill('');
    await page.keyboard.type('model request');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(place).toHaveText(/^2 /);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(place).toHaveText(/^(\d+) \/ \1$/);
    await expect(hit).toBeInViewport({ ratio: 0.95 });
    await page.keyboard.press('Escape');
    await expect(hit).toHaveCount(0);
    await expect(page.locator('.trow.dim')).toHaveCount(0);
  });

  test('the next dearest is in the window, also when its details open beside it', async ({ page }) => {
    await page.getByRole('tree').focus();
    for (let time = 0; time < 3; time++) {
      await page.keyboard.press('d');
      await expect(page.locator('.detail')).toBeVisible();
      await expect(page.locator('.trow.sel')).toBeInViewport({ ratio: 0.95 });
    }
  });

  test('folds to agents, each with all below, and opens one of them', async ({ page }) => {
    await page.getByRole('button', { name: 'Fold to agents' }).click();
    const rows = page.getByRole('treeitem');
    await expect(page.locator('.trow:not(.agent)')).toHaveCount(0);
    const agents = await rows.count();
    expect(agents).toBeGreaterThan(1);
    await expect(rows.first()).toHaveAttribute('aria-label', /with all below/);
    // Neither open nor shut: its agents are there, its turns are not.
    await expect(rows.first().locator('.tw')).toHaveClass('tw half');
    await page.getByRole('tree').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.trow:not(.agent)').first()).toContainText('Turn 1');
    await expect(rows.first().locator('.tw')).toHaveClass('tw open');
    await page.keyboard.press('ArrowLeft');
    await expect(rows).toHaveCount(1);
    await expect(rows.first().locator('.tw')).toHaveClass('tw shut');
  });

  test('names its developer and its repo as ways to them', async ({ page }) => {
    const tile = page.locator('.fig').filter({ hasText: 'Developer' });
    await expect(tile.getByRole('link').nth(1)).toHaveAttribute('href', /\/repos\//);
    await tile.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/people\//);
  });

  test('told from events alone does not claim that nobody was waited for', async ({ page }) => {
    await page.route('**/api/spans/tree*', async (route) => {
      const answer = await route.fetch();
      const tree = (await answer.json()) as { source: string; nodes: { kind: string }[] };
      await route.fulfill({
        json: { ...tree, source: 'events', nodes: tree.nodes.filter((node) => node.kind !== 'waiting') },
      });
    });
    await page.reload();
    await expect(page.locator('.cause')).toContainText('no traces came for this prompt');
    await expect(page.locator('.fig').filter({ hasText: 'Waited for a person' })).toContainText('not known');
    await expect(page.getByRole('button', { name: 'Next wait not known' })).toBeDisabled();
  });

  test('marks the critical path, and not', async ({ page }) => {
    await expect(page.locator('svg.critical')).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.locator('svg.critical')).toHaveCount(0);
  });

  test('shows every span, and zooms by dragging', async ({ page }) => {
    await page.getByRole('button', { name: 'Spans', exact: true }).click();
    await expect(page.getByRole('treeitem').first()).toContainText('Prompt');
    const map = page.locator('.map');
    const box = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width * 0.2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
    await page.mouse.up();
    await expect(page.locator('.brush')).toHaveAttribute('style', /left: (19|20)/);
    await map.dblclick();
    await expect(page.locator('.brush')).toHaveAttribute('style', /left: 0%/);
  });

  test('the keyboard reaches every row and every command', async ({ page }) => {
    const selected = page.locator('.trow.sel');
    const id = async () => Number((await selected.getAttribute('id'))?.slice('row-'.length));
    await page.keyboard.press('End');
    const last = await id();
    await page.keyboard.press('Home');
    await expect(selected).toHaveAttribute('id', 'row-0');
    await page.keyboard.press('PageDown');
    expect(await id()).toBeGreaterThan(10);
    await page.keyboard.press('PageUp');
    await expect(selected).toHaveAttribute('id', 'row-0');
    expect(last).toBeGreaterThan(20);
    // Rows say where they stand, also those beside them that are not in the page.
    await page.keyboard.press('ArrowDown');
    await expect(selected).toHaveAttribute('aria-posinset', '1');
    await expect(selected).toHaveAttribute('aria-setsize', /^\d+$/);
    await expect(page.getByRole('tree')).toHaveAttribute(
      'aria-activedescendant',
      (await selected.getAttribute('id')) ?? '',
    );
    // A folded turn opens, its first child follows, and the way back up folds it.
    await expect(selected).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowRight');
    await expect(selected).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowRight');
    await expect(selected).toContainText('Model request');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(selected).toHaveAttribute('aria-expanded', 'false');
    // Details come and go.
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect(details).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(details).toHaveCount(0);
    // Zoom to the row, and back.
    await page.keyboard.press('z');
    await expect(page.locator('.brush')).not.toHaveAttribute('style', /width: 100%/);
    await page.keyboard.press('z');
    await expect(page.locator('.brush')).toHaveAttribute('style', /width: 100%/);
    // The dearest subagent, then the next dearest.
    const cost = async () => Number((await selected.locator('.num.c').textContent())?.replace(/[$,]/g, ''));
    await page.keyboard.press('d');
    await expect(selected).toHaveClass(/agent/);
    const most = await cost();
    await page.keyboard.press('d');
    await expect.poll(cost).toBeLessThanOrEqual(most);
    // The next one that failed, and only the way to it.
    await page.keyboard.press('x');
    await expect(selected).toContainText(/failed|rejected/);
    await page.keyboard.press('e');
    const all = await page.getByRole('status').filter({ hasText: 'rows of' }).textContent();
    await page.keyboard.press('o');
    await expect(page.getByRole('status').filter({ hasText: 'rows of' })).not.toHaveText(all ?? '');
    await expect(selected).toContainText(/failed|rejected/);
    // Out of the search box with Escape, and the rows have the keyboard again.
    await page.keyboard.press('/');
    await page.keyboard.type('zzz');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tree')).toBeFocused();
  });

  test('the summary says each thing once, and where the prompt belongs', async ({ page }) => {
    await page.goto(`/prompts/${await promptThatWaited(page)}`);
    const split = page.getByRole('region', { name: 'Where the time went' });
    const waited = page.locator('.fig').filter({ hasText: 'Waited for a person' }).locator('.v');
    const told =
      /stood still for (.+?\S) while/.exec((await page.locator('.cause').textContent()) ?? '')?.[1] ?? 'none';
    await expect(waited).toHaveText(told);
    await expect(split).toContainText(told);
    await expect(page.locator('.fig').filter({ hasText: 'Model requests' }).locator('.delta')).toHaveText(/\d+\sopus/);
    await expect(page.locator('.fig').filter({ hasText: 'Tool calls' }).locator('.delta')).toHaveText(
      /failed · \d+\srejected/,
    );
    await expect(page.locator('.whead')).not.toContainText(/\dm 0/);
    const started = page.locator('.fig').filter({ hasText: 'Started' });
    await expect(started).toContainText(/session \w{4} · \d+ of \d+/);
    await page.getByRole('button', { name: 'Token type' }).click();
    await expect(page.getByRole('region', { name: 'Where the tokens went' })).toContainText('Cache read');
    await page.keyboard.press('Home');
    await expect(page.getByRole('img', { name: /^Cost of \d+\sturns/ })).toBeVisible();
    await started.getByRole('link').click();
    await expect(page).toHaveURL(/\/sessions\//);
  });

  test('goes to what waited for a person', async ({ page }) => {
    await page.goto('/prompts/big');
    await page.getByRole('tree').focus();
    await page.keyboard.press('w');
    await expect(page.locator('.trow.sel')).toContainText('waited');
    const first = await page.locator('.trow.sel').getAttribute('id');
    await page.keyboard.press('w');
    await expect(page.locator('.trow.sel')).not.toHaveAttribute('id', first ?? '');
    await expect(page.locator('.trow.sel')).toContainText('waited');
  });
});

for (const scrolled of [0, 1300]) {
  test(`the first click selects the row below the mouse, ${scrolled} px down`, async ({ page }) => {
    await page.goto('/prompts/big?rows=spans');
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    const box = page.locator('.tree-box');
    await box.scrollIntoViewIfNeeded();
    await box.evaluate((rows, top) => rows.scrollTo({ top }), scrolled);
    // On the bars at the right, where the details are to open.
    const place = await box.boundingBox();
    const [x, y] = [(place?.x ?? 0) + (place?.width ?? 0) - 60, (place?.y ?? 0) + 150];
    const rowBelow = () =>
      page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.closest('.trow')?.id ?? '', [x, y] as const);
    await expect.poll(rowBelow).toMatch(/^row-\d+$/);
    const row = await rowBelow();
    await page.mouse.click(x, y);
    await expect(page.locator('.trow.sel')).toHaveAttribute('id', row);
    await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
    expect(await box.evaluate((rows) => rows.scrollTop)).toBe(scrolled);
  });
}

test.describe('50,000 spans', () => {
  // What a frame costs is told in processor time of the page's main thread: how busy the machine is does not show in it
  // as much as in frames per second. At 60 frames a second a frame has 16.7 ms.
  const FRAMES = 120;
  const STEP = 100;

  test('are first drawn within 2 s of the answer, smooth to scroll, quick to fold', async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto('/setup');
    const answered = page.waitForResponse(/spans\/tree/);
    await page.goto('/prompts/big', { waitUntil: 'commit' });
    await (await answered).finished();
    const start = Date.now();
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    const drawn = Date.now() - start;
    await page.getByRole('button', { name: 'Spans', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'rows of' })).toHaveText(/^(\d\d,\d{3}) rows of \1 spans/);
    const browser = await page.context().newCDPSession(page);
    await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => {
      const { metrics } = await browser.send('Performance.getMetrics');
      return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? NaN) * 1000;
    };
    const before = await busy();
    const perSecond = await page.evaluate(
      async ([frames, step]) => {
        const box = document.querySelector('.tree-box');
        if (!box) return 0;
        const begin = performance.now();
        for (let frame = 0; frame < frames; frame++) {
          box.scrollTop += step;
          await new Promise(requestAnimationFrame);
        }
        return (frames / (performance.now() - begin)) * 1000;
      },
      [FRAMES, STEP] as const,
    );
    const frame = ((await busy()) - before) / FRAMES;
    const rows = await page.locator('.trow').count();
    await page.getByRole('tree').focus();
    const fold = Date.now();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('treeitem')).toHaveCount(1);
    const folded = Date.now() - fold;
    console.log(
      `50,000 spans: drawn ${drawn} ms after the answer; scrolling ${frame.toFixed(1)} ms a frame, ${perSecond.toFixed(0)} frames/s; ${rows} rows in the page; folded in ${folded} ms`,
    );
    // The bar is 2 s, 6 ms and 50 frames/s on a machine of its own; a shared one is given room.
    expect(drawn).toBeLessThan(Number(process.env.MAX_DRAWN_MS ?? 4000));
    expect(frame).toBeLessThan(Number(process.env.MAX_FRAME_MS ?? 12));
    expect(perSecond).toBeGreaterThan(Number(process.env.MIN_FRAMES ?? 15));
    expect(rows).toBeLessThan(120);
    expect(folded).toBeLessThan(1500);
  });
});
