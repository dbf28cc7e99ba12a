// Makes docs/images: every page of a metric-ai with demo data, light and dark.
// usage: node scripts/screenshots.mjs [--dashboard URL --jwt TOKEN [--ops-jwt TOKEN]] [PAGE...]
// For a metric-ai that runs already, the pages of operators need the token of one: ./metric-ai member grant --role ops, then
// access-token --email.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startMetricAi } from '../../client-test/metric-ai.mjs';

const OUT = path.join(import.meta.dirname, '../../docs/images');
const QUALITY = 80;
/** Shown to their end; the others as a screen. */
const WHOLE = new Set(['prompt', 'person', 'repo', 'model', 'setup']);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dashboard: { type: 'string' }, jwt: { type: 'string' }, 'ops-jwt': { type: 'string' } },
});

const instance = values.dashboard ? { ...values, close: async () => {} } : await startMetricAi(['--demo']);
const opsJwt = values['ops-jwt'] ?? (await instance.operator?.('operator@example.com'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  fs.mkdirSync(OUT, { recursive: true });
  const pages = Object.entries(await addresses());
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    for (const [name, address] of pages) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const jwt = address.startsWith('/ops/') ? opsJwt : instance.jwt;
      if (!jwt) continue;
      await context.addCookies([{ name: 'CF_Authorization', value: jwt, url: instance.dashboard }]);
      await page.setViewportSize(name === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 });
      await page.goto(instance.dashboard + address, { waitUntil: 'networkidle' });
      // A page that did not come is no picture of one.
      await page.locator('h1:not(.muted)').first().waitFor();
      if (name === 'prompt') {
        await page.getByRole('treeitem').nth(2).click();
        await page.evaluate('scrollTo(0, 0)');
      }
      await page.screenshot({
        path: path.join(OUT, `${name}-${colorScheme}.jpg`),
        type: 'jpeg',
        quality: QUALITY,
        fullPage: WHOLE.has(name),
      });
      console.log(`${name}-${colorScheme}.jpg`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await instance.close();
}

/** Page by file name; one of everything that has a page of its own: what the dearest prompt with a handful of subagents is about. */
async function addresses() {
  const { prompts } = await ask('/api/top-prompts?limit=200&from=' + daysAgo(27));
  const prompt = prompts.find(({ subagents, traceId }) => traceId && subagents >= 3 && subagents <= 8) ?? prompts[0];
  const encode = encodeURIComponent;
  return {
    // A week has one before it to be compared with; four have not, in 28 days of history.
    overview: '/?range=1w',
    prompts: '/prompts',
    prompt: `/prompts/${encode(prompt.promptId)}`,
    people: '/people',
    person: `/people/${encode(prompt.user)}`,
    repos: '/repos',
    repo: `/repos/${encode(prompt.repo)}`,
    models: '/models',
    model: `/models/${encode(prompt.models[0])}`,
    sessions: '/sessions',
    session: `/sessions/${encode(prompt.sessionId)}`,
    setup: '/setup',
    tokens: '/admin/tokens',
    members: '/admin/members',
    audit: '/admin/audit',
    settings: '/admin/settings',
    rights: '/admin/people',
    orgs: '/ops/orgs',
    'dead-letters': '/ops/dead-letters',
    'ops-audit': '/ops/audit',
    phone: '/?range=1w',
  };
}

async function ask(address) {
  const response = await fetch(instance.dashboard + address, { headers: { authorization: `Bearer ${instance.jwt}` } });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
