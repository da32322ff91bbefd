import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/kith.ts';

let server: Server;
let host = { body: '', headers: {} as Record<string, string> };
test.beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...host.headers });
    response.end(`<!doctype html><html lang="en"><title>Host</title><body>${host.body}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
test.afterAll(() => {
  server.close();
});

/** A page of somebody's, on an origin of its own. Returns what goes wrong on it. */
async function onHost(page: Page, body: string, headers: Record<string, string> = {}): Promise<string[]> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  host = { body, headers };
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  return problems;
}

test('WIDGET 4, 5: two widgets share one panel, and the second script is one warning', async ({ page, kith }) => {
  const files: string[] = [];
  const warnings: string[] = [];
  page.on('request', (request) => request.url().includes('/v1/') && files.push(new URL(request.url()).pathname));
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const problems = await onHost(
    page,
    `<script src="${kith.url}/v1/kith.js"></script><script src="${kith.url}/v1/kith.js?again"></script>
     <kith-widget></kith-widget><kith-widget></kith-widget>`,
  );
  await expect(page.getByLabel('What would help?')).toHaveCount(2);
  expect(files.filter((file) => file !== '/v1/kith.js')).toHaveLength(2);
  expect(warnings).toEqual(['Kith is already on this page; the first one stays.']);
  expect(problems).toEqual([]);
});

test('WIDGET 1: nothing but the loader is fetched until the widget is near the window', async ({ page, kith }) => {
  const files: string[] = [];
  page.on('request', (request) => request.url().startsWith(kith.url) && files.push(new URL(request.url()).pathname));
  await onHost(
    page,
    `<script src="${kith.url}/v1/kith.js"></script><p style="height: 5000px">Long</p>
     <kith-widget></kith-widget>`,
  );
  await expect.poll(() => page.evaluate(() => Boolean(customElements.get('kith-widget')))).toBe(true);
  expect(files).toEqual(['/v1/kith.js']);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(page.getByLabel('What would help?')).toBeVisible();
});

test('WIDGET 8: commands from before and after loading are carried out once', async ({ page, kith }) => {
  const problems = await onHost(
    page,
    `<script>window.Kith = window.Kith || []; Kith.push(['search', { text: 'meet people' }]);</script>
     <script async src="${kith.url}/v1/kith.js"></script>
     <kith-widget loading="manual"></kith-widget>`,
  );
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await expect(page.getByLabel('What would help?')).toHaveValue('meet people');
  await page.evaluate(() => (window as unknown as { Kith: { push(command: string[]): void } }).Kith.push(['urgent']));
  await expect(page.getByRole('link', { name: '999', exact: true })).toBeVisible();
  expect(problems).toEqual([]);
});

test('WIDGET 7, 9: leaves no global but Kith, and survives 90 mounts', async ({ page, kith }) => {
  const problems = await onHost(page, '<div id="place"></div>');
  const before = await page.evaluate(() => Object.keys(window));
  await page.addScriptTag({ url: `${kith.url}/v1/kith.js` });
  await page.evaluate(async () => {
    const place = document.querySelector('#place');
    for (let time = 0; time < 90; time += 1) {
      const element = document.createElement('kith-widget');
      element.setAttribute('loading', 'eager');
      const isReady = new Promise((resolve) => element.addEventListener('kith:ready', resolve, { once: true }));
      place?.append(element);
      await isReady;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  expect(await page.evaluate(() => document.querySelectorAll('kith-widget').length)).toBe(0);
  const after = await page.evaluate(() => Object.keys(window));
  expect(after.filter((name) => !before.includes(name))).toEqual(['Kith']);
  expect(problems).toEqual([]);
});

test('WIDGET 19, 20, 21, 28: works where the page shouts in CSS, patches JSON and takes one-key shortcuts', async ({
  page,
  kith,
}) => {
  const problems = await onHost(
    page,
    `<style>html { font-size: 62.5% } * { all: revert; font-size: 40px !important; color: red !important }</style>
     <script>
       for (const kind of [Object, Array, String]) {
         Object.defineProperty(kind.prototype, 'toJSON', { enumerable: false, configurable: true, value: () => 'patched' });
       }
       Object.prototype.everywhere = true;
       document.addEventListener('keydown', (event) => { if (event.key === 's') document.title = 'shortcut'; });
     </script>
     <script src="${kith.url}/v1/kith.js"></script>
     <kith-widget loading="eager"></kith-widget>`,
  );
  const words = page.getByLabel('What would help?');
  await words.pressSequentially('chess');
  await words.press('Enter');
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  expect(await words.evaluate((element) => getComputedStyle(element).fontSize)).toBe('16px');
  await expect(page).toHaveTitle('Host');
  expect(problems).toEqual([]);
});

for (const [name, before, after] of [
  ['a dialog', '<dialog open>', '</dialog>'],
  ['a flex row', '<div style="display: flex">', '</div>'],
  ['a float', '<div style="float: left">', '</div>'],
  ['a table cell', '<table><tr><td>', '</td></tr></table>'],
  ['220 px', '<div style="width: 220px">', '</div>'],
] as const) {
  test(`WIDGET 24: is wide enough to use inside ${name}`, async ({ page, kith }) => {
    await onHost(
      page,
      `${before}<kith-widget loading="eager"></kith-widget>${after}
       <script src="${kith.url}/v1/kith.js"></script>`,
    );
    await page.getByLabel('What would help?').fill('meet people');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
    const box = await page.locator('kith-widget').boundingBox();
    expect(box?.width ?? 0).toBeGreaterThanOrEqual(219);
    const inside = await page.locator('kith-widget').evaluate((element) => {
      const root = element.shadowRoot?.querySelector('.root');
      return (root?.scrollWidth ?? 0) - (root?.clientWidth ?? 0);
    });
    expect(inside).toBeLessThanOrEqual(0);
  });
}

test('WIDGET 2, 14, 16: one file under a policy that knows it by its hash, and nothing after it', async ({
  page,
  kith,
  request,
}) => {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256')
    .update(await (await request.get(`${kith.url}/v1/kith.single.js`)).body())
    .digest('base64');
  const problems = await onHost(
    page,
    `<kith-widget></kith-widget>
     <script src="${kith.url}/v1/kith.single.js" integrity="sha256-${hash}" crossorigin="anonymous"></script>`,
    {
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; connect-src ${kith.url}; style-src 'none'`,
      'cross-origin-embedder-policy': 'require-corp',
    },
  );
  await page.getByLabel('What would help?').fill('meet people');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('heading', { level: 3 }).first().getByRole('button').click();
  await expect(page.getByText('How to get in touch')).toBeVisible();
  expect(problems).toEqual([]);
});

test('the frame is complete on its own, and "Leave page" leaves the whole page', async ({ page, kith }) => {
  await page.route('https://www.bbc.co.uk/weather**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }),
  );
  await onHost(
    page,
    `<iframe src="${kith.url}/embed?partner=pk_demo_riverside&near=ZZ2" width="320" height="900"
      sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation"></iframe>`,
  );
  const frame = page.frameLocator('iframe');
  await frame.getByLabel('What would help?').fill('meet people');
  await frame.getByRole('button', { name: 'Search' }).click();
  await expect(frame.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await frame.getByRole('button', { name: 'Leave page' }).click();
  await expect(page).toHaveTitle('Weather');
});
