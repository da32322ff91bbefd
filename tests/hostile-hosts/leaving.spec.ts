import type { Page } from '@playwright/test';
import { expect, test } from '../support/kith.ts';

const NEUTRAL = 'https://www.bbc.co.uk/weather';

/** The neutral site, without the network. */
async function withWeather(page: Page): Promise<void> {
  await page.route(`${NEUTRAL}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
  );
}

test('"Leave page" puts the weather in the place of the page, and Back does not lead here', async ({ page, kith }) => {
  await withWeather(page);
  await page.goto('about:blank');
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('my secret');
  await widget.getByRole('button', { name: 'Leave page' }).click();
  await expect(page).toHaveTitle('Weather');
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

test('pressing Shift three times leaves, from anywhere on the page; Escape does not', async ({ page, kith }) => {
  await withWeather(page);
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await expect(widget.getByLabel('What would help?')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  expect(page.url()).toContain(kith.partnerUrl);
  await page.keyboard.press('Shift');
  await expect(page).toHaveTitle('Weather');
});

test('the window is blank before the weather has answered', async ({ page, kith }) => {
  // Held back for good: whatever is seen now is there without it.
  await page.route(`${NEUTRAL}**`, () => undefined);
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('my secret');
  const isBlank = await widget.evaluate((element) => {
    const root = element.shadowRoot?.querySelector('.root');
    const leave = [...(root?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.includes('Leave page'));
    leave?.click();
    const blank = root?.querySelector<HTMLElement>('.blank');
    const box = blank?.getBoundingClientRect();
    const covers = box && box.width >= innerWidth && box.height >= innerHeight && blank?.matches(':popover-open');
    return covers && !root?.textContent && root?.querySelector('input') === null;
  });
  expect(isBlank).toBe(true);
});
