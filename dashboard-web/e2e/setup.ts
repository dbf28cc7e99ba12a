import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Every test on the same day; every request stays on the site; no page throws. */
export const test = base.extend<{ trouble: (name: string) => Promise<void> }>({
  page: async ({ page, baseURL }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL ?? '') && !/^(data|blob):/.test(url)) faults.push(`left the site: ${url}`);
    });
    await page.clock.setFixedTime(new Date('2026-11-23T08:42:00Z'));
    await use(page);
    expect(faults).toEqual([]);
  },
  trouble: async ({ context, baseURL }, use) => {
    await use((name) => context.addCookies([{ name: 'trouble', value: name, url: baseURL ?? '' }]));
  },
});

export { expect };

export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never })
    // Two fifths of the time: what passed is not described, and no second page is opened, which only frames need.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  expect(
    violations.map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([]);
}

/** Everything that was asked for is there, and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1:not(.muted):not(:has(.muted))')).toHaveCount(1);
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}

/** Every page, and what its headline says. */
export const PAGES = [
  ['/', /Spend rose/],
  ['/prompts', /prompts cost/],
  ['/people', /developers were active/],
  ['/people/mira.okafor@tideline.dev', /in 4 weeks/],
  ['/repos', /repos cost/],
  ['/repos/tideline%2Fpayments-api', /in 4 weeks/],
  ['/models', /models cost/],
  ['/models/claude-opus-4-8', /in 4 weeks/],
  ['/sessions', /sessions/],
  ['/setup', /Add another machine/],
] as const;

export async function firstSession(page: Page): Promise<string> {
  const answer = await page.request.get('/api/sessions?limit=1&from=2026-10-27&to=2026-11-23');
  const body = (await answer.json()) as { sessions: { sessionId: string }[] };
  return body.sessions[0]?.sessionId ?? '';
}

export async function firstPrompt(page: Page): Promise<string> {
  const answer = await page.request.get('/api/top-prompts?limit=1&from=2026-10-27&to=2026-11-23');
  const body = (await answer.json()) as { prompts: { promptId: string; sessionId: string }[] };
  return body.prompts[0]?.promptId ?? '';
}
