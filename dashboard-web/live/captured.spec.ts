import type { Page } from '@playwright/test';
import { axe, settled } from '../e2e/setup';
import { usd } from '../src/lib/format';
import { type Capture, captures, costMicros } from './captures';
import { expect, testOf } from './setup';

const test = testOf('LIVE_CAPTURED');
test.describe.configure({ mode: 'serial' });

/** Moved in time once, so that what is sent again is the same. */
const NESTED = captures('subagent-nested');
const TOOLS = captures('tools');

async function send(instance: { ingest: string; token: string }, exports: readonly Capture[]): Promise<void> {
  for (const { url, headers, body } of exports) {
    const response = await fetch(instance.ingest + url, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${instance.token}` },
      body,
    });
    expect(response.status).toBe(200);
  }
}

const headline = (page: Page) => page.getByRole('heading', { level: 1 });

test('before the first event the set-up waits, and turns green when it comes', async ({ page, instance }) => {
  await page.goto('/');
  await expect(headline(page)).toHaveText(/Nothing has arrived yet/);
  await expect(page.getByText('Waiting for your first event', { exact: true })).toBeVisible();
  await axe(page);
  await send(instance, NESTED);
  await expect(headline(page)).not.toHaveText(/Nothing has arrived yet/, { timeout: 15_000 });
});

test('the overview shows the micro-dollars that the captures hold, sent twice or not', async ({ page, instance }) => {
  await send(instance, NESTED);
  await send(instance, TOOLS);
  const total = costMicros([...NESTED, ...TOOLS]) / 1e6;
  expect(total).toBeGreaterThan(0);
  await page.goto('/');
  const cost = page.locator('.figures .fig .v').first();
  await expect(async () => {
    await page.reload();
    await expect(cost).toHaveText(usd(total), { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
});

test('a nested subagent is a tree on its page', async ({ page, ask }) => {
  const { prompts } = await ask<{ prompts: { promptId: string; maxDepth: number }[] }>('/api/top-prompts?limit=1000');
  const nested = prompts.find((prompt) => prompt.maxDepth === 2);
  await page.goto(`/prompts/${nested?.promptId}`);
  await page.getByRole('tree').focus();
  await page.keyboard.press('e');
  await expect(page.locator('[role=treeitem][aria-level="4"]').first()).toBeVisible();
  await axe(page);
});

test('every page shows what was sent, and nothing that was not', async ({ page, ask }) => {
  test.setTimeout(180_000);
  const { prompts } = await ask<{
    prompts: { promptId: string; sessionId: string; user: string; repo: string; models: string[] }[];
  }>('/api/top-prompts?limit=1');
  const [dearest] = prompts;
  if (!dearest) throw new Error('no prompt');
  for (const path of [
    '/',
    '/prompts',
    `/prompts/${dearest.promptId}`,
    '/people',
    `/people/${encodeURIComponent(dearest.user)}`,
    '/repos',
    `/repos/${encodeURIComponent(dearest.repo || '-')}`,
    '/models',
    `/models/${encodeURIComponent(dearest.models[0] ?? '')}`,
    '/sessions',
    `/sessions/${dearest.sessionId}`,
    '/setup',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await settled(page);
    await expect(page.getByRole('alert'), path).toHaveCount(0);
    await expect(page.locator('main'), path).not.toHaveText(/NaN|undefined|Infinity|\[object/);
  }
});

test('what is not there, and who may not see, are pages of their own', async ({ page, context }) => {
  for (const [path, text] of [
    ['/prompts/nope', 'There is no such prompt.'],
    ['/sessions/nope', 'There is no such session.'],
    ['/no/such/page', 'There is nothing at this address.'],
  ] as const) {
    await page.goto(path);
    await expect(headline(page)).toHaveText(text);
  }
  await page.goto('/?from=abc&model=nobody');
  await expect(page.getByText('Part of the address was not understood')).toBeVisible();
  await context.clearCookies();
  await page.goto('/people');
  await expect(headline(page)).toHaveText('You are signed out.');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});
