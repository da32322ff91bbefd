import path from 'node:path';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';

// KITH_PICTURES=folder keeps a picture of each screen in each language, to be looked at.
const pictures = process.env.KITH_PICTURES;

const languages = [
  { lang: 'en', dir: 'ltr', what: 'What would help?', near: 'Near', urgent: 'Need help now?', search: 'Search' },
  { lang: 'cy', dir: 'ltr', what: 'Beth fyddai’n helpu?', near: 'Ger', urgent: 'Angen help nawr?', search: 'Chwilio' },
  {
    lang: 'pl',
    dir: 'ltr',
    what: 'Co by pomogło?',
    near: 'W pobliżu',
    urgent: 'Potrzebna pomoc',
    search: 'Szukaj',
  },
  { lang: 'uk', dir: 'ltr', what: 'Що могло б допомогти?', near: 'Поблизу', urgent: 'Потрібна', search: 'Шукати' },
  { lang: 'ar', dir: 'rtl', what: 'ما الذي قد يساعد؟', near: 'بالقرب من', urgent: 'مساعدة', search: 'بحث' },
] as const;

test('the widget speaks five languages, follows its attribute, and keeps urgent help as it was checked', async ({
  page,
  kith,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  const root = widget.locator('.root');
  await widget.scrollIntoViewIfNeeded();
  const keep = async (name: string) => {
    if (pictures) await widget.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  const isReadable = () => expectAccessible(page, 'the widget', { within: 'kith-widget' });

  for (const { lang, dir, what, near, urgent, search } of languages) {
    await widget.evaluate((element, value) => element.setAttribute('lang', value), lang);
    await expect(widget.getByLabel(what)).toBeVisible();
    await expect(root).toHaveAttribute('lang', lang);
    await expect(root).toHaveAttribute('dir', dir);
    await widget.getByLabel(what).fill('meet people');
    await widget.getByLabel(near, { exact: true }).fill('ZZ2');
    await widget.getByRole('button', { name: search, exact: true }).click();
    await expect(widget.locator('.card').first()).toBeVisible();
    await expect(widget.locator('.filters')).toBeVisible();
    await isReadable();
    await keep(`${lang}-list`);
    await widget.locator('.card .link').first().click();
    await expect(widget.locator('dl')).toBeVisible();
    await isReadable();
    await keep(`${lang}-service`);
    await widget.getByRole('button', { name: urgent }).click();
    const lines = widget.locator('.urgent .lines').first();
    // Reviewed in English only, so shown in it, said to be it, and from left to right.
    await expect(lines).toHaveAttribute('lang', 'en');
    await expect(lines).toHaveAttribute('dir', 'ltr');
    await expect(lines.getByText('Talk about anything.')).toBeVisible();
    await isReadable();
    await keep(`${lang}-urgent`);
    await widget.getByRole('button', { name: urgent }).click();
    await widget.locator('article .back').click();
    // What was typed and found is still there when the next language comes.
    await expect(widget.locator('.card').first()).toBeVisible();
  }
  if (pictures) {
    await page.setViewportSize({ width: 1100, height: 900 });
    await keep('ar-list-wide');
    await widget.locator('.card .link').first().click();
    await expect(widget.locator('dl')).toBeVisible();
    await keep('ar-service-wide');
    await widget.locator('article .back').click();
  }

  // Numbers decide the words: Welsh has six forms, and English dates are read as Welsh ones where the browser has none.
  await widget.evaluate((element) => element.setAttribute('lang', 'cy-GB'));
  await expect(root).toHaveAttribute('lang', 'cy');
  await expect(widget.getByRole('heading', { level: 2 }).first()).toHaveText(/^\d+ l(l)?e ger /);
  expect(await widget.locator('.cards').innerText()).not.toMatch(/\b(Mon|Tue|Wed|Thu|Fri|days ago)\b/);
  // A page's own direction holds for a language that Kith does not speak; English is shown, and says so.
  await widget.evaluate((element) => {
    document.documentElement.dir = 'rtl';
    element.setAttribute('lang', 'fa_IR');
  });
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('dir', 'rtl');
  expect(problems).toEqual([]);
});
