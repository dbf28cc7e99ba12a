import type { Page } from '@playwright/test';
import { axe, expect, settled, test } from './setup';

/** The session with most prompts of the latest. */
async function longSession(page: Page): Promise<string> {
  const answer = await page.request.get('/api/sessions?limit=60&from=2026-10-27&to=2026-11-23');
  const { sessions } = (await answer.json()) as { sessions: { sessionId: string; prompts: number }[] };
  return sessions.sort((a, b) => b.prompts - a.prompts)[0]?.sessionId ?? '';
}

test('sessions: their shape over time, what was made, and chosen columns', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto('/sessions');
  await settled(page);
  await expect(page.locator('tbody .spark-cols').first()).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Commits' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Lines removed' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: 'Lines removed' }).click();
  await expect(page.getByRole('columnheader', { name: 'Lines removed' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Lines removed' })).toBeVisible();
  await axe(page);
});

test('a session on its time line: hours, and each prompt says what it was', async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto(`/sessions/${await longSession(page)}`);
  const line = page.getByRole('region', { name: 'Time line' });
  await expect(line.getByText(/^\d\d:\d\d$/).first()).toBeVisible();
  const mark = line.getByRole('link', { name: /^Prompt 2 at/ });
  await mark.focus();
  await expect(mark.getByText(/\$.* prompt 2 · \d\d:\d\d/)).toBeVisible();
  await line.getByRole('link', { name: /^Prompt 1 at/ }).hover();
  await expect(line.getByText(/prompt 1 · /)).toBeVisible();
  await expect(page.locator('.fig .delta').filter({ hasText: /^\s*$/ })).toHaveCount(0);
  await axe(page);
  await line.getByRole('button', { name: 'Time line: export and more' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Save session-\w{8}\.csv$/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^session-\w{8}\.csv$/);
  await line.getByRole('button', { name: 'Time line: export and more' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(line.getByRole('region', { name: /as table/ })).toBeVisible();
});

const METRICS_ONLY = '00000000-aaaa-4bbb-accc-0123456789ab';

test('a session that metrics alone tell of has no false zeros', async ({ page }) => {
  await page.goto(`/sessions/${METRICS_ONLY}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/known from metrics alone/);
  await expect(page.locator('.fig').filter({ hasText: 'Tool calls' }).locator('.v')).toHaveText('–');
  await expect(page.getByText('No prompt of this session is known')).toBeVisible();
  await axe(page);
});

test('nor has it among the latest of its developer', async ({ page }) => {
  const answer = await page.request.get(`/api/sessions/${METRICS_ONLY}`);
  const { user } = (await answer.json()) as { user: string };
  await page.goto(`/people/${user}`);
  const latest = page.getByRole('region', { name: 'Latest sessions', exact: true }).first();
  const row = latest.locator('tbody tr').filter({ has: page.locator(`a[title="${METRICS_ONLY}"]`) });
  // Length and prompts.
  await expect(row.locator('td.second')).toHaveText(['–', '–']);
});
