import { expect, firstPrompt, firstSession, settled, test } from './setup';

const CLIPBOARD = ['clipboard-read', 'clipboard-write'];

for (const [keys, path] of [
  ['gp', '/prompts'],
  ['gu', '/people'],
  ['gr', '/repos'],
  ['gm', '/models'],
  ['gs', '/sessions'],
  ['go', '/'],
] as const) {
  test(`${keys} goes to ${path}`, async ({ page }) => {
    await page.goto('/setup');
    await settled(page);
    for (const key of keys) await page.keyboard.press(key);
    await expect(page).toHaveURL((url) => url.pathname === path);
  });
}

test('r and a number is a range', async ({ page }) => {
  await page.goto('/people');
  await settled(page);
  for (const [key, name] of [
    ['1', 'Last 7 days'],
    ['3', 'Last 13 weeks'],
    ['4', 'Last 4 weeks'],
  ] as const) {
    // The two belong together for a moment only, which a busy machine may miss.
    await expect(async () => {
      await page.keyboard.press('r');
      await page.keyboard.press(key);
      await expect(page.getByRole('toolbar').getByRole('button', { name })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 15_000 });
  }
});

test('rows of a table: j, k and Enter', async ({ page }) => {
  await page.goto('/people');
  await settled(page);
  const cursor = page.locator('tr.cursor');
  await page.keyboard.press('j');
  await expect(cursor).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('j');
  await expect(cursor).toHaveAttribute('aria-rowindex', '3');
  await page.keyboard.press('k');
  await expect(cursor).toHaveAttribute('aria-rowindex', '2');
  const person = (await cursor.getByRole('link').first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => decodeURIComponent(url.pathname).startsWith(`/people/${person}`));
});

test('rows of a table: a click on any cell', async ({ page }) => {
  await page.goto('/prompts');
  await settled(page);
  const row = page.locator('tbody tr').nth(2);
  const address = (await row.getByRole('link').first().getAttribute('href')) ?? '';
  await row.getByRole('cell').nth(4).click();
  await expect(page).toHaveURL((url) => address.startsWith(url.pathname));
  await expect(page.getByRole('treeitem').first()).toBeVisible();
});

test('l copies the link, on every kind of page', async ({ page, context }) => {
  await context.grantPermissions(CLIPBOARD);
  const prompt = `/prompts/${await firstPrompt(page)}`;
  const session = `/sessions/${await firstSession(page)}`;
  for (const path of ['/people', prompt, session]) {
    await page.goto(path);
    await settled(page);
    await page.keyboard.press('l');
    await expect(page.getByRole('button', { name: 'Copied' }), path).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(path);
  }
});

test('a prompt that was just opened has its keys at once', async ({ page }) => {
  await page.goto(`/prompts/${await firstPrompt(page)}`);
  const selected = page.locator('.trow.sel');
  const rows = page.getByRole('status').filter({ hasText: 'rows of' });
  await expect(page.locator('svg.critical')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.locator('svg.critical')).toHaveCount(0);
  const folded = (await rows.textContent()) ?? '';
  await page.keyboard.press('e');
  await expect(rows).not.toHaveText(folded);
  await page.keyboard.press('1');
  const agents = (await rows.textContent()) ?? '';
  expect(Number.parseInt(agents)).toBeLessThan(Number.parseInt(folded));
  await page.keyboard.press('x');
  await expect(selected).toContainText(/failed|rejected/);
  // The focus is on nothing: arrows move in the rows, and take it there.
  await page.keyboard.press('Home');
  await expect(selected).toHaveAttribute('id', 'row-0');
  await expect(page.getByRole('tree')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(selected).not.toHaveAttribute('id', 'row-0');
  await page.keyboard.press('o');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Details' })).toHaveCount(0);
  // Chords of the whole dashboard come before a page's letters.
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL((url) => url.pathname === '/');
});

test('letters can be switched off; arrows of the tree stay', async ({ page }) => {
  await page.goto(`/prompts/${await firstPrompt(page)}`);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await page.keyboard.press('?');
  await page.getByLabel('Single-letter shortcuts are on').uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const key of 'cgu') await page.keyboard.press(key);
  await expect(page.locator('svg.critical')).toBeVisible();
  await expect(page).toHaveURL(/\/prompts\//);
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect(page.locator('.trow.sel')).not.toHaveAttribute('id', 'row-0');
  await page.reload();
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.locator('svg.critical')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByLabel('Single-letter shortcuts are on').check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(page.locator('svg.critical')).toHaveCount(0);
});

test('nothing happens behind what floats', async ({ page }) => {
  await page.goto('/people');
  await settled(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  for (const key of ['f', 'g', 'p', 'r', '1', '.']) await page.keyboard.press(key);
  await expect(page.getByRole('tablist', { name: 'Filter by' })).toHaveCount(0);
  await expect(page).toHaveURL((url) => url.pathname === '/people' && !url.search.includes('range'));
  await expect(page.locator('.live')).toContainText('Updated');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('f');
  await expect(page.getByRole('tablist', { name: 'Filter by' })).toBeVisible();
  // Nor behind a popover, where the focus is on one of its buttons.
  await page.getByRole('tablist', { name: 'Filter by' }).getByRole('tab').first().focus();
  for (const key of ['g', 'p']) await page.keyboard.press(key);
  await expect(page).toHaveURL((url) => url.pathname === '/people');
});
