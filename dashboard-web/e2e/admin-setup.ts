import type { BrowserContext, Page } from '@playwright/test';
import { test as base } from './setup';

type Who = 'admin' | 'second' | 'viewer' | 'both' | 'ops';

interface Admin {
  /** Who asks, in a world that this test alone changes. */
  as: (who: Who) => Promise<void>;
  /** Another browser, of somebody else in the same world. */
  another: (who: Who) => Promise<Page>;
  /** A signal comes in; without a person: nobody has reported yet. */
  arrive: (query?: string) => Promise<void>;
  plant: (what: { label?: string; limited?: number; extra?: number }) => Promise<void>;
}

export const test = base.extend<Admin>({
  as: async ({ context, baseURL }, use, info) => {
    await use((who) => enter(context, who, info.testId, baseURL));
  },
  another: async ({ browser, baseURL }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '' });
      opened.push(context);
      await enter(context, who, info.testId, baseURL);
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date('2026-11-23T08:42:00Z'));
      return page;
    });
    for (const context of opened) await context.close();
  },
  arrive: async ({ page }, use) => {
    await use(async (query = '') => {
      await page.request.get(`/fixture/arrive?${query}`);
    });
  },
  plant: async ({ page }, use) => {
    await use(async (what) => {
      await page.request.post('/fixture/plant', { data: what });
    });
  },
});

async function enter(context: BrowserContext, who: Who, world: string, baseURL: string | undefined): Promise<void> {
  await context.addCookies([
    { name: 'as', value: who, url: baseURL ?? '' },
    { name: 'world', value: world, url: baseURL ?? '' },
  ]);
}
