import { axe, expect, firstPrompt, test } from './setup';

const PAGES = [
  ['/', /Spend rose/],
  ['/prompts', /prompts cost/],
  ['/people', /developers were active/],
  ['/people/mira.okafor@tideline.dev', /in 4 weeks/],
  ['/repos', /repos cost/],
  ['/repos/tideline%2Fpayments-api', /in 4 weeks/],
  ['/models', /models cost/],
  ['/sessions', /sessions/],
  ['/setup', /Add another machine/],
] as const;

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const [path, headline] of PAGES) {
      test(`${path} shows its headline, and axe finds nothing`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await page.waitForTimeout(300);
        await axe(page);
      });
    }
    test('a prompt shows its tree, and axe finds nothing', async ({ page }) => {
      await page.goto(`/prompts/${await firstPrompt(page)}`);
      await expect(page.getByRole('treeitem').first()).toBeVisible();
      await page.getByRole('treeitem').nth(2).click();
      await axe(page);
    });
  });
}

test('a session shows its prompts', async ({ page }) => {
  await page.goto('/sessions');
  await page.locator('tbody a').first().click();
  await expect(page.getByRole('heading', { name: 'Time line' })).toBeVisible();
  await axe(page);
});

test('a phone has no sideways scroll, tabs below, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/', '/people', '/sessions', `/prompts/${await firstPrompt(page)}`]) {
    await page.goto(path);
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveClass('muted');
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await axe(page);
  }
});

test('the theme is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
