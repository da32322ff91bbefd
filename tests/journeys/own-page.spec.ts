import type { Page } from '@playwright/test';
import { barriers } from '../support/accessible.ts';
import { expect, type RunningKith, test } from '../support/kith.ts';
import { ask, atWork, comeBack, DESKTOP, enter, introduce, SIZES, together, withoutScript } from '../support/people.ts';

// The person's own page: who looks after somebody, an agreement that was read out, a link with a PIN, and leaving it on a
// phone that others use.

for (const [where, size] of SIZES) {
  test(`who looks after somebody asks for themselves, and finds it on their own page, ${where}`, async ({
    browser,
    kith,
  }) => {
    const words = 'I am up with my mum every night and I am worn out.';
    const page = await withoutScript(browser, size);
    await page.goto(`${kith.url}/connect?partner=pk_demo_riverside`);
    await page.getByRole('link', { name: 'I’m looking after someone' }).click();
    await expect(page.getByRole('heading', { name: 'How is it for you?' })).toBeVisible();
    await expect(page.getByText('We need nothing about the other person', { exact: false })).toBeVisible();
    await page.getByLabel(/in your own words/i).fill(words);
    await page.getByLabel('E-mail', { exact: true }).check();
    await page.getByLabel('E-mail address').fill('jo@example.org');
    for (const hours of ['Weekdays', 'Evenings, 5 to 9']) await page.getByLabel(hours).check();
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await expect(page.getByText('Safe times: Weekdays, Evenings, 5 to 9')).toBeVisible();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: /^Send to/ }).click();
    const code = (await page.locator('.code').innerText()).trim();
    await enter(page, kith, code);
    await expect(page.locator('p.words', { hasText: words })).toBeVisible();
    await expect(page.getByText(/^Matters: .*(carer|look)/i)).toBeVisible();
    // What was ticked is still ticked where it can be changed.
    await page.locator('summary', { hasText: 'Change how to reach you' }).click();
    await expect(page.getByLabel('Evenings, 5 to 9')).toBeChecked();
    await expect(page.getByLabel('Mornings, 9 to 12')).not.toBeChecked();
    await page.context().close();
  });
}

test('an advocate reads the agreement out, and the person can say that it was not so', async ({ browser, kith }) => {
  const { advocate, code } = await introduce(browser, kith, await ask(kith, 'Wren', 'Somebody to walk with.'));
  const peer = await atWork(browser, kith, advocate);
  const card = peer.getByRole('article', { name: 'Introduction: Wren' });
  await card.getByRole('button', { name: 'Yes, I would like to' }).click();
  await card.getByLabel('When', { exact: true }).fill('Friday, 11 am');
  await card.getByRole('button', { name: 'Say yes and tell them' }).click();
  await peer.getByRole('link', { name: /^Wren/ }).click();
  await peer.getByRole('button', { name: 'Write it now' }).click();
  await peer.getByRole('button', { name: 'Save and agree' }).click();
  await peer.getByRole('button', { name: 'I read it out, they said yes' }).click();
  await expect(peer.getByText(/^Written down\. Wren can read it/)).toBeFocused();

  const back = await comeBack(browser, kith, code);
  await expect(back.locator('p.status')).toHaveText(`You and ${advocate} are connected.`);
  await expect(back.getByText('wrote down that it was read out to you', { exact: false })).toBeVisible();
  await back.getByRole('button', { name: 'I did not agree to this' }).click();
  await expect(back.getByText('It does not hold until you say yes yourself.', { exact: false })).toBeVisible();
  await peer.reload();
  await expect(peer.getByText('Wren says that they had not agreed.', { exact: false })).toBeVisible();
  await back.getByRole('button', { name: 'Yes, I agree' }).click();
  await expect(back.locator('p.status')).toHaveText(`You and ${advocate} are connected.`);
  for (const page of [peer, back]) await page.context().close();
});

/** Types what the door asks for. */
async function open(page: Page, kith: RunningKith, code: string): Promise<void> {
  await page.goto(`${kith.url}/back`);
  await page.getByLabel('Your four words').fill(code);
  await page.getByRole('button', { name: 'Show the update' }).click();
}

test('a link with a PIN opens with the PIN, and after leaving nobody gets back to the page', async ({ page, kith }) => {
  const words = 'Nobody at home may read this. Sorrel-canary.';
  await page.route(/bbc\.co\.uk/, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Weather</h1>' }));
  const { code } = await ask(kith, 'Sol', words);
  await open(page, kith, code);
  await page.locator('summary', { hasText: 'Choose a PIN for your link' }).click();
  await page.getByLabel('Your PIN').fill('1234');
  await page.getByRole('button', { name: 'Save this PIN' }).click();
  await expect(page.getByRole('alert')).toContainText('That is tried first by anybody');
  await page.getByLabel('Your PIN').fill('4072');
  await page.getByRole('button', { name: 'Save this PIN' }).click();
  await expect(page.getByText('Saved. Your link now asks for your PIN.')).toBeVisible();
  await page.locator('summary', { hasText: 'Somebody may know my words' }).click();
  await page.getByRole('button', { name: 'Give me new words' }).click();
  await page.getByText('Or keep this link').click();
  const link = (await page.locator('details .address').textContent()) ?? '';
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Your last two words, or your PIN').fill('4072');
  await page.getByRole('button', { name: 'Show the update' }).click();
  await expect(page.locator('p.words', { hasText: words })).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.locator('p.status')).toContainText('paused');
  await page.getByRole('link', { name: 'Leave this page', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Weather' })).toBeVisible();

  // Whoever takes up the phone and presses Back. What "send it again" shows then: packages/server/src/http/back.test.ts.
  await page.goBack().catch(() => null);
  await expect(page.getByText('Sorrel-canary')).toHaveCount(0);
});

test('a worry and everything else on the page reads well with every part open, by day and by night', async ({
  browser,
  kith,
}) => {
  test.slow();
  const two = await together(browser, kith, 'Kit', 'Somebody to sit with in the park.');
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await open(page, kith, two.code);
  await expect(page.locator('p.status')).toBeVisible();
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
  // Part by part: each is small, so that a loaded machine says which one it was busy with.
  const parts = await page
    .locator('main section[aria-labelledby]')
    .evaluateAll((all) => all.map((part) => `section[aria-labelledby="${part.getAttribute('aria-labelledby')}"]`));
  expect(parts.length).toBeGreaterThan(8);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [index, part] of parts.entries()) {
      // By night only colours are others.
      const found = await barriers(page, {
        within: part,
        ...(colorScheme === 'dark' && { only: ['color-contrast', 'link-in-text-block'] }),
      });
      expect([part, found]).toEqual([part, []]);
      if (index === 0) await expectNoWider(page);
    }
    const folder = process.env.KITH_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/back-all-open-${colorScheme}.png`, fullPage: true });
  }
  await page.setViewportSize(DESKTOP);
  await expectNoWider(page);
  await context.close();
});

async function expectNoWider(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
