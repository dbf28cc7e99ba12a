import { expect, firstPrompt, test } from './setup';

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
    await page.keyboard.press('Enter');
    await expect(page.locator('.trow.sel')).toContainText('Explore');
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Explore');
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
});

test('50,000 spans: first drawn within 2 s of the answer, smooth to scroll, quick to fold', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto('/setup');
  const answered = page.waitForResponse(/spans\/tree/);
  await page.goto('/prompts/big', { waitUntil: 'commit' });
  await (await answered).finished();
  const start = Date.now();
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  const drawn = Date.now() - start;
  await page.getByRole('button', { name: 'Spans', exact: true }).click();
  const frames = await page.evaluate(async () => {
    const box = document.querySelector('.tree-box');
    if (!box) return 0;
    let count = 0;
    const begin = performance.now();
    while (performance.now() - begin < 3000) {
      box.scrollTop += 400;
      await new Promise(requestAnimationFrame);
      count++;
    }
    return (count / (performance.now() - begin)) * 1000;
  });
  const rows = await page.locator('.trow').count();
  await page.getByRole('tree').focus();
  const fold = Date.now();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('treeitem')).toHaveCount(1);
  const folded = Date.now() - fold;
  console.log(
    `50,000 spans: drawn ${drawn} ms after the answer, ${frames.toFixed(0)} frames/s, ${rows} rows in the page, folded in ${folded} ms`,
  );
  // The bar is 2 s and 50 frames/s on a machine of its own; a shared one is given room.
  expect(drawn).toBeLessThan(Number(process.env.MAX_DRAWN_MS ?? 4000));
  expect(frames).toBeGreaterThan(Number(process.env.MIN_FRAMES ?? 15));
  expect(rows).toBeLessThan(120);
  expect(folded).toBeLessThan(1500);
});
