import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, readOutbox, sharedData, startKith, test } from '../support/kith.ts';

// The story that Kith is for, from a partner's page to somebody's yes. On a real directory when there is one on this
// machine (../shared/data), on the demo town otherwise.
const near = sharedData ? 'M33' : 'ZZ2';
const words = 'Since the move I hardly see anybody. I would like to go somewhere but not alone the first time.';

/** Signs in as one of the demo town's staff, with one click. */
async function signInAs(page: Page, kith: RunningKith, name: RegExp): Promise<void> {
  await page.goto(`${kith.url}/console`);
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('navigation')).toBeVisible();
}

test('somebody finds a group near them, asks for a peer, and comes back to see who will meet them', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const kith = await startKith();
  try {
    if (sharedData) {
      const said = await kith.importDirectory(path.join(sharedData, 'trafford-oruk3'));
      expect(said).toMatch(/1,?426/);
    }

    // On the partner's page, another origin.
    const visitor = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await visitor.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(kith.partnerUrl);
    const widget = page.locator('kith-widget');
    await widget.scrollIntoViewIfNeeded();
    await widget.getByLabel('What would help?').fill('somewhere to meet people');
    await widget.getByLabel('Near').fill(near);
    await widget.getByRole('button', { name: 'Search' }).click();
    await expect(widget.getByRole('status').filter({ hasText: 'places' })).toContainText(`near ${near}`);
    const results = widget
      .getByRole('list', { name: /results|places/i })
      .or(widget.getByRole('list').filter({ has: page.getByRole('heading', { level: 3 }) }));
    await expect(results.first()).toBeVisible();
    await expectAccessible(page);
    await results.first().getByRole('link').or(results.first().getByRole('button')).first().click();
    await expect(widget.getByText('How to get in touch')).toBeVisible();
    await expectAccessible(page);

    // The ask, in a frame on Kith's own origin.
    await widget.getByRole('button', { name: 'Connect me with a peer about this' }).click();
    const ask = page.frameLocator('kith-widget iframe');
    await expect(ask.getByRole('heading', { name: 'What’s going on?' })).toBeVisible();
    expect(page.frames().some((frame) => frame.url().startsWith(`${kith.url}/connect`))).toBe(true);
    await ask.getByLabel(/In your own words/).fill(words);
    await ask.getByRole('button', { name: 'Continue' }).click();
    await expect(ask.getByRole('heading', { name: 'What matters in who you talk to?' })).toBeVisible();
    await ask.getByRole('button', { name: 'Continue' }).click();
    await ask.getByLabel(/I’ll come back/).check();
    await ask.getByRole('button', { name: 'Continue' }).click();
    await expect(ask.getByText(words)).toBeVisible();
    await expectAccessible(page);
    for (const statement of await ask.getByRole('checkbox').all()) await statement.check();
    await ask.getByRole('button', { name: /^Send to/ }).click();
    await expect(ask.getByRole('heading', { name: 'Sent' })).toBeVisible({ timeout: 20_000 });
    const code = (await ask.locator('.code').innerText()).trim();
    expect(code.split(/[\s-]+/)).toHaveLength(4);
    const reference = (
      await ask
        .getByText(/Your number with us is/)
        .locator('strong')
        .innerText()
    ).trim();
    await expectAccessible(page);

    // The partner's page has seen none of it, and the device keeps none of it.
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('hardly see anybody');
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    expect(await visitor.cookies()).toEqual([]);
    expect(problems).toEqual([]);
    await visitor.close();

    // A coordinator reads it and introduces an advocate.
    const staff = await browser.newContext();
    const desk = await staff.newPage();
    await signInAs(desk, kith, /Coordinator.*Riverside/i);
    await desk.getByRole('link', { name: 'Requests' }).first().click();
    await expectAccessible(desk);
    await desk
      .getByRole('link', { name: new RegExp(reference) })
      .first()
      .click();
    await expect(desk.getByText(words)).toBeVisible();
    await expectAccessible(desk);
    const suggestion = desk.getByRole('article').first();
    const advocate = (await suggestion.getByRole('heading', { level: 3 }).innerText()).trim();
    await suggestion.getByRole('button', { name: `Introduce ${advocate}` }).click();
    await desk.getByLabel(`Why ${advocate}?`).fill('You both know what a new town is like.');
    // Others have waited longer: whoever passes them over says why.
    const otherwise = desk.getByLabel('Why do you choose otherwise?');
    if (await otherwise.isVisible()) await otherwise.fill('They live around the corner from each other.');
    await desk.getByRole('button', { name: `Ask ${advocate}` }).click();
    await expect(desk.getByRole('button', { name: /^Introduce/ })).toHaveCount(0);
    await expect(desk.getByText(new RegExp(`^${advocate}: waiting for the advocate`))).toBeVisible();
    await staff.close();

    // The advocate says yes.
    const peer = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const phone = await peer.newPage();
    await signInAs(phone, kith, new RegExp(`^${advocate}`));
    await expect(phone.getByText(words)).toBeVisible();
    await expectAccessible(phone);
    await phone.getByRole('button', { name: 'Yes, I would like to' }).click();
    await phone.getByLabel('When', { exact: true }).fill('Thursday, 2 pm');
    await phone.getByLabel(/A few words/).fill('Hello, I will wait by the door of the library.');
    await phone.getByRole('button', { name: 'Say yes and tell them' }).click();
    await expect(phone.getByText(words)).toBeHidden();
    await peer.close();

    // The person comes back with their words, without JavaScript even.
    const again = await browser.newContext({ javaScriptEnabled: false });
    const back = await again.newPage();
    await back.goto(`${kith.url}/back`);
    await expect(back).toHaveTitle('An update for you');
    await back.getByLabel('Your four words').fill(code);
    await back.getByRole('button', { name: 'Show the update' }).click();
    await expect(back.getByText(advocate).first()).toBeVisible();
    await expect(back.getByText('Thursday, 2 pm')).toBeVisible();
    await expect(back.getByText('Hello, I will wait by the door of the library.')).toBeVisible();
    await expect(back.getByText(words).first()).toBeVisible();
    await again.close();

    // Nothing of their words is in a log or in an e-mail.
    for (const text of [kith.output(), await readOutbox(kith)]) {
      expect(text).not.toContain('hardly see anybody');
      expect(text).not.toContain('door of the library');
      expect(text).not.toContain(code);
    }
  } finally {
    await kith.stop();
  }
});
