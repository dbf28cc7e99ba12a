import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, firstPrompt, firstSession, settled, test } from './setup';

/** Scale of the files, and what is around a chart: see charts/picture.ts. */
const SCALE = 2;
const EDGE = 20;

async function saved(page: Page, panel: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `${panel}: export and more` }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Decoded by the browser: its size, how many colours it has, and whether the left top, where the title is, is drawn on. */
const look = (page: Page, bytes: Buffer) =>
  page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(image, 0, 0);
    const colours = (x: number, y: number, width: number, height: number) => {
      const { data: pixels } = pen.getImageData(x, y, width, height);
      const seen = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4) {
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      }
      return seen.size;
    };
    return {
      width: image.width,
      height: image.height,
      corner: [...pen.getImageData(1, 1, 1, 1).data].slice(0, 3),
      title: colours(0, 0, 300, 80),
      chart: colours(0, Math.floor(image.height / 2), image.width, Math.floor(image.height / 2)),
    };
  }, bytes.toString('base64'));

for (const [scheme, surface] of [
  ['light', [255, 255, 255]],
  ['dark', [22, 23, 27]],
] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test('every chart is saved as a picture with its title, in the colours of the page', async ({ page }) => {
      test.setTimeout(120_000);
      await page.goto('/');
      await settled(page);
      for (const [panel, file, isList] of [
        ['Cost per day', 'cost-per-day', false],
        ['Active developers', 'active-developers', false],
        ['What changed', 'change-by-repo', true],
        ['By model and team', 'cost-by-model-and-team', true],
        ['By repo', 'cost-by-repo', true],
        ['Cache hit', 'cache-hit', true],
        ['Tool decisions', 'tool-decisions', true],
        ['Subagents', 'subagents', true],
      ] as const) {
        const region = page.getByRole('region', { name: panel, exact: true });
        await region.scrollIntoViewIfNeeded();
        if (!isList) await expect(region.locator('canvas')).toBeVisible();
        const { name, bytes } = await saved(page, panel);
        expect(name).toBe(`${file}.png`);
        const seen = await look(page, bytes);
        const inside = isList ? 640 : ((await region.getByRole('img').boundingBox())?.width ?? 0);
        expect(seen.width, panel).toBe(Math.round((inside + 2 * EDGE) * SCALE));
        expect(seen.height, panel).toBeGreaterThan(2 * EDGE * SCALE + 150);
        expect(seen.corner, panel).toEqual([...surface]);
        expect(seen.title, `${panel}: title`).toBeGreaterThan(3);
        expect(seen.chart, `${panel}: chart`).toBeGreaterThan(3);
      }
    });
  });
}

for (const [of, panel, file, holds] of [
  ['prompt', 'Where the time went', 'prompt-\\w{8}-time', 'part,duration_ms'],
  ['prompt', 'Where the money went', 'prompt-\\w{8}-cost-by-agent', 'agent,cost_usd'],
  ['session', 'Time line', 'session-\\w{8}', 'prompt_id,trace_id'],
] as const) {
  test(`of a ${of}, ${panel} is saved as a picture and as CSV`, async ({ page }) => {
    await page.goto(of === 'prompt' ? `/prompts/${await firstPrompt(page)}` : `/sessions/${await firstSession(page)}`);
    await settled(page);
    const { name, bytes } = await saved(page, panel);
    expect(name).toMatch(new RegExp(`^${file}\\.png$`));
    const seen = await look(page, bytes);
    expect(seen.width).toBe((640 + 2 * EDGE) * SCALE);
    expect(seen.title).toBeGreaterThan(3);
    expect(seen.chart).toBeGreaterThan(3);
    await page.getByRole('button', { name: `${panel}: export and more` }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: new RegExp(`^Save ${file}\\.csv$`) }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain(holds);
  });
}

test('a long table says how much more of it is in the CSV', async ({ page }) => {
  await page.goto('/?range=13w');
  await settled(page);
  const panel = page.getByRole('region', { name: 'Cost per day' });
  await panel.getByRole('button', { name: 'Repo', exact: true }).click();
  await expect(panel.locator('.legend')).toContainText('payments-api');
  await panel.getByRole('button', { name: 'Cost per day: export and more' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(panel.getByText(/^\d+ more rows in the CSV$/)).toBeVisible();
});

test('what a panel has beside its chart is saved too', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  for (const [panel, item, holds] of [
    ['Subagents', 'Save subagents-by-kind.csv', 'agent_type,runs,cost_usd,total_tokens,avg_duration_ms'],
    ['Active developers', 'Save active-developers-totals.csv', 'last_30_days,24'],
    ['Cost per day', 'Save cost-per-day.csv', 'day,cost_usd,day_before,cost_usd_before,forecast_usd'],
    ['Cost per day', 'Save cost-outlook.csv', 'month_end_forecast,'],
  ] as const) {
    await page.getByRole('button', { name: `${panel}: export and more` }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    expect(await readFile(await (await download).path(), 'utf8'), item).toContain(holds);
  }
});

test('the export of a page names the panel that did not load', async ({ page, trouble }) => {
  await trouble('one-500');
  await page.goto('/');
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export page' }).click();
  const content = await readFile(await (await download).path(), 'utf8');
  expect(content).toContain('not-exported.txt');
  expect(content).toContain('Cache hit did not load');
  await expect(page.getByText('Exported without Cache hit')).toBeVisible();
});

test('the page of one exports its figures', async ({ page }) => {
  await page.goto('/people/mira.okafor@tideline.dev');
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export page' }).click();
  const content = await readFile(await (await download).path(), 'utf8');
  expect(content).toContain('figure,value,value_full_days,value_before,everyone,median');
});

for (const [path, file, holds] of [
  ['/admin/members', 'members.csv', 'email,role,invited_by'],
  ['/admin/tokens', 'tokens.csv', 'id,label,last_four'],
  ['/admin/people', 'people-held.csv', 'user,pseudonym'],
  ['/setup', 'who-reports.csv', 'user,logs_last_seen_at'],
] as const) {
  test(`${path} is saved as ${file}`, async ({ page }) => {
    await page.goto(path);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const saving = await download;
    expect(saving.suggestedFilename()).toBe(file);
    expect(await readFile(await saving.path(), 'utf8')).toContain(holds);
  });
}
