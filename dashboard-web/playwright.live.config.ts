import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser';

/** The pages on a running metric-ai: one with demo data, one that starts empty and gets captured exports. */
export default defineConfig({
  testDir: 'live',
  outputDir: 'test-results/live',
  globalSetup: './live/start.ts',
  workers: 1,
  timeout: 60_000,
  reporter: [['list'], ['junit', { outputFile: 'target/browser-reports/live.xml' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/Los_Angeles',
    launchOptions: browser,
  },
});
