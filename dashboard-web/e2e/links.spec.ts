import { expect, firstPrompt, settled, test } from './setup';

// A copied link shows the same screen: also how a table is sorted, what is searched, and the row of a tree.

test('a table: sorting and search are in the address of its page alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/people?range=1w');
  await settled(page);
  await page.getByRole('columnheader', { name: 'Prompts' }).getByRole('button').click();
  await page.getByRole('searchbox', { name: 'Find a developer' }).fill('mobile');
  await expect(page).toHaveURL(/sort=-prompts/);
  await expect(page).toHaveURL(/q=mobile/);
  const rows = await page.locator('tbody tr').allTextContents();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const other = await context.newPage();
  await other.clock.setFixedTime(new Date('2026-11-23T08:42:00Z'));
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(other.getByRole('columnheader', { name: 'Prompts' })).toHaveAttribute('aria-sort', 'descending');
  await expect(other.getByRole('searchbox', { name: 'Find a developer' })).toHaveValue('mobile');
  await expect(other.locator('tbody tr')).toHaveText(rows);
  // Another range keeps them, another page does not; the way back does not go through each of them.
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Find a developer' }).fill('mobile');
  await page.getByRole('button', { name: /Last 7 days/ }).click();
  await page.getByRole('button', { name: 'Last 13 weeks' }).click();
  await expect(page).toHaveURL(/sort=-prompts/);
  await page.getByRole('link', { name: 'Repos', exact: true }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/repos' && !/sort=|q=/.test(url.search));
  await expect(page).toHaveURL(/range=13w/);
  await page.goBack();
  await expect(page).toHaveURL(/\/people\?.*q=mobile/);
});

test('a tree: rows, and the one that is chosen', async ({ page }) => {
  await page.goto(`/prompts/${await firstPrompt(page)}`);
  const selected = page.locator('.trow.sel');
  await page.getByRole('treeitem').nth(3).click();
  await expect(page).toHaveURL(/[?&]span=/);
  const label = (await selected.getAttribute('aria-label')) ?? '';
  await page.reload();
  await expect(selected).toHaveAttribute('aria-label', label);
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await page.getByRole('button', { name: 'Spans', exact: true }).click();
  await expect(page).toHaveURL(/rows=spans/);
  await page.getByRole('treeitem').nth(5).click();
  await expect(page).toHaveURL(/span=/);
  const span = (await selected.getAttribute('aria-label')) ?? '';
  await page.reload();
  await expect(selected).toHaveAttribute('aria-label', span);
  await expect(page.getByRole('button', { name: 'Spans', exact: true })).toHaveAttribute('aria-pressed', 'true');
  // None of it comes along to another page.
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Prompts' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/prompts' && !/rows=|span=/.test(url.search));
});

test('what was edited wrongly is named, and left out', async ({ page }) => {
  await page.goto('/people?sort=-beauty');
  await expect(page.getByText('Part of the address was not understood: sort=-beauty')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /^Cost ?↓?$/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(page).not.toHaveURL(/sort=/);
  await page.goto(`/prompts/${await firstPrompt(page)}?rows=leaves&span=zzz`);
  await expect(page.getByText(/not understood: rows=leaves, span=zzz/)).toBeVisible();
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await expect(page).not.toHaveURL(/rows=|span=/);
});
