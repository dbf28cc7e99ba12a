import type { Page } from '@playwright/test';
import { axe, expect, firstPrompt, firstSession, PAGES, settled, test } from './setup';

test('before the first event: the settings to paste, and waiting', async ({ page, context, trouble }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await trouble('empty');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Nothing has arrived yet/);
  await expect(page.getByText('Waiting for your first event', { exact: true })).toBeVisible();
  await page.getByLabel('Token', { exact: true }).fill('mai_secret');
  await page.locator('.snippet', { hasText: 'settings.json' }).getByRole('button', { name: 'Copy' }).click();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as {
    env: Record<string, string>;
  };
  expect(copied.env.OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://127.0.0.1:24318');
  expect(copied.env.OTEL_EXPORTER_OTLP_HEADERS).toBe('Authorization=Bearer mai_secret');
  await axe(page);
  await context.clearCookies();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first event is here.', { timeout: 10_000 });
  await expect(page.getByLabel('Token', { exact: true })).toHaveValue('mai_secret');
  await page.getByRole('link', { name: 'Open the overview' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
});

test('signed out: a way in', async ({ page, trouble }) => {
  await trouble('signed-out');
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out.');
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    /\/login\?back=here&redirect_url=.*%2Fpeople/,
  );
  await axe(page);
});

test('no access: who can help', async ({ page, trouble }) => {
  await trouble('no-access');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have no access here.');
  await expect(page.getByText('Ask an admin')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in as somebody else' })).toHaveAttribute('href', /\/login\?/);
});

test('the API is down: said, and tried again', async ({ page, context, trouble }) => {
  await trouble('down');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The API has a problem.', { timeout: 10_000 });
  await expect(page.getByRole('button', { name: /Copy request id/ })).toBeVisible();
  await expect(page.getByText(/^The API answered 503 after .*\. Last tried at 08:42 UTC\.$/)).toBeVisible();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
});

for (const [trouble, panel] of [
  ['one-500', 'Cache hit'],
  ['malformed', 'Most expensive prompts'],
  ['html', 'Active developers'],
] as const) {
  test(`${trouble}: one panel says so, the others live on`, async ({ page, trouble: ask }) => {
    await ask(trouble);
    await page.goto('/');
    await expect(page.getByRole('region', { name: panel }).getByRole('alert')).toContainText(`${panel} did not load`);
    await expect(page.getByRole('region', { name: 'By repo' })).toContainText('payments-api');
    await axe(page);
  });
}

/** As the API refuses a team of which, in these days, fewer people were active than the org wants to be shown. */
async function tooFew(page: Page, when: (from: string) => boolean): Promise<void> {
  await page.route(
    (url) => url.pathname.startsWith('/api/') && url.searchParams.has('team'),
    async (route) => {
      const from = new URL(route.request().url()).searchParams.get('from') ?? '';
      if (!when(from)) return route.continue();
      const detail = 'In the teams chosen fewer than 5 people were active in this range.';
      return route.fulfill({ status: 400, json: { status: 400, detail, parameter: 'team' } });
    },
  );
}

test('a team that was too small before has its numbers of now, compared with nothing', async ({ page }) => {
  await tooFew(page, (from) => from < '2026-10-27');
  await page.goto('/?team=payments');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/nothing before to compare it with/);
  await settled(page);
  await expect(page.locator('.figures').first()).toContainText('$');
  await expect(page.getByRole('region', { name: 'Cost per day', exact: true }).locator('canvas')).toBeVisible();
  await expect(page.getByRole('region', { name: 'By repo' })).toContainText('payments-api');
  await expect(page.getByText('Changes show once there are days before these')).toBeVisible();
  await expect(page.getByText('Too few people')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/people?team=payments');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/developers were active/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a team that is too small is no failure: why, and the way out', async ({ page }) => {
  await tooFew(page, () => true);
  await page.goto('/?team=payments');
  const panel = page.getByRole('region', { name: 'By repo' });
  await expect(panel).toContainText('In the teams chosen fewer than 5 people were active');
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await axe(page);
  await panel.getByRole('button', { name: 'Remove the team filter' }).click();
  await expect(page).not.toHaveURL(/team=/);
  await expect(page.getByRole('button', { name: /^Filter/ })).toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
});

// Whatever the panels answer, every page keeps its frame, says what happened, and waits for nothing for ever.
for (const [trouble, says] of [
  ['panels-401', /Sign in/],
  ['panels-403', /ask an admin/],
  ['panels-500', /answered 500/],
  ['blank', /not JSON/],
  ['cut', /not JSON/],
  ['gone', /does not answer/],
] as const) {
  test(`${trouble}: every page says so`, async ({ page, trouble: ask }) => {
    test.setTimeout(90_000);
    const paths = [
      ...PAGES.map(([path]) => path),
      `/prompts/${await firstPrompt(page)}`,
      `/sessions/${await firstSession(page)}`,
    ];
    await ask(trouble);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('alert').first(), path).toContainText(says, { timeout: 10_000 });
      await settled(page);
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
      await expect(page.getByRole('heading', { level: 1 }), path).not.toHaveText('');
    }
    await axe(page);
  });
}

test('one that signs out while looking keeps the last numbers, and a way in', async ({ page, context, trouble }) => {
  await page.goto('/people');
  await settled(page);
  await trouble('signed-out');
  await page.getByRole('link', { name: 'Repos', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Repos did not load');
  await expect(page.getByRole('alert').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/repos cost/);
});

for (const path of ['/people/nobody@nowhere', '/repos/no%2Frepo', '/models/no-such-model'] as const) {
  test(`${path}: nothing is known, and no panel waits`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No cost in these 4 weeks.');
    await settled(page);
    await expect(page.getByText('No prompts in these days')).toBeVisible();
    await expect(
      page.getByText(/^Nothing at all is known of “no.*” in these days\. Is it spelled so\?$/),
    ).toBeVisible();
    await axe(page);
  });
}

for (const path of [
  '/people/%E0%A4%A',
  '/?from=2026-11-31&to=%00',
  '/prompts/%2e%2e',
  '/models/%F0%9F%98%80?range=9w',
]) {
  test(`a broken address, ${path}, is a page`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('');
    await settled(page);
  });
}

test('late data: a banner', async ({ page, trouble }) => {
  await trouble('late');
  await page.goto('/');
  await expect(page.getByText('No data since 05:42 UTC')).toBeVisible();
  await axe(page);
});

for (const [path, headline] of [
  ['/prompts/nope', 'There is no such prompt.'],
  ['/sessions/nope', 'There is no such session.'],
  ['/no/such/page', 'There is nothing at this address.'],
] as const) {
  test(`${path} is a clear page`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
    await axe(page);
  });
}

test('keyboard: go to pages, ranges, filter, pause, help, rows', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Spend rose/);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/people/);
  await page.keyboard.press('r');
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/range=1w/);
  await page.keyboard.press('.');
  await expect(page.getByText(/^Paused/).filter({ visible: true })).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.locator('body').click({ position: { x: 700, y: 5 } });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('tr.cursor')).toHaveCount(1);
  await page.keyboard.press('f');
  await expect(page.getByRole('tablist', { name: 'Filter by' })).toBeVisible();
});
