import type { BrowserContext, Page } from '@playwright/test';
import { anAddress, expect, type RunningKith, test } from '../support/kith.ts';

const PARTNER = 'pk_demo_riverside';
const WORDS = 'It has been quiet since the spring. canary-8231';
const NEUTRAL = /bbc\.co\.uk\/weather/;

/** The neutral site, answered here: tests reach no other machine. */
async function closeOffTheWorld(context: BrowserContext, kith: RunningKith): Promise<string[]> {
  const elsewhere: string[] = [];
  await context.route(
    (url) => url.origin !== kith.url && url.origin !== kith.partnerUrl,
    async (route) => {
      elsewhere.push(route.request().url());
      await route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>' });
    },
  );
  return elsewhere;
}

/** From the questions to "Check your answers", to come back oneself. */
async function answer(page: Page | ReturnType<Page['frameLocator']>): Promise<void> {
  await page.getByLabel(/In your own words/).fill(WORDS);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'What matters in who you talk to?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(/I’ll come back/).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
}

test('a person asks, keeps four words, comes back by link and erases everything', async ({ page, context, kith }) => {
  const elsewhere = await closeOffTheWorld(context, kith);
  await page.goto(`${kith.url}/connect?partner=${PARTNER}`);
  await answer(page);
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByRole('heading', { name: 'Keep these four words' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sent' })).toBeFocused();
  const code = (await page.locator('.code').textContent()) ?? '';
  await page.getByText('Or keep this link').click();
  const link = (await page.locator('details .address').textContent()) ?? '';
  expect(page.url()).not.toContain(link.split('#')[1] ?? 'token');

  // Back does not bring the form, or the words, back.
  await page.goBack();
  await expect(page.getByText(WORDS)).toHaveCount(0);

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'An update for you' })).toBeVisible();
  expect(page.url()).toBe(`${kith.url}/back`);
  await expect(page.getByText(WORDS)).toHaveCount(0);
  await page.getByLabel('Your last two words').fill(code.split(' ').slice(2).join(' '));
  await page.getByRole('button', { name: 'Show the update' }).click();
  await expect(page.locator('p.words', { hasText: WORDS })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download to read' }).click();
  expect((await download).suggestedFilename()).toBe('update.txt');

  await page.locator('summary', { hasText: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Yes, erase everything' }).click();
  await expect(page.getByRole('heading', { name: 'Erased' })).toBeVisible();

  const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  expect(stored).toEqual([0, 0, '']);
  expect(await context.cookies()).toEqual([]);
  expect(elsewhere).toEqual([]);
  expect(kith.output()).not.toContain('canary-8231');
});

test('a lost connection is survived: the words stay, and it is sent once', async ({ page, context, kith }) => {
  await page.goto(`${kith.url}/connect?partner=${PARTNER}`);
  await answer(page);
  const keys: string[] = [];
  await context.route('**/graphql', async (route) => {
    keys.push(JSON.parse(route.request().postData() ?? '{}').variables.input.idempotencyKey);
    if (keys.length === 1) {
      // It arrives, and the answer is lost.
      await route.fetch();
      await route.abort('connectionreset');
    } else if (keys.length === 2) await route.abort('internetdisconnected');
    else await route.continue();
  });
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByText('Not sent yet.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Keep these four words' })).toBeVisible({ timeout: 20_000 });
  expect(keys.length).toBeGreaterThanOrEqual(3);
  expect(new Set(keys).size).toBe(1);
});

test('the browser’s Back goes one question back and loses nothing', async ({ page, kith }) => {
  await page.goto(`${kith.url}/connect?partner=${PARTNER}`);
  await page.getByLabel(/In your own words/).fill(WORDS);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'What matters in who you talk to?' }).waitFor();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'What’s going on?' })).toBeFocused();
  await expect(page.getByLabel(/In your own words/)).toHaveValue(WORDS);
});

for (const way of ['the button', 'Shift three times', 'the hidden link'] as const) {
  test(`leaving by ${way} blanks the page at once and Back shows nothing`, async ({ page, context, kith }) => {
    await closeOffTheWorld(context, kith);
    await page.goto(`${kith.url}/connect?partner=${PARTNER}`);
    await page.getByLabel(/In your own words/).fill(WORDS);
    if (way === 'the button') await page.getByRole('link', { name: 'Leave this page', exact: true }).click();
    else if (way === 'the hidden link') {
      await page.getByRole('link', { name: 'Leave this page now' }).focus();
      await page.keyboard.press('Enter');
    } else for (let time = 0; time < 3; time += 1) await page.keyboard.press('Shift');
    await expect(page).toHaveURL(NEUTRAL);
    await page.goBack();
    await expect(page.getByText(WORDS)).toHaveCount(0);
    expect(
      await page
        .locator('textarea')
        .evaluateAll((boxes) => boxes.map((box) => (box as HTMLTextAreaElement).value).join('')),
    ).toBe('');
  });
}

test.describe('in a partner’s page', () => {
  /** A page on the partner's own origin that frames the form and keeps every message that it hears. */
  async function hostPage(page: Page, kith: RunningKith): Promise<void> {
    await page.goto(kith.partnerUrl);
    await page.evaluate((src) => {
      const messages: unknown[] = [];
      Object.assign(globalThis, { messages });
      addEventListener('message', ({ origin, data }) => messages.push([origin, data]));
      const frame = document.createElement('iframe');
      Object.assign(frame, { title: 'The form', src, width: 320, height: 600, referrerPolicy: 'origin' });
      document.body.replaceChildren(frame);
    }, `${kith.url}/connect?partner=${PARTNER}&framed=1`);
  }
  const messages = (page: Page) =>
    page.evaluate(
      () => (globalThis as unknown as { messages: [string, { kith: string; height?: number }][] }).messages,
    );

  test('the host hears size, open and submitted, and not a word', async ({ page, kith }) => {
    await hostPage(page, kith);
    const frame = page.frameLocator('iframe');
    await answer(frame);
    await frame.getByRole('button', { name: /^Send to/ }).click();
    await expect(frame.getByRole('heading', { name: 'Keep these four words' })).toBeVisible();
    const heard = await messages(page);
    expect(new Set(heard.map(([origin]) => origin))).toEqual(new Set([kith.url]));
    expect(new Set(heard.map(([, { kith: kind }]) => kind))).toEqual(new Set(['open', 'size', 'submitted']));
    expect(JSON.stringify(heard)).not.toContain('canary');
  });

  test('leaving tells the host and takes the whole tab away', async ({ page, context, kith }) => {
    await closeOffTheWorld(context, kith);
    await hostPage(page, kith);
    await page.frameLocator('iframe').getByRole('link', { name: 'Leave this page', exact: true }).click();
    await expect(page).toHaveURL(NEUTRAL);
  });

  test('a page that is not the partner’s may not frame it', async ({ page, kith }) => {
    // Another name of this machine is another origin: neither the partner's nor Kith's own.
    await page.goto(`${kith.url.replace('localhost', '127.0.0.1')}/health/live`);
    await page.evaluate((src) => {
      document.body.innerHTML = `<iframe src="${src}"></iframe>`;
    }, `${kith.url}/connect?partner=${PARTNER}&framed=1`);
    await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, extraHTTPHeaders: anAddress() });

  test('a person asks, comes back with four words, changes and stops', async ({ page, kith }) => {
    await page.goto(`${kith.url}/connect?partner=${PARTNER}`);
    await page.getByLabel(/In your own words/).fill(WORDS);
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await expect(page.getByRole('alert')).toContainText('Choose how it is safe to reach you');
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByLabel(/In your own words/)).toHaveValue(WORDS);
    await page.getByLabel(/I’ll come back/).check();
    await page.getByRole('button', { name: 'Check your answers' }).click();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: /^Send to/ }).click();
    const code = (await page.locator('.code').textContent()) ?? '';
    await page.goto(`${kith.url}/back`);
    await page.getByLabel('Your four words').fill(code);
    await page.getByRole('button', { name: 'Show the update' }).click();
    await page.getByText('Change your words').click();
    await page.getByLabel(/In your own words/).fill('A bit better now.');
    await page.getByRole('button', { name: 'Save my words' }).click();
    await expect(page.locator('p.words', { hasText: 'A bit better now.' })).toBeVisible();
    await page.locator('summary', { hasText: 'Stop' }).click();
    await page.getByRole('button', { name: 'Yes, stop' }).click();
    await expect(page.getByText('Nobody contacts you any more.').first()).toBeVisible();
  });

  test('the way out is an ordinary link', async ({ page, context, kith }) => {
    await closeOffTheWorld(context, kith);
    await page.goto(`${kith.url}/back`);
    await page.getByRole('link', { name: 'Leave this page', exact: true }).click();
    await expect(page).toHaveURL(NEUTRAL);
  });
});
