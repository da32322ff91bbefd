import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { atWork, DESKTOP } from '../support/people.ts';

const service = (id: string, name: string, organization: string, more: object) => ({
  ...{ id, name, status: 'active', organization: { id: `o-${id}`, name: organization } },
  ...{ phones: [{ id: `p-${id}`, number: '01632 960777' }], ...more },
});
const directory = {
  name: 'services.json',
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify({
      contents: [
        service('a', 'Weir chess & tea', 'Weir Library', { description: 'From the library.' }),
        service('b', 'Weir chess and tea', 'Weir Trust', { url: 'https://weir.example.org/chess' }),
      ],
    }),
  ),
};

test('a steward lays two entries beside each other, links them, and takes them apart', async ({ browser, kith }) => {
  const page = await atWork(browser, kith, 'Tom Ashdown', DESKTOP);
  await page.goto(`${kith.url}/console/imports`);
  await page.getByRole('link', { name: 'Add a source' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Weir');
  await page.getByLabel('File').setInputFiles(directory);
  await page.getByRole('button', { name: 'Save and look what it brings' }).click();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Applied.')).toBeVisible();

  await page.getByRole('link', { name: 'Duplicates', exact: true }).click();
  await page.getByRole('button', { name: 'Look now' }).click();
  const card = page.getByRole('article', { name: /Weir chess/ });
  await expect(card.getByText('the same phone number')).toBeVisible();
  await expectAccessible(page, 'duplicates');
  await card.getByRole('checkbox', { name: 'Take it from the other: Web page' }).check();
  await card.getByRole('button', { name: 'They are one service' }).click();
  await expect(page.getByText('lists show one. You can take them apart at any time.')).toBeVisible();
  await page.getByRole('button', { name: 'Linked' }).click();
  await page
    .getByRole('article', { name: /Weir chess/ })
    .getByRole('button', { name: 'Take them apart' })
    .click();
  await expect(page.getByText('Both are listed again.')).toBeVisible();
});
