import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { hostFiles, hostPages } from '../../hostile-hosts/host-pages.ts';
import { type RunningKith, startKith } from '../kith.ts';
import { type HostSite, startHostSite } from './host-site.ts';
import { playwrightTab } from './playwright-tab.ts';
import type { Engine, Tab } from './tab.ts';
import { startWebKit } from './webkit.ts';

interface Shared {
  kith: RunningKith;
  site: HostSite;
  /** Opens a window; one at a time. */
  openTab: () => Promise<Tab & { page?: Page }>;
}

/** The same test in Chromium, Firefox and WebKit: the name of the project says which. */
export const test = base.extend<{ tab: Tab & { page?: Page } }, Shared>({
  kith: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      // Who writes tests keeps the town between two runs: KITH_TEST_TOWN=/tmp/town.
      const keptDir = process.env.KITH_TEST_TOWN;
      const homeDir = keptDir ?? (await mkdtemp(path.join(tmpdir(), 'kith-hosts-')));
      const mark = path.join(homeDir, 'partner-url');
      if (!existsSync(mark)) {
        // The first start makes the town, whose partner's site is where our hostile pages then are.
        const first = await startKith({ homeDir });
        await first.stop();
        await writeFile(mark, first.partnerUrl);
      }
      const kith = await startKith({ homeDir });
      await use({ ...kith, partnerUrl: await readFile(mark, 'utf8') });
      await kith.stop();
      if (!keptDir) await rm(homeDir, { recursive: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  site: [
    async ({ kith }, use) => {
      const site = await startHostSite(
        Number(new URL(kith.partnerUrl).port),
        kith.url,
        await hostPages(kith.url),
        hostFiles,
      );
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  openTab: [
    async ({ playwright, site, launchOptions, channel }, use, { project: { name } }) => {
      const engine = name as Engine;
      if (engine === 'webkit') {
        const { tab, stop } = await startWebKit(site.proxy);
        await use(async () => tab);
        await stop();
        return;
      }
      const browser = await playwright[engine].launch({ ...launchOptions, ...(channel && { channel }) });
      await use(async () => {
        const proxy = { server: `http://${site.proxy}`, bypass: 'localhost,127.0.0.1' };
        return playwrightTab(engine, await browser.newContext({ proxy, viewport: { width: 1000, height: 800 } }));
      });
      await browser.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  tab: async ({ openTab, site }, use) => {
    site.outside.length = 0;
    const tab = await openTab();
    await use(tab);
    await tab.close();
  },
});

export { expect };

/** Waits until somebody would see it. */
export async function shows(tab: Tab, wanted: string, frame?: string): Promise<void> {
  await expect.poll(() => tab.sees(wanted, frame), { message: `${wanted} in ${frame ?? 'the page'}` }).toBe(true);
}

/**
 * Nothing broke and nothing was blocked since the page began. Where there is a policy, something is blocked on purpose
 * first: that the page hears of this shows that it would have heard of the rest, which came before.
 */
export async function expectNothingWrong(tab: Tab, hasPolicy = false): Promise<void> {
  if (hasPolicy) {
    await tab.run(() => {
      new Image().src = 'http://localhost:1/canary.png';
      return true;
    });
    await expect.poll(() => wrongOn(tab)).toContain('canary.png');
  }
  const wrong = await wrongOn(tab);
  expect(wrong.split('\n').filter((line) => line && !/canary\.png|favicon\.ico/.test(line))).toEqual([]);
}

function wrongOn(tab: Tab): Promise<string> {
  return tab.run(() => (window as unknown as { wrong: string }).wrong);
}
