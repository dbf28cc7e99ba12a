import { axe, expect, firstPrompt, firstSession, settled, test } from './setup';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test('the age of the data is in the bar, and can be paused; the rest is under More', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/people?range=1w');
    await settled(page);
    await expect(page.locator('.live')).toHaveText(/\d+\ss/, { useInnerText: true });
    const pause = page.getByRole('button', { name: 'Pause auto-refresh' });
    const box = await pause.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(36);
    await pause.click();
    await expect(page.locator('.live')).toHaveText('Paused', { useInnerText: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await axe(page);
    const more = page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'More' });
    await more.click();
    await settled(page);
    for (const item of await page.getByRole('menuitem').all()) {
      expect((await item.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(36);
    }
    await axe(page);
    await page.getByRole('menuitem', { name: 'Theme: system' }).click();
    await page.getByRole('menuitem', { name: 'Theme: light' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await expect(page.getByText('The link is copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /\/people\?from=2026-11-17&to=2026-11-23/,
    );
    await more.click();
    await page.getByRole('menuitem', { name: 'Shortcuts' }).click();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });
});

test.describe('the tree on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test('names are whole, bars have the width below them, and a hit comes into view', async ({ page }) => {
    await page.goto(`/prompts/${await firstPrompt(page)}`);
    const rows = page.getByRole('treeitem');
    await expect(rows.nth(5)).toBeVisible();
    for (const row of (await rows.all()).slice(0, 8)) {
      const [name, lane, all] = await Promise.all([
        row.locator('.lab').boundingBox(),
        row.locator('.tlane').boundingBox(),
        row.boundingBox(),
      ]);
      expect(lane?.y ?? 0).toBeGreaterThanOrEqual((name?.y ?? 0) + (name?.height ?? 0));
      expect(lane?.width ?? 0).toBeGreaterThan((all?.width ?? 0) * 0.85);
      expect(await row.locator('.lab').evaluate((label) => label.scrollWidth - label.clientWidth)).toBeLessThanOrEqual(
        0,
      );
    }
    const tops = await rows.evaluateAll((all) => all.slice(0, 8).map((row) => row.getBoundingClientRect().top));
    expect(new Set(tops.slice(1).map((top, index) => Math.round(top - (tops[index] ?? 0))))).toEqual(new Set([44]));
    await page.getByRole('button', { name: 'Next dearest' }).click();
    const chosen = page.locator('.trow.sel');
    await expect(chosen).toHaveClass(/agent/);
    await expect(chosen).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test.describe('on a laptop', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  for (const path of ['/', '/people', '/repos', '/models/claude-opus-4-8']) {
    test(`nothing of ${path} is cut off`, async ({ page }) => {
      await page.goto(path);
      await settled(page);
      const cut = await page.locator('.figures :is(dt, dd), .scroll, .grid-table').evaluateAll((all) =>
        // A half of a pixel is how text is measured.
        all.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent.slice(0, 60)),
      );
      expect(cut).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    });
  }

  test('the tools of a tree are in one row, and a short tree ends with its rows', async ({ page }) => {
    await page.goto('/prompts?sort=cost');
    await page.locator('tbody a').first().click();
    const rows = page.getByRole('treeitem');
    await expect(rows.last()).toBeVisible();
    const middles = await page
      .locator('.wf .tools > :not(.grow)')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ top, height }) => top + height / 2));
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(2);
    const [tree, last] = await Promise.all([page.getByRole('tree').boundingBox(), rows.last().boundingBox()]);
    const end = (box: { y: number; height: number } | null) => (box?.y ?? 0) + (box?.height ?? 0);
    expect(end(tree) - end(last)).toBeLessThan(26);
  });
});

test.describe('with the colours of the system', () => {
  test.use({ forcedColors: 'active' } as never);

  test('bars, marks and the tree stay visible', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const drawn = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const style = getComputedStyle(element);
          const canvas = document.createElement('i');
          canvas.style.cssText = 'background: Canvas; forced-color-adjust: none';
          document.body.append(canvas);
          const ground = getComputedStyle(canvas).backgroundColor;
          canvas.remove();
          return style.backgroundColor !== ground && style.backgroundColor !== 'rgba(0, 0, 0, 0)';
        });
    await page.goto('/');
    await settled(page);
    expect(await drawn('.bars .track i')).toBe(true);
    expect(await drawn('.legend .dot, .dot')).toBe(true);
    await page.goto(`/prompts/${await firstPrompt(page)}`);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    expect(await drawn('.tlane .model')).toBe(true);
    expect(await drawn('.sbar i')).toBe(true);
    await page.getByRole('treeitem').nth(1).click();
    await expect(page.locator('.trow.sel')).toHaveCSS('outline-style', 'solid');
    await page.goto(`/sessions/${await firstSession(page)}`);
    await expect(page.locator('.session-line .mark').first()).toBeVisible();
    expect(await drawn('.session-line .mark')).toBe(true);
  });
});

test('a skeleton has the shape of what comes', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/(?!me)/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Cost per day' }).locator('.bones .columns i').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'By repo' }).locator('.bones.bars i').first()).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Most expensive prompts' }).locator('.bones.rows i').first(),
  ).toBeVisible();
  await axe(page);
  release();
  await settled(page);
});

test('an operator is in no organisation: the side bar says so', async ({ page, context, baseURL }) => {
  const url = baseURL ?? '';
  await context.addCookies([
    { name: 'as', value: 'ops', url },
    { name: 'world', value: 'side-bar', url },
  ]);
  await page.goto('/ops/orgs');
  await expect(
    page.getByRole('complementary', { name: 'Side bar' }).getByText('Installation', { exact: true }),
  ).toBeVisible();
});

test('days of the audit log are picked in a calendar, and cleared there', async ({ page, context, baseURL }) => {
  const url = baseURL ?? '';
  await context.addCookies([
    { name: 'as', value: 'admin', url },
    { name: 'world', value: 'audit-calendar', url },
  ]);
  await page.goto('/admin/audit');
  await page.getByRole('button', { name: /^Days, UTC/ }).click();
  const month = page.getByRole('table');
  await month.getByRole('button', { name: '9 November 2026', exact: true }).click();
  await axe(page);
  await month.getByRole('button', { name: '15 November 2026', exact: true }).click();
  await expect(page).toHaveURL(/from=2026-11-09&to=2026-11-15/);
  await page.getByRole('button', { name: /^Days, UTC: 9/ }).click();
  await page.getByRole('button', { name: 'Every day', exact: true }).click();
  await expect(page).not.toHaveURL(/from=/);
});
