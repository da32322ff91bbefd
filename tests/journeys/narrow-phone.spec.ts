import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, test } from '../support/kith.ts';

// Somebody tired, on an old phone, on a partner's page and on Kith's own.
test.use({ viewport: { width: 320, height: 640 } });

const NEUTRAL = 'https://www.bbc.co.uk/weather';
const ASK = '/connect?partner=pk_demo_riverside';

/** The ask form, opened in the widget on the partner's page. */
async function askInTheWidget(page: Page, kith: RunningKith): Promise<{ widget: Locator; frame: FrameLocator }> {
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByRole('button', { name: 'Connect me with a peer' }).click();
  const frame = widget.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'What’s going on?' }).waitFor();
  return { widget, frame };
}

async function expectSideBySide(first: Locator, second: Locator): Promise<void> {
  const [one, two] = [await first.boundingBox(), await second.boundingBox()];
  expect(one?.y).toBeCloseTo(two?.y ?? -1, 0);
  expect(Math.min(one?.height ?? 0, two?.height ?? 0)).toBeGreaterThanOrEqual(44);
}

test('"Need help now?" and the way out stand side by side everywhere', async ({ page, kith }) => {
  await page.goto(kith.url + ASK);
  await expectSideBySide(page.getByText('Need help now?'), page.locator('.leave'));
  const { widget, frame } = await askInTheWidget(page, kith);
  await expectSideBySide(
    widget.getByRole('button', { name: 'Need help now?' }),
    widget.getByRole('button', { name: 'Leave page' }),
  );
  await expectSideBySide(frame.getByText('Need help now?'), frame.locator('.leave'));
});

test('Tab goes from "Need help now?" to the way out and then down the opened list, as it is seen', async ({
  page,
  kith,
}) => {
  await page.goto(kith.url + ASK);
  const summary = page.locator('summary', { hasText: 'Need help now?' });
  const first = page.getByRole('link', { name: /^Emergency: 999/ });
  await expect(first).toBeHidden();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(first).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('.leave')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  const heights = await Promise.all([summary, first].map(async (one) => (await one.boundingBox())?.y ?? 0));
  expect(heights[0]).toBeLessThan(heights[1] ?? 0);
});

test('the list of urgent help opens without a script', async ({ browser, kith }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(kith.url + ASK);
  await page.getByText('Need help now?').click();
  await expect(page.getByRole('link', { name: /116 123/ }).first()).toBeVisible();
  await context.close();
});

test.describe('in the widget', () => {
  test('the form shows its title once, keeps urgent help and the way out, and has no barrier', async ({
    page,
    kith,
  }) => {
    const { widget, frame } = await askInTheWidget(page, kith);
    await expect(widget.getByRole('heading', { name: 'Connect with a peer' })).toBeVisible();
    expect((await frame.getByRole('heading', { name: 'Connect with a peer' }).boundingBox())?.height).toBeLessThan(2);
    await frame.getByText('Need help now?').click();
    await expect(frame.getByRole('link', { name: /^Emergency: 999/ })).toBeVisible();
    await expectAccessible(page, 'ask in the widget', { within: 'kith-widget' });
  });

  test('Shift three times inside the form takes the whole tab away', async ({ page, kith }) => {
    await page.route(`${NEUTRAL}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
    );
    const { frame } = await askInTheWidget(page, kith);
    await frame.getByLabel(/In your own words/).fill('My secret.');
    for (let time = 0; time < 3; time += 1) await page.keyboard.press('Shift');
    await expect(page).toHaveTitle('Weather');
  });

  test('with the keyboard alone somebody asks, and copies the four words', async ({ page, context, kith }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { frame } = await askInTheWidget(page, kith);
    const press = async (target: Locator, key: string) => {
      await target.focus();
      await page.keyboard.press(key);
    };
    await frame.getByLabel(/In your own words/).focus();
    await page.keyboard.type('It has been quiet.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(frame.getByRole('heading', { name: 'What matters in who you talk to?' })).toBeFocused();
    await press(frame.getByRole('button', { name: 'Continue' }), 'Enter');
    await expect(frame.getByRole('heading', { name: 'How is it safe to reach you?' })).toBeFocused();
    await press(frame.getByLabel(/I’ll come back/), 'Space');
    await press(frame.getByRole('button', { name: 'Continue' }), 'Enter');
    await expect(frame.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
    for (const box of await frame.getByRole('checkbox').all()) await press(box, 'Space');
    await press(frame.getByRole('button', { name: /^Send to/ }), 'Enter');
    const code = await frame.locator('.code').textContent();
    await press(frame.getByRole('button', { name: 'Copy the words' }), 'Enter');
    await expect(frame.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });
});

test('a page about one part of life starts with what there is in it', async ({ page, kith }) => {
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.evaluate((element) => element.setAttribute('area', 'money'));
  await widget.scrollIntoViewIfNeeded();
  await expect(widget.getByRole('heading', { name: /in Money/ })).toBeVisible();
  await expect(widget.getByRole('button', { name: 'Money', pressed: true })).toBeVisible();
});

test('letters twice as large still fit, in the widget and on Kith’s own pages', async ({ playwright, kith }, {
  project,
}) => {
  const { launchOptions } = project.use;
  const args = [...(launchOptions?.args ?? []), '--blink-settings=defaultFontSize=32'];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await page.goto(kith.partnerUrl);
    const widget = page.locator('kith-widget');
    await widget.scrollIntoViewIfNeeded();
    await widget.getByRole('button', { name: 'Things to do' }).click();
    const cards = widget.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
    await expect(cards.first()).toBeVisible();
    const outside = () =>
      widget.evaluate((element) => {
        const { right } = element.getBoundingClientRect();
        const all = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
        return all
          .filter((one) => one.getBoundingClientRect().right > right + 1)
          .map((one) => one.outerHTML.slice(0, 80));
      });
    expect(await outside()).toEqual([]);
    await cards.first().getByRole('button').click();
    await expect(widget.getByText('How to get in touch')).toBeVisible();
    expect(await outside()).toEqual([]);
    await page.goto(kith.url + ASK);
    await page.getByText('Need help now?').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  } finally {
    await browser.close();
  }
});
