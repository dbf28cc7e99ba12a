import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser';

/** Another one when something else on this machine has it. */
const PORT = Number(process.env.E2E_PORT ?? 8199);
/** The day that the generated data ends with. */
const NOW = '2026-11-23T08:42:00Z';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  timeout: 60_000,
  // A busy machine is late, not wrong.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['junit', { outputFile: 'target/browser-reports/pages.xml' }]],
  use: {
    baseURL: process.env.BASE_URL ?? `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/Los_Angeles',
    launchOptions: browser,
  },
  webServer: {
    command: 'node e2e/server/main.mjs',
    url: `http://127.0.0.1:${PORT}/api/me`,
    env: { PORT: String(PORT), NOW },
    reuseExistingServer: false,
  },
});
