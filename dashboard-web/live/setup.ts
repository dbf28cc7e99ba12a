import { test as base, expect, type APIRequestContext } from '@playwright/test';

interface Instance {
  ingest: string;
  dashboard: string;
  token: string;
  jwt: string;
  /** Of an operator. */
  opsJwt: string;
}

type Ask = <T>(path: string) => Promise<T>;

/** The instance that a file of tests is about: signed in, watched for faults of the pages. */
export function testOf(name: 'LIVE_DEMO' | 'LIVE_CAPTURED') {
  const instance = (): Instance => JSON.parse(process.env[name] ?? '{}') as Instance;
  return base.extend<{ instance: Instance; ask: Ask }>({
    // Playwright reads the fixtures' names from this pattern.
    // eslint-disable-next-line no-empty-pattern
    instance: async ({}, use) => use(instance()),
    // eslint-disable-next-line no-empty-pattern
    baseURL: async ({}, use) => use(instance().dashboard),
    context: async ({ context }, use) => {
      const { dashboard, jwt } = instance();
      await context.addCookies([{ name: 'CF_Authorization', value: jwt, url: dashboard }]);
      await use(context);
    },
    page: async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(instance().dashboard) && !/^(data|blob):/.test(url)) faults.push(`left the site: ${url}`);
      });
      await use(page);
      expect(faults).toEqual([]);
    },
    ask: async ({ context }, use) => use((path) => answer(context.request, instance().dashboard + path)),
  });
}

async function answer<T>(request: APIRequestContext, url: string): Promise<T> {
  const response = await request.get(url);
  expect(response.status(), url).toBe(200);
  return (await response.json()) as T;
}

export { expect };
