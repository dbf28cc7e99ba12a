import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { axe, settled } from '../e2e/setup';
import { usd } from '../src/lib/format';
import { expect, testOf } from './setup';

const test = testOf('LIVE_DEMO');

interface Line {
  promptId: string;
  sessionId: string;
  user: string;
  repo: string;
  models: string[];
}

type Row = Record<'source' | 'user' | 'team' | 'repo' | 'model', string> & { costUsd: number };

const DAY_MS = 86_400_000;
/** The four weeks that the pages show at first: until today, in UTC. */
function fourWeeks(): string {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return `from=${day(Date.now() - 27 * DAY_MS)}&to=${day(Date.now())}`;
}

type Ask = <T>(path: string) => Promise<T>;

/** Every page that an admin has; those of one person, repo, model, prompt and session of what the dearest prompt is about. */
async function everyPage(ask: Ask): Promise<string[]> {
  const [line] = (await ask<{ prompts: Line[] }>(`/api/top-prompts?limit=1&${fourWeeks()}`)).prompts;
  if (!line) throw new Error('the demo has no prompts');
  return [
    '/',
    '/prompts',
    `/prompts/${line.promptId}`,
    '/people',
    `/people/${encodeURIComponent(line.user)}`,
    '/repos',
    `/repos/${encodeURIComponent(line.repo)}`,
    '/models',
    `/models/${encodeURIComponent(line.models[0] ?? '')}`,
    '/sessions',
    `/sessions/${line.sessionId}`,
    '/setup',
    '/admin/tokens',
    '/admin/members',
    '/admin/settings',
    '/admin/people',
    '/admin/audit',
  ];
}

async function isClean(page: Page, path: string): Promise<void> {
  expect((await page.goto(path))?.status(), path).toBe(200);
  await settled(page);
  await expect(page.getByRole('alert'), path).toHaveCount(0);
  await axe(page);
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('every page draws its data, and axe finds nothing', async ({ page, ask }) => {
      test.setTimeout(240_000);
      for (const path of await everyPage(ask)) await isClean(page, path);
    });

    test('the pages of an operator too', async ({ page, context, instance }) => {
      test.setTimeout(120_000);
      await context.addCookies([{ name: 'CF_Authorization', value: instance.opsJwt, url: instance.dashboard }]);
      for (const path of ['/ops/orgs', '/ops/dead-letters', '/ops/audit']) await isClean(page, path);
    });
  });
}

test('a phone: nothing scrolls sideways, and axe finds nothing', async ({ page, ask }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of await everyPage(ask)) {
    await isClean(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
  }
});

test('the overview shows the cost that the API adds up, alone and under each filter', async ({ page, ask }) => {
  const shown = page.locator('.figures .fig').filter({ hasText: /^Cost/ }).first().locator('.v');
  const { rows } = await ask<{ rows: Row[] }>(`/api/rollups?groupBy=source,user,team,repo,model&${fourWeeks()}`);
  const dear = [...rows].sort((a, b) => b.costUsd - a.costUsd)[0];
  if (!dear) throw new Error('the demo has no rows');
  const filters = (['source', 'user', 'team', 'repo', 'model'] as const).map(
    (key) => `${key}=${encodeURIComponent(dear[key])}`,
  );
  const totals = new Set<number>();
  for (const filter of ['', ...filters, filters.join('&')]) {
    const { totalUsd } = await ask<{ totalUsd: number }>(`/api/cost-trend?${fourWeeks()}&${filter}`);
    await page.goto(`/?${filter}`);
    await expect(shown, filter).toHaveText(usd(totalUsd));
    totals.add(totalUsd);
  }
  expect(totals.size, 'the filters make a difference').toBeGreaterThan(3);
  // It was counted before it was said to be ready.
  await expect(page.locator('.side .org')).toHaveText('DDemo data');
});

test('a filter chosen by hand is in the address, and the link shows the same to others', async ({ page, context }) => {
  await page.goto('/');
  await settled(page);
  const shown = page.locator('.figures .fig .v').first();
  const all = (await shown.textContent()) ?? '';
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.getByRole('tab', { name: 'Team' }).click();
  await page.locator('.filter-box').getByRole('checkbox').first().check();
  await expect(page).toHaveURL(/team=/);
  await expect(shown).not.toHaveText(all);
  const cost = await shown.textContent();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('.figures .fig .v').first()).toHaveText(cost ?? '', { timeout: 15_000 });
});

test('the dearest prompt: folds, finds, and moves by keyboard', async ({ page, ask }) => {
  const [line] = (await ask<{ prompts: Line[] }>(`/api/top-prompts?limit=1&${fourWeeks()}`)).prompts;
  const { nodes } = await ask<{ nodes: { tool: string | null }[] }>(`/api/spans/tree?promptId=${line?.promptId}`);
  const tool = nodes.find((node) => node.tool)?.tool ?? '';
  await page.goto(`/prompts/${line?.promptId}`);
  const rows = page.getByRole('treeitem');
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(rows.nth(1)).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.press('/');
  await page.keyboard.type(tool);
  await page.keyboard.press('Enter');
  await expect(page.locator('.trow.sel')).toContainText(tool, { ignoreCase: true });
});

test('a CSV holds what the API answered', async ({ page, ask }) => {
  const { rows } = await ask<{ rows: { user: string; costUsd: number }[] }>(`/api/rollups?groupBy=user&${fourWeeks()}`);
  await page.goto('/people');
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const [head = '', ...lines] = fs
    .readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(rows.filter((row) => row.user !== '').length);
  const cost = head.replace('\uFEFF', '').split(',').indexOf('cost_usd');
  expect(cost, head).toBeGreaterThan(0);
  const sum = (values: number[]): number => Math.round(values.reduce((a, b) => a + b, 0) * 1e6);
  expect(sum(lines.map((line) => Number(line.split(',')[cost])))).toBe(sum(rows.map((row) => row.costUsd)));
});

test('a whole page is exported: every panel a file', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export page' }).click();
  const content = fs.readFileSync(await (await download).path(), 'utf8');
  for (const file of [
    'cost-per-day.csv',
    'cost-by-repo.csv',
    'active-developers-totals.csv',
    'subagents-by-kind.csv',
  ]) {
    expect(content, file).toContain(file);
  }
  expect(content).not.toContain('not-exported.txt');
});

for (const [what, answer] of [
  ['500', { status: 500, contentType: 'application/problem+json', body: '{"title":"broken","status":500}' }],
  ['blank', { status: 200, contentType: 'application/json', body: '' }],
] as const) {
  test(`one panel is answered ${what}: it says so, and the others have their data`, async ({ page }) => {
    await page.route('**/api/cache-hit**', (route) => route.fulfill(answer));
    await page.goto('/');
    await expect(page.getByRole('region', { name: 'Cache hit' }).getByRole('alert')).toContainText(
      'Cache hit did not load',
      { timeout: 20_000 },
    );
    await expect(page.getByRole('region', { name: 'By repo' }).getByRole('button').nth(1)).toBeVisible();
    await axe(page);
  });
}

test('keyboard: pages, range, help', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/people/);
  await page.keyboard.press('r');
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/range=1w/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('how soon the overview can be used', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    await page.goto('/', { waitUntil: 'commit' });
    const usable = await page.waitForFunction(
      () =>
        document.querySelector('h1:not(.muted)') !== null &&
        document.querySelectorAll('section[aria-label="By repo"] button').length > 1 &&
        // Since the navigation began.
        Math.round(performance.now()),
      undefined,
      { polling: 'raf' },
    );
    times.push(Number(await usable.jsonValue()));
  }
  console.log(`overview usable after ${times.sort((a, b) => a - b).join(', ')} ms`);
  // The bar is 1 s on a machine of its own; a shared one is given room.
  expect(times[2]).toBeLessThan(Number(process.env.MAX_USABLE_MS ?? 4000));
});
