import type { Page } from '@playwright/test';
import { expectAccessible as expectNoBarrier } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { oddKith } from '../support/odd-kith.ts';

// Every screen and state of the widget on a partner's page, narrow and wide, light and dark, left and right.
interface Look {
  name: string;
  width: number;
  height?: number;
  colorScheme: 'light' | 'dark';
  dir: 'ltr' | 'rtl';
  forcedColors?: 'active';
  /** WCAG 2.2, 1.4.12: what people who read with difficulty set in their browser. */
  isSpaced?: boolean;
}
const looks: Look[] = [
  // 1280 by 1024 at 400 % is as many CSS pixels as this.
  { name: '400 % zoom, text spaced out', width: 320, height: 256, colorScheme: 'light', dir: 'ltr', isSpaced: true },
  { name: '1280 px, dark', width: 1280, colorScheme: 'dark', dir: 'ltr' },
  { name: '320 px, dark, right to left', width: 320, colorScheme: 'dark', dir: 'rtl' },
  {
    name: '1280 px, right to left, forced colours',
    width: 1280,
    colorScheme: 'light',
    dir: 'rtl',
    forcedColors: 'active',
  },
];

/** As an extension of the browser does it: in every shadow root, over everything. */
function spaceOut(element: Element): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  );
  element.shadowRoot?.adoptedStyleSheets.push(sheet);
}

async function expectAccessible(page: Page): Promise<void> {
  await expectNoBarrier(page, 'the widget', { within: 'kith-widget' });
}

for (const look of looks) {
  test(`WIDGET 32, 40: no barrier on any screen: ${look.name}`, async ({ browser, kith }) => {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height ?? 800 },
      colorScheme: look.colorScheme,
      forcedColors: look.forcedColors ?? 'none',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    const become = await oddKith(page, 'fine');
    await page.goto(kith.partnerUrl);
    const widget = page.locator('kith-widget');
    await widget.evaluate((element, dir) => element.setAttribute('dir', dir), look.dir);
    await widget.scrollIntoViewIfNeeded();
    const words = widget.getByLabel('What would help?');
    const search = widget.getByRole('button', { name: 'Search' });
    const cards = widget.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });

    await expect(words).toBeVisible();
    if (look.isSpaced) await widget.evaluate(spaceOut);
    await expectAccessible(page);

    await words.fill('meet people');
    await search.click();
    await expect(cards.first()).toBeVisible();
    await expectAccessible(page);

    await cards.first().getByRole('button').click();
    await expect(widget.getByText('How to get in touch')).toBeVisible();
    await expectAccessible(page);

    await widget.getByRole('button', { name: 'Need help now?' }).click();
    await expect(widget.getByRole('link', { name: '116 123', exact: true })).toBeVisible();
    await expectAccessible(page);
    await widget.getByRole('button', { name: 'Back', exact: true }).click();
    await widget.getByRole('button', { name: 'Back to the list' }).click();
    await expect(cards.first().getByRole('button')).toBeFocused();

    await widget.getByLabel('Near').fill('Nowhere-under-Lyme');
    await search.click();
    await expect(widget.getByText(/We do not know the place/)).toBeVisible();
    await expectAccessible(page);

    become('empty');
    await words.fill('zebra');
    await widget.getByLabel('Near').fill('');
    await search.click();
    await expect(widget.getByText('We looked for “zebra”.')).toBeVisible();
    await expectAccessible(page);

    become('broken');
    await words.fill('zebra crossing');
    await search.click();
    await expect(widget.getByRole('alert')).toContainText('We could not reach Kith.');
    await expectAccessible(page);

    become('silent');
    await words.fill('meet people again');
    await search.click();
    await expect(widget.locator('[aria-busy="true"]')).toBeVisible();
    await expectAccessible(page);

    expect(problems).toEqual([]);
    await context.close();
  });
}

test('WIDGET 32: the two ways out come first when tabbing, and targets are large enough', async ({ page, kith }) => {
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await expect(widget.getByLabel('What would help?')).toBeVisible();
  await page.getByRole('link', { name: 'Visit us' }).focus();
  await page.keyboard.press('Tab');
  await expect(widget.getByRole('button', { name: 'Need help now?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(widget.getByRole('button', { name: 'Leave page' })).toBeFocused();
  for (const button of await widget.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box?.height ?? 0, (await button.textContent()) ?? '').toBeGreaterThanOrEqual(43.9);
  }
});
