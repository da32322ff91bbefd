import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { frameworkScript } from '../support/framework-pages.ts';
import { expect, test } from '../support/kith.ts';

for (const framework of ['react', 'vue', 'svelte'] as const) {
  test(`WIDGET 2, 3: the npm package in examples/${framework} searches and opens, and the page hears its events`, async ({
    page,
    kith,
  }) => {
    const script = await frameworkScript(framework);
    const site = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      const data = `data-kith="${kith.url}" data-partner=""`;
      response.end(
        `<!doctype html><html lang="en"><title>Host</title><div id="app" ${data}></div><script>${script.replaceAll('</script', '<\\/script')}</script>`,
      );
    });
    await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    const widget = page.locator('kith-widget');
    await widget.getByLabel('What would help?').fill('meet people');
    await widget.getByRole('button', { name: 'Search' }).click();
    await widget.getByRole('heading', { level: 3 }).first().getByRole('button').click();
    await expect(widget.getByText('How to get in touch')).toBeVisible();
    // Forged here, so that nobody is asked (tests/journeys/ask.spec.ts sends one). What was chosen is nobody's to know on this
    // page, so the words must be true for who wants no contact, too.
    await widget.dispatchEvent('kith:submitted');
    await expect(page.getByText('Thank you. It was sent. The page above says what happens next.')).toBeVisible();
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
    site.close();
  });
}
