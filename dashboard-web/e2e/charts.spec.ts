import { expect, settled, test } from './setup';

test('the keyboard reads every column: what is ahead, and a day of nothing', async ({ page }) => {
  const user = 'greta.lind@tideline.dev';
  const answer = await page.request.get(`/api/cost-trend?from=2026-10-27&to=2026-11-23&user=${user}`);
  const { days } = (await answer.json()) as { days: { costUsd: number }[] };
  const quiet = days.findIndex((day) => day.costUsd === 0);
  expect(quiet).toBeGreaterThanOrEqual(0);
  const chart = page.getByRole('img', { name: /^Cost per day/ });
  await page.goto('/');
  await settled(page);
  await expect(chart.locator('canvas')).toBeVisible();
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(chart.getByText('Mon 30 Nov')).toBeVisible();
  await expect(chart.getByText('≈')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chart.getByText('Mon 30 Nov')).toBeHidden();
  await page.goto(`/?user=${user}`);
  await settled(page);
  await expect(chart.locator('canvas')).toBeVisible();
  await chart.focus();
  for (let column = 0; column <= quiet; column++) await page.keyboard.press('ArrowRight');
  await expect(chart.getByText('Nothing')).toBeVisible();
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('a tap reads a column, a second one narrows the page to it', async ({ page }) => {
    await page.goto('/?from=2026-11-09&to=2026-11-15');
    await settled(page);
    const chart = page.getByRole('img', { name: /^Cost per day/ });
    await chart.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await expect(chart.locator('canvas')).toBeVisible();
    const box = await chart.boundingBox();
    if (!box) throw new Error('no chart');
    const [x, y] = [box.x + box.width * 0.6, box.y + box.height / 2];
    await page.touchscreen.tap(x, y);
    await expect(chart.getByText('Tap again to see this day alone')).toBeVisible();
    await expect(page).toHaveURL(/from=2026-11-09&to=2026-11-15/);
    await page.touchscreen.tap(x, y);
    await expect(page).toHaveURL(/from=(2026-11-1\d)&to=\1/);
  });
});
