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

test('what goes on from a page of one is about the same one', async ({ page }) => {
  await page.goto('/people/mira.okafor@tideline.dev');
  await settled(page);
  await page.getByRole('link', { name: 'More prompts' }).click();
  await expect(page).toHaveURL(
    (url) => url.pathname === '/prompts' && url.searchParams.get('user') === 'mira.okafor@tideline.dev',
  );
  await expect(page.getByRole('button', { name: /Remove filter: user/ })).toBeVisible();
});

test('a link to a panel shows its title below the bar, and the tool that it names', async ({ page }) => {
  await page.route('**/api/tool-decisions*', async (route) => {
    const tool = (name: string, accepts: number, userAccepts: number, userRejects: number) => ({
      tool: name,
      accepts,
      rejects: userRejects,
      acceptRatio: accepts / (accepts + userRejects),
      userAccepts,
      userRejects,
      userAcceptRatio: null,
      sources: [{ source: 'user_temporary', accepts: userAccepts, rejects: userRejects }],
    });
    const tools = ['Read', 'Bash', 'Edit', 'Grep', 'Agent', 'Write', 'Glob'].map((name, at) =>
      tool(name, 6400 - at * 900, 0, 0),
    );
    const all = [...tools, tool('WebFetch', 34, 34, 16)];
    await route.fulfill({ json: { total: tool('', 1000, 34, 16), tools: all, sources: all.at(-1)?.sources } });
  });
  await page.goto('/');
  await settled(page);
  await page.getByRole('link', { name: /People reject .* of WebFetch calls/ }).click();
  const panel = page.getByRole('region', { name: 'Tool decisions' });
  await expect(panel.getByRole('heading', { name: 'Tool decisions' })).toBeInViewport();
  const bar = await page.locator('.top').boundingBox();
  await expect.poll(async () => (await panel.boundingBox())?.y).toBeGreaterThanOrEqual(bar?.height ?? 900);
  await expect(panel.getByRole('row', { name: /WebFetch/ })).toContainText('68');
  await panel.getByRole('button', { name: 'Tool decisions: export and more' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Decided by' })).toBeVisible();
  await expect(panel.getByRole('row', { name: /WebFetch/ })).toContainText('person, this time');
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
