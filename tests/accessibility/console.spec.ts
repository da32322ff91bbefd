import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, test } from '../support/kith.ts';

async function signInAs(page: Page, kith: RunningKith, name: RegExp): Promise<void> {
  await page.goto(`${kith.url}/console`);
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

for (const [width, colorScheme] of [
  [320, 'light'],
  [390, 'dark'],
  [1280, 'light'],
] as const) {
  test.describe(`the console, ${width} px wide, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test('has no barrier at the door', async ({ page, kith }) => {
      await page.goto(`${kith.url}/console`);
      await expect(page.getByRole('heading', { name: /You are in the demo town/ })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Sign in with a password' }).click();
      await expect(page.getByRole('alert')).toContainText('Fill in both boxes');
      await expectAccessible(page);
    });

    test('has none for a coordinator', async ({ page, kith }) => {
      await signInAs(page, kith, /Coordinator.*Riverside/);
      await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
      await page
        .getByRole('link', { name: /Waiting for|Asked/ })
        .first()
        .waitFor();
      await expectAccessible(page);
      await page
        .getByRole('link', { name: /Waiting for|Asked/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: 'Who could meet them' })).toBeVisible();
      await expectAccessible(page);
      await page
        .getByRole('button', { name: /^Introduce/ })
        .first()
        .click();
      await page.getByRole('button', { name: /^Ask / }).click();
      await expect(page.getByText('Write one sentence: why these two?')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'People', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
      await page
        .getByRole('link', { name: /Request KT-/ })
        .first()
        .click();
      await expect(page.getByRole('region', { name: 'Two people' }).getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.goto(`${kith.url}/console/requests/nobody`);
      await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
      await expectAccessible(page);
    });

    test('has none for an advocate', async ({ page, kith }) => {
      await signInAs(page, kith, /Maggie Bell/);
      await page.getByRole('button', { name: 'Yes, I would like to' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Yes, I would like to' }).click();
      await page.getByRole('button', { name: 'Say yes and tell them' }).click();
      await expect(page.getByText(/Say when, so that they know/)).toBeVisible();
      await page.getByRole('button', { name: 'I need a break' }).click();
      await expectAccessible(page);
    });

    test('has none for a steward, nor for who looks after a partner’s page', async ({ page, kith }) => {
      await signInAs(page, kith, /Tom Ashdown/);
      await expect(page.getByText(/The first 50 by name/)).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel(/Name of a service/).fill('chess');
      await page.getByRole('button', { name: 'Search' }).click();
      await page
        .getByRole('link', { name: /^Chess/ })
        .first()
        .click();
      const form = page.getByRole('form', { name: 'Put it right' });
      await form.getByLabel('Learning').check();
      await expect(form.getByRole('region', { name: 'Before and after' })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await signInAs(page, kith, /Ines Duarte/);
      await expect(page.getByRole('heading', { level: 1, name: 'Kith on your page' })).toBeVisible();
      const preview = page.frameLocator('iframe[title^="Preview"]');
      await expect(preview.getByRole('button', { name: 'Search' })).toBeVisible();
      await page.getByLabel('Address of your page').fill(kith.partnerUrl);
      await page.getByRole('button', { name: 'Check my page' }).click();
      await expect(page.getByText('It is there: the script, with your key.')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('the console can be used with the keyboard alone', async ({ page, kith }) => {
  await page.goto(`${kith.url}/console`);
  const priya = page.getByRole('button', { name: /Coordinator.*Riverside/ }).first();
  await priya.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
  const first = page.getByRole('link', { name: /Waiting for|Asked/ }).first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Request' }).getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
});

test('nothing that was written is lost: elsewhere, offline, with Back, or when a colleague was faster', async ({
  page,
  context,
  kith,
}) => {
  await signInAs(page, kith, /Gwen Hartley/);
  await page
    .getByRole('link', { name: /Waiting for|Asked/ })
    .first()
    .click();
  const introduce = page.getByRole('button', { name: /^Introduce/ });
  const name = ((await introduce.first().textContent()) ?? '').replace('Introduce ', '');
  await introduce.first().click();
  const sentence = page.getByLabel(`Why ${name}?`);
  await expect(sentence).toBeFocused();
  await sentence.fill('They both like the moor.');
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await page.goBack();
  await expect(sentence).toHaveValue('They both like the moor.');

  await context.setOffline(true);
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await page.getByRole('button', { name: `Ask ${name}` }).click();
  await expect(page.getByText(/Your sentence is still here/)).toBeVisible();
  await expect(sentence).toHaveValue('They both like the moor.');
  await context.setOffline(false);

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: `Introduce ${name}` }).click();
  await other.getByLabel(`Why ${name}?`).fill('I was faster.');
  await other.getByRole('button', { name: `Ask ${name}` }).click();
  await expect(other.getByText(`${name} has been asked.`, { exact: false })).toBeFocused();
  await other.close();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  const lost = page.getByRole('alert').filter({ hasText: 'It was not sent' });
  await expect(lost).toContainText('They both like the moor.');
  await expectAccessible(page);
});

test('a steward finds what is hidden, puts it right, and search knows it at once', async ({ page, kith }) => {
  await signInAs(page, kith, /Tom Ashdown/);
  await page.getByRole('button', { name: /Hidden, because/ }).click();
  const hidden = page.getByRole('link', { name: /Weir Lane snooker/ });
  await hidden.click();
  const form = page.getByRole('form', { name: 'Put it right' });
  await form.getByLabel('Whether it runs').selectOption('It runs');
  await form.getByLabel(/Why/).fill('They are back on Fridays.');
  await form.getByRole('button', { name: 'Save what I put right' }).click();
  await expect(form.getByText(/Saved. Search knows it/)).toBeFocused();
  await expect(page.getByText(/They are back on Fridays/)).toBeVisible();
  await expect(hidden).toHaveCount(0);
  const query = '{ services(search: { text: "snooker" }) { edges { node { name } } } }';
  const found = await page.request.get(`${kith.url}/graphql?query=${encodeURIComponent(query)}`);
  expect(await found.text()).toContain('Weir Lane snooker');
});

test('the console cannot be framed, cached or scripted from elsewhere', async ({ request, kith }) => {
  const response = await request.get(`${kith.url}/console/requests`);
  const headers = response.headers();
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect((await request.get(`${kith.url}/assets/console/persisted.json`)).status()).toBe(404);
  expect((await request.get(`${kith.url}/assets/console/..%2F..%2Fpackage.json`)).status()).toBe(404);
});
