import { defineConfig, type Project } from '@playwright/test';

/** The specs that every engine runs (tests/support/engines). Others that could be are in Chromium alone, for time (decision 24). */
const EVERY_ENGINE = ['hostile-hosts/hosts.spec.ts'];
const projects: Project[] = [
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
      trace: process.env.KITH_TRACE ? 'retain-on-failure' : 'off',
      screenshot: 'only-on-failure',
    },
  },
  {
    name: 'firefox',
    testMatch: EVERY_ENGINE,
    use: {
      browserName: 'firefox',
      // Debian's Firefox is spoken to in WebDriver BiDi; Playwright's own build would need a download.
      channel: 'moz-firefox',
      launchOptions: { executablePath: process.env.KITH_FIREFOX ?? '/usr/bin/firefox-esr' },
    },
  },
  // WebKitGTK, driven by WebDriver (tests/support/engines/webkit.ts).
  { name: 'webkit', testMatch: EVERY_ENGINE },
];
const chosen = (process.env.KITH_ENGINES ?? 'chromium,firefox,webkit').split(',');

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
  projects: projects.filter(({ name }) => chosen.includes(name ?? '')),
});
