import { axe, expect, firstPrompt, firstSession, settled, test } from './setup';

// What an API can do worst: hang, drop, and answer something else than was agreed.

test('an API that hangs: slow is said, then it failed, and trying again works', async ({ page, context, trouble }) => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/sessions')) asked.push(request.url());
  });
  await trouble('hang');
  await page.goto('/sessions');
  await expect(page.getByText('Slow: the API is still at it.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('alert')).toContainText('did not answer in time', { timeout: 45_000 });
  // Half a minute was enough: it is not asked three times.
  expect(asked).toHaveLength(1);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/sessions/);
});

test('an API that never says who is asking: a page that says so', async ({ page, trouble }) => {
  test.setTimeout(90_000);
  await trouble('hang-me');
  await page.goto('/');
  await expect(page.getByText('Slow: the API is still at it.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The API does not answer.', { timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('who is asking is not answered: tried again by hand', async ({ page, context, trouble }) => {
  await trouble('me-gone');
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The API does not answer.', { timeout: 15_000 });
  await axe(page);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
});

test('who is asking is answered wrongly: a page that says what', async ({ page, trouble }) => {
  await trouble('me-malformed');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The API answered something unexpected.');
  await expect(page.getByText('lastIngestAt')).toBeVisible();
});

test('a malformed tree is said on the page of the prompt', async ({ page, trouble }) => {
  const path = `/prompts/${await firstPrompt(page)}`;
  await trouble('tree-malformed');
  await page.goto(path);
  await expect(page.getByRole('alert')).toContainText('does not understand');
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toBeVisible();
});

test('an instant that is none fails its panel and nothing else', async ({ page, trouble }) => {
  const session = `/sessions/${await firstSession(page)}`;
  await trouble('sessions-malformed');
  await page.goto('/people/mira.okafor@tideline.dev');
  await expect(page.getByRole('region', { name: 'Latest sessions' }).getByRole('alert')).toContainText('startedAt');
  await expect(page.locator('.figures').first()).toContainText('$');
  await page.goto(session);
  await expect(page.getByRole('alert')).toContainText('The session did not load');
});

test('a page whose code does not come says so, and loading again helps', async ({ page }) => {
  await page.route(/assets\/(PeoplePage|GroupsTablePanel)-/, (route) => route.abort());
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page broke.');
  await axe(page);
  await page.unroute(/assets\/(PeoplePage|GroupsTablePanel)-/);
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
});

test('code that does not come at all: not a blank page, but what to do', async ({ page }) => {
  await page.route(/assets\/index-.*\.js/, (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('Load the page again');
  await axe(page);
  await page.unroute(/assets\/index-.*\.js/);
  await page.reload();
  await expect(page.locator('.figures').first()).toContainText('$');
});

test('an API that goes away while looking: a banner over the last numbers, each time', async ({
  page,
  context,
  trouble,
}) => {
  // It is asked every half a minute, and here it goes, comes back and goes again.
  test.setTimeout(180_000);
  await page.goto('/people');
  await settled(page);
  // Said at once, not after a second.
  expect(await page.locator('.live').textContent()).toMatch(/^Updated/);
  await trouble('me-gone');
  const banner = page.getByRole('status').filter({ hasText: 'The API does not answer.' });
  await expect(banner).toContainText('last known state, of 08:42 UTC', { timeout: 60_000 });
  await expect(page.locator('.live')).toHaveClass(/late/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
  await banner.getByRole('button', { name: 'Hide' }).click();
  await expect(banner).toHaveCount(0);
  await context.clearCookies();
  await expect(page.locator('.live')).not.toHaveClass(/late/, { timeout: 60_000 });
  // Hidden was that one, not the next.
  await trouble('me-gone');
  await expect(banner).toBeVisible({ timeout: 60_000 });
  await context.clearCookies();
  await banner.getByRole('button', { name: 'Try again' }).click();
  await expect(banner).toHaveCount(0);
});

test('a panel whose newer numbers do not come says of when those are that it shows', async ({ page, trouble }) => {
  test.setTimeout(90_000);
  await page.goto('/');
  await settled(page);
  await expect(page.getByText('not refreshed since')).toHaveCount(0);
  await trouble('one-500');
  const panel = page.getByRole('region', { name: 'Cache hit', exact: true });
  await expect(panel.getByText('not refreshed since 08:42')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'By repo' }).getByText('not refreshed since')).toHaveCount(0);
});

test('a roll-up that stands still: a banner', async ({ page, trouble }) => {
  await trouble('rollup-late');
  await page.goto('/');
  await expect(page.getByText('The daily numbers stand still since 05:42 UTC.')).toBeVisible();
  await axe(page);
});
