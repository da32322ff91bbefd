import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/kith.ts';
import { comeBack, together, expectAccessible as withPicture } from '../support/people.ts';

const ASK = '/connect?partner=pk_demo_riverside';

/** Nothing that axe knows of, nothing wider than the screen, and everything that is pressed is large enough. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  expect(violations.map(({ id, nodes }) => [what, id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect([what, isTooWide]).toEqual([what, false]);
}

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
      await withPicture(page, 'back-carer');
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
      for (const path of ['/pledge', '/speak-up', '/try-out', '/check-in']) {
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

for (const [viewport, colorScheme] of [
  [{ width: 320, height: 640 }, 'light'],
  [{ width: 360, height: 740 }, 'dark'],
  [{ width: 1280, height: 800 }, 'light'],
] as const) {
  test(`one’s own page with everything open, without a script, ${viewport.width} pixels, ${colorScheme}`, async ({
    browser,
    kith,
  }) => {
    test.slow();
    const two = await together(browser, kith, 'Robin', 'I would like to go out again.');
    const page = await comeBack(browser, kith, two.code, viewport);
    await page.emulateMedia({ colorScheme });
    // Each press answers with a whole new page.
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    const open = (summary: string) => page.locator('summary', { hasText: summary }).first().click();
    await open('How is it going?');
    await page.getByLabel(/What could you do without/).fill('I ring the office alone.');
    await press('We go on');
    await open('Cards for the first time');
    await page.getByLabel('What I would like').fill('Tea first.');
    await press('Save my card');
    await open('Say thank you');
    await page
      .getByRole('textbox', { name: /^Your words/ })
      .first()
      .fill('You were there.');
    await press(/^Give it to/);
    await open('Write about a time you were in touch');
    await page.getByLabel('What you want to remember').fill('We met at the library.');
    await press(/^Save about a time/);
    await open('Tell the team that something is not right');
    await press('Tell the team');
    await expect(page.getByRole('alert')).toBeVisible();
    await withPicture(page, `back-problem-${colorScheme}`);
    await page.getByLabel('What is not right?').fill('They shared my number.');
    await press('Tell the team');
    await expect(page.getByText('They shared my number.')).toBeVisible();
    // From the last to the first: what opens moves only what comes after it.
    for (const summary of (await page.locator('details:not([open]) > summary').all()).toReversed())
      if (await summary.isVisible()) await summary.click();
    await withPicture(page, `back-together-${colorScheme}`);
    await press(/^Take this yes back/);
    await expect(page.getByText('Say yes again, and start')).toBeVisible();
    await withPicture(page, `back-rests-${colorScheme}`);
    await press('Say yes again, and start');
    await expect(page.getByText('it starts again')).toBeVisible();
    await page.context().close();
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
