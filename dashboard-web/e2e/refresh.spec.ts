import type { Page } from '@playwright/test';
import { expect, firstPrompt, firstSession, settled, test } from './setup';

const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

test('while other days are asked for, the old ones are told as what they are, and dimmed', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const panel = page.getByRole('region', { name: /^Cost per (day|week)$/ });
  const legend = (await panel.locator('.legend').textContent()) ?? '';
  expect(legend).toContain('opus-4-8');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/(?!me)/, async (route) => {
    await held;
    // What nobody waits for any more cannot be answered.
    await route.continue().catch(() => undefined);
  });
  await panel.getByRole('button', { name: 'Repo', exact: true }).click();
  await page.getByRole('button', { name: /Last 4 weeks/ }).click();
  await page.getByRole('button', { name: 'Last 52 weeks' }).click();
  await expect(page).toHaveURL(/range=52w/);
  await expect(panel.locator('.body')).toHaveClass(/stale/);
  await expect(page.getByRole('region', { name: 'What happened' })).toHaveClass(/stale/);
  await expect(panel.getByRole('heading')).toHaveText('Cost per day');
  await expect(panel.locator('.legend')).toHaveText(legend);
  release();
  await expect(panel.getByRole('heading')).toHaveText('Cost per week');
  await expect(panel.locator('.legend')).toContainText('payments-api');
  await expect(page.locator('.stale')).toHaveCount(0);
});

test('who comes back to the tab has new numbers at once', async ({ page }) => {
  await page.goto('/people');
  await settled(page);
  await page.clock.setFixedTime(new Date('2026-11-23T10:42:00Z'));
  const asked = page.waitForRequest(/\/api\/rollups/, { timeout: 10_000 });
  await comeBack(page);
  await asked;
});

test('a page that stays open over midnight is of the new day', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-23T23:59:50Z'));
  await page.goto('/sessions');
  await settled(page);
  const asked = page.waitForRequest(
    (request) => request.url().includes('/api/sessions') && request.url().includes('to=2026-11-24'),
  );
  await page.clock.setFixedTime(new Date('2026-11-24T00:00:05Z'));
  await comeBack(page);
  await asked;
});

test('a prompt and a session say how old they are, and can be paused', async ({ page }) => {
  for (const path of [`/prompts/${await firstPrompt(page)}`, `/sessions/${await firstSession(page)}`]) {
    await page.goto(path);
    await settled(page);
    await expect(page.locator('.live'), path).toContainText('Updated');
    await page.keyboard.press('.');
    await expect(page.getByText(/^Paused/).filter({ visible: true }), path).toHaveCount(1);
    await page.getByRole('button', { name: 'Go on with auto-refresh' }).click();
    await expect(page.locator('.live'), path).toContainText('Updated');
  }
});

test('a prompt that runs is looked at again; what is open and chosen stays', async ({ page }) => {
  test.setTimeout(90_000);
  const id = await firstPrompt(page);
  const answer = await page.request.get(`/api/spans/tree?promptId=${id}`);
  const tree = (await answer.json()) as { durationMs: number; nodes: unknown[] };
  const startedAt = new Date(Date.parse('2026-11-23T08:41:30Z') - tree.durationMs).toISOString();
  let asked = 0;
  await page.route('**/api/spans/tree*', async (route) => {
    asked++;
    // At first the half of it has come.
    const nodes = asked === 1 ? tree.nodes.slice(0, Math.ceil(tree.nodes.length / 2)) : tree.nodes;
    await route.fulfill({ json: { ...tree, startedAt, nodes } });
  });
  await page.goto(`/prompts/${id}`);
  await page.getByRole('tree').focus();
  await page.keyboard.press('e');
  const selected = page.locator('.trow.sel');
  await expect(selected).toHaveAttribute('id', 'row-0');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('id', 'row-2');
  await expect(selected).toContainText('Model request');
  // All of it is there now, and the turn that was opened still is.
  await expect(page.getByRole('status').filter({ hasText: 'rows of' })).toContainText(
    `of ${tree.nodes.length.toLocaleString('en-US')} spans`,
    { timeout: 30_000 },
  );
  await expect(selected).toHaveAttribute('id', 'row-2');
  await expect(selected).toContainText('Model request');
  await expect(page.getByRole('tree')).toBeFocused();
  await page.getByRole('button', { name: 'Pause auto-refresh' }).click();
  const before = asked;
  await page.waitForTimeout(12_000);
  expect(asked).toBe(before);
});
