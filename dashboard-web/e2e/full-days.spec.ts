import { expect, settled, test } from './setup';

/** 08:42 on a Monday: a third of a day against a whole one would be a fall that never was. */
test('changes are told by full days, and the page says so', async ({ page }) => {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/rollups' && !url.searchParams.has('groupBy')) {
      asked.add(`${url.searchParams.get('from')} ${url.searchParams.get('to')}`);
    }
  });
  await page.goto('/?range=1w');
  await settled(page);
  await expect(page.getByText('6 full days, 17 Nov – 22 Nov against 10 Nov – 15 Nov').first()).toBeVisible();
  expect([...asked].sort()).toEqual(['2026-11-10 2026-11-15', '2026-11-17 2026-11-22', '2026-11-17 2026-11-23']);
  const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const spent = /to \$(\d+)\./.exec(heading)?.[1];
  const cost = page.locator('.fig').filter({ hasText: /^Cost/ });
  expect(await cost.getAttribute('title')).toContain(`Full days only: $${spent} in 17 Nov – 22 Nov`);
  const soFar = /Today so far adds \$([\d.]+)\./.exec(
    (await page.locator('.story .cause').first().textContent()) ?? '',
  );
  await expect(cost.locator('.v')).toHaveText(`$${Math.round(Number(spent) + Number(soFar?.[1]))}`);
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('6 full days');
});

test('days that are all over are compared whole', async ({ page }) => {
  await page.goto('/?from=2026-11-09&to=2026-11-15');
  await settled(page);
  await expect(page.locator('.eyebrow')).toHaveText('7 days against the 7 days before');
  await expect(page.locator('.fig').first()).not.toHaveAttribute('title');
  await expect(page.locator('.story')).not.toContainText('so far');
});

test('today alone is compared with nothing', async ({ page }) => {
  await page.goto('/?from=2026-11-23&to=2026-11-23');
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/was spent so far today\.$/);
  await expect(page.locator('.fig .delta b')).toHaveCount(0);
  await expect(page.getByText('Today is not over: nothing to compare yet')).toBeVisible();
  await expect(page.locator('.was')).toHaveCount(0);
});

test('where nothing is before, nothing is called new', async ({ page }) => {
  // The data begins on 30 Sep 2025: the 420th day back. Of a week nothing can be compared.
  await page.goto('/people?from=2025-09-30&to=2025-10-06');
  await settled(page);
  await expect(page.getByRole('columnheader', { name: 'Cost' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Change' })).toHaveCount(0);
  await expect(page.getByText('Median of the active')).toBeVisible();
  await page.goto('/?from=2025-09-30&to=2025-10-06');
  await settled(page);
  await expect(page.locator('.was')).toHaveCount(0);
  await expect(page.getByText('nothing before')).toHaveCount(1);
});

test('of the first weeks the last one is told against the one before', async ({ page }) => {
  await page.goto('/?from=2025-09-30&to=2025-10-27');
  await settled(page);
  await expect(page.locator('.eyebrow')).toHaveText('the last 7 days against the 7 days before');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^\$[\d.,k]+ was spent in 4 weeks\. In their last 7 days spend (rose|fell|held) /,
  );
  const changes = page.getByRole('region', { name: 'What changed' });
  await expect(changes.locator('footer')).toContainText('21 Oct – 27 Oct against 14 Oct – 20 Oct');
  await expect(changes.locator('.total')).toBeVisible();
  const cost = page.locator('.fig').filter({ hasText: /^Cost/ });
  await expect(cost.locator('.delta')).toContainText('in 7 days');
  await expect(cost).toHaveAttribute('title', /21 Oct – 27 Oct, .* in 14 Oct – 20 Oct$/);
  // Four weeks are no bar for the mark of one.
  await expect(page.locator('.was')).toHaveCount(0);
  await expect(page.getByText('nothing before')).toHaveCount(0);
  await page.goto('/people?from=2025-09-30&to=2025-10-27');
  await settled(page);
  await expect(page.getByText('Change: the last 7 days, 21 Oct – 27 Oct against 14 Oct – 20 Oct.')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Change' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'new', exact: true })).toHaveCount(0);
  await page.goto('/people/mira.okafor@tideline.dev?from=2025-09-30&to=2025-10-27');
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/in 4 weeks; the last 7 days cost /);
});

test('cost stands against commits, and says what it is', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const commits = page.locator('.fig').filter({ hasText: /^Commits/ });
  await expect(commits.locator('.v')).toContainText(/\$[\d.]+ each$/);
  await expect(commits).toHaveAttribute('title', /not everything that costs ends in a commit$/);
  await page.goto('/repos');
  await settled(page);
  await expect(page.getByRole('columnheader', { name: 'Per commit' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: /^Per commit/ }).click();
  await expect(page.getByRole('columnheader', { name: 'Per commit' })).toBeVisible();
});

test('a click on a column narrows the page to its day', async ({ page }) => {
  await page.goto('/?from=2026-11-09&to=2026-11-15');
  await settled(page);
  const chart = page.getByRole('img', { name: /^Cost per day/ });
  await expect(chart.locator('canvas')).toBeVisible();
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page).toHaveURL(/from=2026-11-12&to=2026-11-12/);
  await page.goBack();
  await expect(page).toHaveURL(/from=2026-11-09&to=2026-11-15/);
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=2026-11-09&to=2026-11-09/);
});

test('a person stands beside medians, and one team is no split', async ({ page }) => {
  await page.goto('/people/mira.okafor@tideline.dev');
  await settled(page);
  await expect(page.locator('.fig').filter({ hasText: 'Per active day' })).toContainText('median $');
  await expect(page.locator('.fig').filter({ hasText: 'Active days' })).toContainText(/median \d/);
  const split = page.getByRole('region', { name: 'Cost per day' });
  await expect(split.getByText('Repo', { exact: true })).toBeVisible();
  await expect(split.getByText('Team', { exact: true })).toHaveCount(0);
});

test('a repo’s prompts name the developer, not the repo of the page', async ({ page }) => {
  await page.goto('/repos/tideline%2Fpayments-api');
  await settled(page);
  const prompts = page.getByRole('region', { name: 'Most expensive prompts' }).first();
  await expect(prompts.getByRole('columnheader', { name: 'Developer' })).toBeVisible();
  await expect(prompts.getByRole('columnheader', { name: 'Repo' })).toHaveCount(0);
});

test('subagents: how many at once, how deep, how long', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const panel = page.getByRole('region', { name: 'Subagents', exact: true });
  await expect(panel.getByText(/of prompts · \d.* by one agent.* · \d.* deep/).first()).toBeVisible();
  await expect(panel.getByRole('columnheader', { name: 'Time' })).toBeVisible();
  await expect(panel.getByRole('columnheader', { name: 'Tokens' })).toBeVisible();
});
