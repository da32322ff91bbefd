import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';

const ASK = '/connect?partner=pk_demo_riverside';

for (const [name, use] of Object.entries({
  'a phone in daylight': { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  'a desk at night': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
} as const)) {
  test.describe(name, () => {
    test.use(use);

    test('every page of asking and coming back, with its script', async ({ page, kith }) => {
      await page.goto(kith.url + ASK);
      await page.getByText('Need help now?').click();
      await expectAccessible(page, 'question 1');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('Has been through').click();
      await expectAccessible(page, 'question 2');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('alert')).toBeFocused();
      await expectAccessible(page, 'question 3 with a problem');
      await page.getByLabel('Phone call').check();
      await expectAccessible(page, 'question 3, by phone');
      await page.getByLabel(/I’ll come back/).check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: /^Send to/ }).click();
      await expectAccessible(page, 'check, not agreed');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: /^Send to/ }).click();
      await page.getByRole('heading', { name: 'Keep these four words' }).waitFor();
      await page.getByText('Or keep this link').click();
      await expectAccessible(page, 'sent');
      const code = (await page.locator('.code').textContent()) ?? '';
      await page.goto(`${kith.url}/back`);
      await expectAccessible(page, 'the door');
      await page.getByLabel('Your four words').fill(code);
      await page.getByRole('button', { name: 'Show the update' }).click();
      await page.getByText('Change your words').click();
      await page.getByText('Change how to reach you').click();
      await page.locator('summary', { hasText: 'Erase everything' }).click();
      await expectAccessible(page, 'one’s own request, all open');
      await page.getByRole('button', { name: 'Yes, erase everything' }).click();
      await expectAccessible(page, 'erased');
    });

    test('every page without its script', async ({ page, context, kith }) => {
      // axe needs to run in the page, so scripts are on and ours does not come.
      await context.route('**/assets/connect/**', (route) => route.abort());
      await page.goto(kith.url + ASK);
      await expectAccessible(page, 'all questions');
      await page.getByRole('button', { name: 'Check your answers' }).click();
      await expectAccessible(page, 'all questions with a problem');
      await page.goto(`${kith.url + ASK}&for=carer`);
      await expect(page.getByRole('heading', { name: 'How is it for you?' })).toBeVisible();
      await expectAccessible(page, 'all questions, for who looks after somebody');
      await page.getByRole('button', { name: 'Check your answers' }).click();
      await page.getByRole('radio', { name: 'Letter' }).check();
      await page.getByLabel('Address for letters').fill('1 Mill Lane, Ashbridge');
      await page.getByRole('button', { name: 'Check your answers' }).click();
      await expectAccessible(page, 'check');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: /^Send to/ }).click();
      await expectAccessible(page, 'sent');
      await page.goto(`${kith.url}/help`);
      await expectAccessible(page, 'urgent help');
      for (const path of ['/pledge', '/myths', '/speak-up', '/try-out', '/check-in']) {
        await page.goto(kith.url + path);
        await page.getByText('Your rights', { exact: true }).last().click();
        await expectAccessible(page, path);
      }
      await page.goto(`${kith.url}/find?area=LEISURE&partner=pk_demo_riverside`);
      await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(/places/);
      await expectAccessible(page, 'something to do meanwhile');
      await page.goto(`${kith.url}/connect?partner=pk_nobody`);
      await expectAccessible(page, 'a link that does not work');
    });
  });
}

test('text twice as large and spaced out still fits at 320 pixels', async ({ page, kith }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(kith.url + ASK);
  // WCAG 2.2, 1.4.4 and 1.4.12. Through the browser's own inspector: the page's policy allows no other style.
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('DOM.enable');
  await inspector.send('CSS.enable');
  const { frameTree } = await inspector.send('Page.getFrameTree');
  const { styleSheetId } = await inspector.send('CSS.createStyleSheet', { frameId: frameTree.frame.id });
  await inspector.send('CSS.setStyleSheetText', {
    styleSheetId,
    text: 'html{font-size:200%} *{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}',
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
