import { axe, expect, firstPrompt, firstSession, PAGES, settled, test } from './setup';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const [path, headline] of PAGES) {
      test(`${path} shows its headline, and axe finds nothing`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
        await settled(page);
        await axe(page);
      });
    }

    test('a prompt shows its tree, and axe finds nothing', async ({ page }) => {
      await page.goto(`/prompts/${await firstPrompt(page)}`);
      await expect(page.getByRole('treeitem').first()).toBeVisible();
      await page.getByRole('treeitem').nth(2).click();
      await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
      await axe(page);
    });

    test('a session shows its prompts, and axe finds nothing', async ({ page }) => {
      await page.goto(`/sessions/${await firstSession(page)}`);
      await expect(page.getByRole('heading', { name: 'Time line' })).toBeVisible();
      await axe(page);
    });

    test('what opens over a page is clean too', async ({ page }) => {
      test.setTimeout(60_000);
      await page.goto('/');
      await settled(page);
      await page.getByRole('button', { name: /^Filter/ }).click();
      await expect(page.getByRole('tablist', { name: 'Filter by' })).toBeVisible();
      await settled(page);
      await axe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Last 4 weeks/ }).click();
      await expect(page.locator('.calendar').getByRole('table').first()).toBeVisible();
      await settled(page);
      await axe(page);
    });

    test('a phone shows every page without sideways scroll, and axe finds nothing', async ({ page }) => {
      test.setTimeout(90_000);
      await page.setViewportSize({ width: 360, height: 780 });
      const paths = [
        ...PAGES.map(([path]) => path),
        `/prompts/${await firstPrompt(page)}`,
        `/sessions/${await firstSession(page)}`,
      ];
      for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveClass('muted');
        await settled(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
        await axe(page);
      }
    });
  });
}

test('on a phone a panel is one line with its number, and opens', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/');
  const panel = page.getByRole('region', { name: 'Cache hit', exact: true });
  const line = panel.getByRole('button', { name: /^Cache hit lowest/ });
  await expect(line).toHaveText(/90\.\d.%/);
  await expect(line).toHaveAttribute('aria-expanded', 'false');
  expect((await panel.boundingBox())?.height).toBeLessThan(60);
  await line.click();
  await expect(panel.getByRole('button', { name: /tomasz\.wilk/ })).toBeVisible();
  await line.click();
  await expect(panel.getByRole('button', { name: /tomasz\.wilk/ })).toHaveCount(0);
});

test('one model: from the table, with what is known per model and nothing else', async ({ page }) => {
  await page.goto('/models?range=1w');
  await page.getByRole('link', { name: 'claude-opus-4-8' }).click();
  await expect(page).toHaveURL(/\/models\/claude-opus-4-8\?range=1w/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/in 7 days/);
  await settled(page);
  const figures = page.locator('.figures');
  await expect(figures).toContainText('Per request');
  for (const unknown of ['Commits', 'Lines', 'Accepted', 'Prompts']) await expect(figures).not.toContainText(unknown);
  await expect(page.getByRole('region', { name: 'Tool decisions' })).toHaveCount(0);
  const asked = page.waitForRequest((request) => /cost-trend.*repo=/.test(request.url()));
  await page
    .getByRole('region', { name: 'By repo and developer' })
    .getByRole('button', { name: /storefront/ })
    .click();
  expect(new URL((await asked).url()).searchParams.get('model')).toBe('claude-opus-4-8');
});

test('with a model chosen no page shows a false zero', async ({ page }) => {
  await page.goto('/?model=claude-opus-4-8');
  await settled(page);
  await expect(page.locator('.figures').first()).not.toContainText('Commits');
  await page.goto('/people?model=claude-opus-4-8');
  await settled(page);
  await expect(page.getByText('commits and lines are not known per model')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Commits' })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: 'Prompts' })).toHaveCount(0);
});

test('numbers of subagents stay inside of their panel', async ({ page }) => {
  for (const path of ['/', '/people/mira.okafor@tideline.dev', '/repos/tideline%2Fpayments-api']) {
    for (const width of [1440, 1220]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await settled(page);
      const kinds = page.locator('.kinds');
      const box = await kinds.boundingBox();
      const table = await kinds.locator('table').boundingBox();
      expect(table?.width, `${path} at ${width}`).toBeLessThanOrEqual((box?.width ?? 0) + 0.5);
      expect((await kinds.locator('td.cut').first().boundingBox())?.width).toBeGreaterThan(50);
    }
  }
});

test('the rows that stay at the foot of a table leave no gap', async ({ page }) => {
  await page.goto('/people');
  await settled(page);
  const boxes = await page.locator('tfoot tr').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()));
  expect(boxes).toHaveLength(2);
  expect(boxes[1]?.top).toBeCloseTo(boxes[0]?.bottom ?? 0, 1);
  await expect(page.locator('.grid-table > table')).toHaveCSS('border-collapse', 'separate');
});

test('a page does nothing that its policy forbids', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|'\w+-src'/.test(message.text())) refused.push(message.text());
  });
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
    },
  );
  await page.goto('/');
  await settled(page);
  expect(refused).toEqual([]);
});

test('the theme is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
