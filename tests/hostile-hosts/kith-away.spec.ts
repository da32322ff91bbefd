import { expect, test } from '../support/kith.ts';
import { oddKith } from '../support/odd-kith.ts';

// Kith is down while the partner's page is open: urgent help is still there, and the page is unharmed.

test('WIDGET 10: when not even the script arrives, the page shows the numbers that it wrote itself', async ({
  page,
  kith,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route('**/v1/**', (route) => route.abort('connectionrefused'));
  await page.goto(kith.partnerUrl);
  await expect(page.locator('kith-widget').getByRole('link', { name: '999', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Visit us' })).toBeVisible();
  expect(problems).toEqual([]);
});

test('WIDGET 10: when the loader is there and the panel is not, the numbers stay, and the page is told', async ({
  page,
  kith,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route(/\/v1\/kith\.\w{8}\.js/, (route) => route.abort('connectionrefused'));
  await page.addInitScript(() => {
    document.addEventListener('kith:error', (event) => {
      document.title = `error: ${(event as CustomEvent).detail.reason}`;
    });
  });
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await expect(page).toHaveTitle('error: load');
  await expect(widget.getByRole('link', { name: '116 123' })).toBeVisible();
  expect(problems).toEqual([]);
});

test('WIDGET 37: when Kith goes away later, urgent help is there within a second and what was typed stays', async ({
  page,
  kith,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const become = await oddKith(page, 'fine');
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  const words = widget.getByLabel('What would help?');
  await expect(words).toBeVisible();

  become('away');
  await words.fill('somewhere to go');
  await widget.getByRole('button', { name: 'Search' }).click();
  await expect(widget.getByRole('alert')).toBeVisible();
  await expect(words).toHaveValue('somewhere to go');
  await widget.getByRole('button', { name: 'Need help now?' }).click();
  await expect(widget.getByRole('link', { name: '999', exact: true })).toBeVisible({ timeout: 1000 });
  await expect(widget.getByRole('link', { name: 'Text SHOUT to 85258' })).toBeVisible();

  become('fine');
  await widget.getByRole('button', { name: 'Back', exact: true }).click();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.getByRole('heading', { level: 3 }).first()).toBeVisible();
  expect(problems).toEqual([]);
});

test('WIDGET 37: too many searches are told as such', async ({ page, kith }) => {
  await oddKith(page, 'busy');
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('chess');
  await widget.getByRole('button', { name: 'Search' }).click();
  await expect(widget.getByRole('alert')).toContainText('Try again in a minute');
});
