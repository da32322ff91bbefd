import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/kith.ts';
import { ask, atWork, DESKTOP, introduce } from '../support/people.ts';

/** Tabs on until it has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 120 && !(await hasFocus()); presses++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

test('an introduction is answered, agreed and a contact noted with the keyboard alone', async ({ browser, kith }) => {
  const { advocate } = await introduce(browser, kith, await ask(kith, 'Lou', 'Somebody to cook with.'));
  const page = await atWork(browser, kith, advocate, DESKTOP);
  await press(page, 'Yes, I would like to');
  await expect(page.getByLabel('How', { exact: true })).toBeFocused();
  await tabTo(page, page.getByLabel('When', { exact: true }));
  await page.keyboard.type('Monday, 11 am');
  await tabTo(page, page.getByLabel(/A few words/));
  await page.keyboard.type('I bring the onions.');
  await press(page, 'Say yes and tell them');
  await expect(page.getByText(/^You said yes\./)).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: /^Lou/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lou' })).toBeFocused();
  await press(page, 'Write it now');
  await press(page, 'Save and agree');
  await expect(page.getByText(/^Saved\. Lou reads it now\./)).toBeFocused();
  await press(page, 'I read it out, they said yes');
  await expect(page.getByText(/^Written down\. Lou can read it/)).toBeFocused();
  await press(page, 'Note a contact');
  const taps = page.getByRole('group', { name: 'What did you do together?' });
  await expect(taps.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Space');
  await expect(taps.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await press(page, 'Save this contact');
  await expect(page.getByText('Noted. Lou sees it too.')).toBeFocused();
  await page.context().close();
});
