import { defineConfig } from '@playwright/test';

/** Real browsers against a real Kith (tests/support/kith.ts). One worker a core; no retries: flaky is broken. */
export default defineConfig({
  testDir: '.',
  testMatch: [
    'journeys/**/*.spec.ts',
    'accessibility/**/*.spec.ts',
    'hostile-hosts/**/*.spec.ts',
    'faults/**/*.spec.ts',
  ],
  outputDir: '../.kith/test-results',
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'line',
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: process.env.KITH_CHROMIUM ?? '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
        trace: 'retain-on-failure',
        screenshot: 'only-on-failure',
      },
    },
  ],
});
