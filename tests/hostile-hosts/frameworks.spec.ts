import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { frameworkScript } from '../support/framework-pages.ts';
import { expect, test } from '../support/kith.ts';

for (const framework of ['react', 'vue', 'svelte'] as const) {
  test(`WIDGET 2, 3: the npm package in examples/${framework} searches, opens and tells what happened`, async ({
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
    await widget.dispatchEvent('kith:submitted');
    await expect(page.getByText('Thank you.')).toBeVisible();
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
    site.close();
  });
}
