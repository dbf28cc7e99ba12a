import { readFile } from 'node:fs/promises';
import { expect, settled, test } from './setup';

test('a click on a bar filters, shift adds, the chip removes', async ({ page }) => {
  await page.goto('/');
  const repos = page.getByRole('region', { name: 'By repo' });
  await repos.getByRole('button', { name: /payments-api/ }).click();
  await expect(page).toHaveURL(/repo=tideline%2Fpayments-api/);
  await page.getByRole('button', { name: /Remove filter: repo/ }).click();
  await expect(page).not.toHaveURL(/repo=/);
  await expect(page.getByRole('button', { name: /^Filter/ })).toBeFocused();
  await repos.getByRole('button', { name: /storefront/ }).click();
  await expect(page.getByRole('button', { name: /Remove filter: repo is tideline\/storefront/ })).toBeVisible();
});

test('what a breakdown leaves out opens in its place, and the focus stays', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const panel = page.getByRole('region', { name: 'By developer', exact: true });
  const rest = panel.getByRole('button', { name: /^Show 17 more developers/ });
  await rest.focus();
  await page.keyboard.press('Enter');
  await expect(panel.locator('.bars li')).toHaveCount(25);
  await expect(panel.getByRole('button', { name: 'Show fewer developers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rest).toBeFocused();
  await expect(panel.locator('.bars li')).toHaveCount(8);
});

test('Enter takes the only value that was found', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.getByLabel('Find a repo').fill('r');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/repo=/);
  await page.getByLabel('Find a repo').fill('ledger');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/repo=tideline%2Fledger-core/);
});

for (const [tab, name] of [
  ['Source', 'agent_sdk'],
  ['Developer', 'mira.okafor'],
  ['Team', 'payments'],
  ['Repo', 'ledger-core'],
  ['Model', 'opus-4-8'],
] as const) {
  test(`the ${tab} filter is in the address and in every request`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('tab', { name: tab }).click();
    const asked = page.waitForRequest((request) => /cost-trend.*(source|user|team|repo|model)=/.test(request.url()));
    await page.locator('.filter-box').getByLabel(name).first().check();
    await asked;
    await expect(page).toHaveURL(/(source|user|team|repo|model)=/);
    const figures = page.locator('.figures').first();
    await expect(figures).not.toContainText('$3,005');
    await expect(figures).not.toHaveCSS('opacity', '0.6');
    await page.waitForLoadState('networkidle');
    const shown = (await figures.textContent()) ?? '';
    await page.reload();
    await expect(figures).toHaveText(shown, { timeout: 10_000 });
  });
}

test('what is typed is found on another tab', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.keyboard.type('mobile');
  const box = page.locator('.filter-box');
  await box.getByRole('tab', { name: 'Model' }).click();
  await box.getByRole('textbox').fill('payments');
  await box.getByRole('button', { name: '1 in Team' }).click();
  await expect(box.getByRole('tab', { name: 'Team' })).toHaveAttribute('aria-selected', 'true');
  await box.getByLabel('payments').check();
  await expect(page).toHaveURL(/team=payments/);
  await box.getByRole('textbox').fill('zzz');
  await expect(box.getByText('Nothing found in these days')).toBeVisible();
});

test('a list that is on its way is a skeleton, and nothing of another tab', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.route(/\/api\/rollups.*groupBy=source(&|$)/, () => undefined);
  await page.getByRole('button', { name: /^Filter/ }).click();
  const box = page.locator('.filter-box');
  await expect(box.getByLabel('payments-api')).toBeVisible();
  await box.getByRole('tab', { name: 'Source' }).click();
  await expect(box.getByRole('status', { name: 'Loading' })).toBeVisible();
  await expect(box.getByText('Nothing found')).toHaveCount(0);
  await expect(box.getByRole('checkbox')).toHaveCount(0);
});

test('on the page of one, what it is about is no filter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/people/mira.okafor@tideline.dev?user=tomasz.wilk%40tideline.dev&repo=tideline%2Fpayments-api');
  await settled(page);
  await expect(page.getByRole('button', { name: /Remove filter: repo/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Remove filter: user/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect([link.searchParams.get('user'), link.searchParams.get('repo')]).toEqual([null, 'tideline/payments-api']);
  await page.getByRole('button', { name: /^Filter/ }).click();
  await expect(page.getByRole('tab', { name: 'Team' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Developer' })).toHaveCount(0);
});

test('ranges: weeks and months of the calendar are days in the address', async ({ page }) => {
  await page.goto('/');
  for (const [name, days] of [
    ['Last week', 'from=2026-11-16&to=2026-11-22'],
    ['This month', 'from=2026-11-01&to=2026-11-23'],
    ['Last month', 'from=2026-10-01&to=2026-10-31'],
  ] as const) {
    await page
      .locator('.chip')
      .filter({ has: page.locator('svg') })
      .first()
      .click();
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page).toHaveURL((url) => url.search.includes(days));
  }
});

test('ranges: presets, and a link that says the days', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await page.getByRole('button', { name: /Last 4 weeks/ }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/range=1w/);
  // The box is gone, and the keyboard is where it was opened.
  await expect(page.getByRole('toolbar').getByRole('button', { name: /Last 7 days/ })).toBeFocused();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/from=2026-11-17&to=2026-11-23/);
});

test('the calendar chooses any days', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /Last 4 weeks/ }).click();
  // A calendar of seven days beside each other, in a box that fits.
  expect((await page.locator('.range-box').boundingBox())?.width).toBeLessThan(480);
  await page
    .locator('.calendar')
    .getByRole('button', { name: /^10 November/ })
    .click();
  await page
    .locator('.calendar')
    .getByRole('button', { name: /^12 November/ })
    .click();
  await expect(page).toHaveURL(/from=2026-11-10&to=2026-11-12/);
  await expect(page.getByRole('button', { name: /10 Nov – 12 Nov/ })).toBeVisible();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await expect(page.locator('.eyebrow')).toHaveText('Sessions · 10 Nov – 12 Nov');
});

test('a hand-edited address shows what it can, and says what it could not', async ({ page }) => {
  await page.goto('/?from=abc&to=2026-01-01&user=nobody%40x');
  await expect(page.getByText('Part of the address was not understood')).toBeVisible();
  await expect(page.getByText('Filters on: user nobody@x').first()).toBeVisible();
  // Still there when everything has come, and drawn anew.
  await settled(page);
  await expect(page.getByText('Part of the address was not understood: from=abc, to=2026-01-01.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the user filter' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
  await expect(page.getByRole('button', { name: /^Filter/ })).toBeFocused();
});

test('a range that ends after today ends today, and that is said', async ({ page }) => {
  await page.goto('/?from=2026-11-10&to=2026-11-30');
  await settled(page);
  await expect(page.getByText('not understood: to=2026-11-30. Shown is 10 Nov – 23 Nov.')).toBeVisible();
  await expect(page.getByRole('button', { name: /10 Nov – 23 Nov/ })).toBeVisible();
});

test('a table without a row names the filters, and offers to drop one', async ({ page }) => {
  await page.goto('/people?repo=no%2Frepo');
  await expect(page.getByText('Filters on: repo no/repo')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the repo filter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
  await page.getByRole('searchbox', { name: 'Find a developer' }).fill('zzz');
  await expect(page.getByText('Nothing here is called “zzz” in these days')).toBeVisible();
  await page.goto('/sessions?range=52w&q=zzz');
  await expect(page.getByText('Nothing here is called “zzz” in the latest 1,000')).toBeVisible();
  await expect(page.getByText('Search and sorting look in the latest 1,000 alone.')).toBeVisible();
});

test('tables sort, search, choose columns and export', async ({ page }) => {
  await page.goto('/people');
  await page.getByRole('button', { name: 'Prompts' }).click();
  await expect(page.getByRole('columnheader', { name: 'Prompts' })).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('/');
  await page.keyboard.type('mobile');
  await expect(page.locator('tbody tr')).toHaveCount(4);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('users.csv');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: 'Waited' }).click();
  await expect(page.getByRole('columnheader', { name: 'Waited' })).toBeVisible();
});

test('a chart is saved as CSV and PNG, and shown as a table', async ({ page }) => {
  await page.goto('/');
  const menu = page.getByRole('button', { name: 'Cost per day: export and more' });
  for (const [item, file] of [
    ['Save cost-per-day-by-model.csv', 'cost-per-day-by-model.csv'],
    ['Save as PNG', 'cost-per-day.png'],
  ] as const) {
    await menu.click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    expect((await saved).suggestedFilename()).toBe(file);
  }
  await menu.click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(page.getByRole('region', { name: 'cost-per-day-by-model as table' })).toBeVisible();
});

test('a page is exported as one file with every panel as CSV', async ({ page }) => {
  await page.goto('/?range=1w&repo=tideline%2Fstorefront');
  await settled(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export page' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('metric-ai-overview-2026-11-17-to-2026-11-23.zip');
  const content = await readFile(await file.path(), 'utf8');
  for (const name of [
    'figures',
    'cost-per-day-by-model',
    'change-by-repo',
    'cost-by-model-and-team',
    'cost-by-repo',
    'cost-by-user',
    'cache-hit',
    'tool-decisions',
    'active-developers',
    'prompts',
    'subagents',
  ]) {
    expect(content, name).toContain(`${name}.csv`);
  }
  expect(content).toContain('tideline/storefront,');
  expect(content).not.toContain('tideline/payments-api,');
});

test('the export of another page is that page alone', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export page' }).click();
  const content = await readFile(await (await saved).path(), 'utf8');
  expect(content).toContain('users.csv');
  expect(content).not.toContain('figures.csv');
});
