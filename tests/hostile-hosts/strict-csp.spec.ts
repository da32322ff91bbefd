import type { Page } from '@playwright/test';
import { expect, type RunningKith, test } from '../support/kith.ts';

// WIDGET.md 14: nonce with and without 'strict-dynamic', `style-src 'none'`, Trusted Types.

/** Everything that the browser blocked or that broke, from the first line of the page on. */
async function watch(page: Page): Promise<string[]> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return problems;
}

async function searchAndAsk(page: Page, kith: RunningKith): Promise<void> {
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('meet people');
  await widget.getByRole('button', { name: 'Search' }).click();
  const card = widget
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
    .first();
  await card.getByRole('button').click();
  await expect(widget.getByText('How to get in touch')).toBeVisible();
  await widget.getByRole('button', { name: 'Connect me with a peer about this' }).click();
  await expect(page.frameLocator('kith-widget iframe').getByRole('heading').first()).toBeVisible();
  expect(page.frames().some((frame) => frame.url().startsWith(`${kith.url}/connect`))).toBe(true);
}

for (const path of ['/', '/strict']) {
  test(`WIDGET 14: searches, opens and asks under the policy of ${path}, with nothing blocked`, async ({
    page,
    kith,
  }) => {
    const problems = await watch(page);
    await page.goto(kith.partnerUrl + path);
    await searchAndAsk(page, kith);
    expect(problems).toEqual([]);
  });
}

test('WIDGET 18, 39: asks before nothing: no preflight, no cookie, nothing stored, nobody else', async ({
  page,
  kith,
  context,
}) => {
  const others: string[] = [];
  const methods = new Set<string>();
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== new URL(kith.url).origin && origin !== new URL(kith.partnerUrl).origin) others.push(request.url());
    if (request.url().includes('/graphql')) methods.add(request.method());
  });
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('meet people');
  await widget.getByRole('button', { name: 'Search' }).click();
  await expect(widget.getByRole('heading', { level: 3 }).first()).toBeVisible();
  expect(others).toEqual([]);
  expect([...methods]).toEqual(['GET']);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});
