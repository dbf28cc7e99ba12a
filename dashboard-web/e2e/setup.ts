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

export async function firstPrompt(page: Page): Promise<string> {
  const answer = await page.request.get('/api/top-prompts?limit=1&from=2026-10-27&to=2026-11-23');
  const body = (await answer.json()) as { prompts: { promptId: string; sessionId: string }[] };
  return body.prompts[0]?.promptId ?? '';
}
