import path from 'node:path';
import { barriers } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';

const pictures = process.env.KITH_PICTURES;

test('every screen in four looks can be read, and no look reaches the two ways out', async ({ page, kith }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${kith.partnerUrl}/looks`);
  for (const look of ['own', 'plum', 'night', 'parts']) {
    const widgets = page.locator(`.${look} kith-widget`);
    await expect(widgets).toHaveCount(5);
    await expect(widgets.nth(1).locator('.map svg')).toBeVisible();
    await expect(widgets.nth(2).locator('.nothing')).toBeVisible();
    await expect(widgets.nth(3).locator('dl')).toBeVisible();
    await expect(widgets.nth(4).locator('.lines').first()).toBeVisible();
  }
  // Twenty widgets on one page have twenty landmarks of one name: no partner's page is like that.
  expect(await barriers(page, { within: 'main', without: ['landmark-unique'] })).toEqual([]);
  if (pictures) await page.screenshot({ path: path.join(pictures, 'looks.png'), fullPage: true });

  const colours = (look: string) =>
    page.locator(`.${look} kith-widget[data-screen="urgent"]`).evaluate((element) => {
      const at = (selector: string) => getComputedStyle(element.shadowRoot?.querySelector(selector) as Element);
      return {
        words: at('.root').color,
        ways: [at('.ways .button').color, at('.ways').backgroundColor, at('.ways').fontFamily, at('.number').color],
      };
    });
  const [own, plum, night] = [await colours('own'), await colours('plum'), await colours('night')];
  expect(plum.words).not.toBe(own.words);
  expect(plum.ways).toEqual(own.ways);
  // The host's color-scheme comes before the device's: this part of the page is dark on a light device.
  expect(night.words).not.toBe(own.words);

  // A page that tries: the same colour for words and ground, a part for the ways out.
  const widget = page.locator('.own kith-widget').first();
  await widget.evaluate((element) => {
    for (const name of ['ink', 'paper', 'accent'])
      (element as HTMLElement).style.setProperty(`--kith-${name}`, '#ffffff');
  });
  const hidden = await widget.evaluate((element) => {
    const style = getComputedStyle(element.shadowRoot?.querySelector('.ways .button') as Element);
    return (
      style.color === 'rgb(255, 255, 255)' || element.shadowRoot?.querySelector('.ways, .urgent')?.hasAttribute('part')
    );
  });
  expect(hidden).toBe(false);

  // The attribute comes before both, and is followed at once.
  const scheme = () =>
    widget.evaluate((element) => getComputedStyle(element.shadowRoot?.querySelector('.root') as Element).colorScheme);
  await widget.evaluate((element) => element.setAttribute('theme', 'dark'));
  expect(await scheme()).toBe('dark');
  await widget.evaluate((element) => element.setAttribute('theme', 'light'));
  expect(await scheme()).toBe('light');
  await widget.evaluate((element) => element.setAttribute('theme', 'auto'));
  expect(await scheme()).toBe('normal');
  expect(problems).toEqual([]);
});

test('the map comes when it is asked for, from Kith alone, under the strictest policy, and by keyboard', async ({
  page,
  kith,
}) => {
  const problems: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${kith.partnerUrl}/strict`);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByLabel('What would help?').fill('meet people');
  await widget.getByLabel('Near').fill('ZZ2');
  await widget.getByRole('button', { name: 'Search' }).click();
  const button = widget.getByRole('button', { name: 'Show on a map' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  const before = asked.length;
  await button.focus();
  await page.keyboard.press('Enter');
  const map = widget.locator('.map');
  await expect(map.locator('svg')).toBeVisible();
  await expect(map.getByText(/From ring to ring it is/)).toBeVisible();
  // One file and one question, both to Kith: no tiles, no fonts, nobody else.
  const after = asked.slice(before);
  expect(after).toHaveLength(2);
  expect([...new Set(asked.map((url) => new URL(url).origin))].toSorted()).toEqual(
    [new URL(kith.url).origin, new URL(kith.partnerUrl).origin].toSorted(),
  );
  // The list is still there, and the names of the map open a place and take focus back.
  await expect(widget.locator('.cards')).toBeVisible();
  expect(await barriers(page, { within: 'kith-widget' })).toEqual([]);
  await page.keyboard.press('Tab');
  const first = map.getByRole('button').first();
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget.locator('dl')).toBeVisible();
  await widget.getByRole('button', { name: 'Back to the list' }).click();
  await expect(first).toBeFocused();
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const dot = map.locator('.dot circle').first();
  await expect(dot).toBeVisible();
  expect(await dot.evaluate((circle) => getComputedStyle(circle).fill)).not.toBe('rgb(31, 111, 107)');
  await widget.getByRole('button', { name: 'Close the map' }).click();
  await expect(map).toHaveCount(0);
  expect(problems).toEqual([]);
});
