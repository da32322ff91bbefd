import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from '@playwright/test';

interface Look {
  /** Only this part of the page; CSS. */
  within?: string;
  /** Only these rules of axe. */
  only?: string[];
  /** Without these rules. */
  without?: string[];
}

/** What axe finds, one sentence for each rule that does not hold. */
export async function barriers(page: Page, { within, only, without }: Look = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page: page as never });
  // Axe opens a second page to put the answers of frames together: a whole renderer, for each look.
  if (page.frames().length === 1) axe.setLegacyMode(true);
  if (within) axe.include(within);
  if (only) axe.withRules(only);
  if (without) axe.disableRules(without);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const unscripted = new WeakSet<BrowserContext>();
const beside = new WeakMap<BrowserContext, Page>();

/** Says that no script runs on this context's pages. */
export function runsNoScript(context: BrowserContext): void {
  unscripted.add(context);
}

/**
 * Axe finds nothing, and nothing sticks out to the side. With KITH_PICTURES=<folder> it keeps a picture to look at.
 *
 * @param what the screen, for the picture's name and for what is said when it fails
 */
export async function expectAccessible(page: Page, what = 'this screen', look: Look = {}): Promise<void> {
  const seen = unscripted.has(page.context()) ? await scripted(page) : page;
  expect((await barriers(seen, look)).map((found) => `${what}: ${found}`)).toEqual([]);
  const wider = await seen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${what}: nothing to scroll sideways`).toBeLessThanOrEqual(0);
  const folder = process.env.KITH_PICTURES;
  const width = page.viewportSize()?.width ?? 0;
  if (!folder) return;
  const isDark = await seen.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const name = `${what.replaceAll(/\W+/g, '-')}-${width}${isDark ? '-dark' : ''}.png`;
  await seen.screenshot({ path: path.join(folder, name), fullPage: true });
}

/** Axe is a script: it looks at the same markup beside the page, where only Kith's own scripts do not run. */
async function scripted(page: Page): Promise<Page> {
  const body = await page.content();
  const known = beside.get(page.context());
  const copy = known ?? (await (await copyOf(page)).newPage());
  if (!known) {
    beside.set(page.context(), copy);
    page.context().once('close', () => void copy.context().close());
  }
  await copy.unrouteAll();
  await copy.route('**/*', (route) => {
    if (route.request().isNavigationRequest()) return route.fulfill({ contentType: 'text/html', body });
    return route.request().resourceType() === 'script' ? route.abort() : route.continue();
  });
  await copy.goto(page.url());
  return copy;
}

async function copyOf(page: Page): Promise<BrowserContext> {
  const context = await page.context().browser()?.newContext({ viewport: page.viewportSize() });
  if (!context) throw new Error('This page has no browser.');
  return context;
}
