import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/setup/chromium.mjs';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/e2e/fixture/global-setup.ts',
  outputDir: '.cache/e2e',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A test that passes only on the second try has failed.
  retries: 0,
  timeout: 120_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  // For tests of plain pages; those of Tez start their own browser with the extension in it.
  use: { launchOptions: { executablePath: findChromium() ?? undefined } },
});
