import type { Tab } from '../support/engines/tab.ts';
import { expect, expectNothingWrong, shows, test } from '../support/engines/test.ts';

// In Chromium: what a site's policy allows Kith is enough for everything that Kith does. Written so that
// every engine can be driven (tests/support/engines); strict-csp.spec.ts and this one were seen in Chromium alone.

/** Searches, opens a place, asks, comes back and finds urgent help: everything that a visitor can do. */
async function goThrough(tab: Tab, { asks = true } = {}): Promise<void> {
  await shows(tab, 'field What would help?');
  await tab.fill('field What would help?', 'meet people');
  await tab.click('button Search');
  await shows(tab, 'card');
  await tab.click('card');
  await shows(tab, 'text How to get in touch');
  if (asks) {
    await tab.click('button Connect me with a peer about this');
    await shows(tab, 'heading What’s going on?', '/connect');
    await tab.click('button Back');
    await shows(tab, 'text How to get in touch');
  }
  await tab.click('button Need help now?');
  await shows(tab, 'link 116 123');
}

for (const [page, what] of [
  ['csp-nonce', 'WIDGET 13, 14, 15: a nonce, no styles, no Trusted Types policy'],
  ['csp-dynamic', "WIDGET 14: the same with 'strict-dynamic'"],
  ['csp-hash', 'WIDGET 2, 14, 17: one file known by its hash, nothing after it'],
  ['isolated', 'WIDGET 14, 16: a page isolated from other origins (COEP require-corp)'],
] as const) {
  test(`${what}: everything works and nothing is blocked`, async ({ tab, site, kith }) => {
    await tab.goto(`${site.url}/${page}`);
    await goThrough(tab);
    if (page === 'isolated') expect(await tab.run(() => crossOriginIsolated)).toBe(true);
    await expectNothingWrong(tab, true);
    // WIDGET 39: nobody but Kith was asked for anything, and nothing was left behind.
    const asked = await tab.run(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .join('\n'),
    );
    expect(
      asked.split('\n').filter((address) => !address.startsWith(`${kith.url}/`) && !/canary|favicon/.test(address)),
    ).toEqual([]);
    expect(await tab.run(() => document.cookie.length + localStorage.length + sessionStorage.length)).toBe(0);
  });
}
