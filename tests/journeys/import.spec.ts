import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { atWork, DESKTOP } from '../support/people.ts';

const csv = (...rows: string[]) => ({
  name: 'groups.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Group name,Whose,What we do,Telephone', ...rows].join('\n')),
});

test('a steward brings any file, looks at it, applies it and takes it back', async ({ browser, kith }) => {
  const page = await atWork(browser, kith, 'Tom Ashdown', DESKTOP);
  await page.getByRole('link', { name: 'Imports', exact: true }).click();
  await expectAccessible(page, 'imports');
  await page.getByRole('link', { name: 'Add a source' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Canal groups');
  await page
    .getByLabel('File')
    .setInputFiles(
      csv(
        'Lock keepers,Canal Trust,We mend what is broken,01632 960401',
        'Reed beds,Canal Trust,We plant,01632 960402',
      ),
    );
  await expectAccessible(page, 'import-new');
  await page.getByRole('button', { name: 'Save and look what it brings' }).click();

  // Its columns have names of their own: a suggestion, which the steward completes.
  const form = page.getByRole('form', { name: 'What the columns mean' });
  await expect(form.getByLabel('group_name')).toHaveValue('service.name');
  await expect(form.getByLabel('telephone')).toHaveValue('service.phone');
  await form.getByLabel('whose').selectOption('organization.name');
  await form.getByLabel('Services in this file run', { exact: false }).check();
  await expectAccessible(page, 'import-columns');
  await form.getByRole('button', { name: 'Save, and look what it brings' }).click();

  await expect(page.getByRole('button', { name: 'Added 3' })).toBeVisible();
  await expectAccessible(page, 'import-preview');
  await page.getByRole('button', { name: 'Added 3' }).click();
  await expect(page.getByRole('heading', { name: 'Lock keepers' })).toBeVisible();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Applied.')).toBeVisible();

  // A later file of the same source: nobody is asked for columns again. It can be left, and come back to.
  await page.getByRole('link', { name: 'Canal groups' }).click();
  await page.getByLabel('File').setInputFiles(csv('Lock keepers,Canal Trust,We mend what is broken,01632 960409'));
  await page.getByRole('button', { name: 'Bring this file' }).click();
  await expect(page.getByRole('button', { name: 'Removed 1' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Changed 1' }).click();
  await expect(page.getByText('Before: 01632 960401')).toBeVisible();
  await expect(page.getByText('After: 01632 960409')).toBeVisible();
  await expectAccessible(page, 'import-before-and-after');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Applied.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo this import …' }).click();
  await expectAccessible(page, 'import-undo');
  await page.getByRole('button', { name: 'Undo this import', exact: true }).click();
  // Not "Is being taken back.": the words before.
  await expect(page.getByText(/Taken back\./)).toBeVisible();

  await page.goto(`${kith.url}/console/directory`);
  await page.getByLabel('Name of a service or who runs it').fill('Canal Trust');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('link', { name: /Reed beds/ })).toBeVisible();
  await page.context().close();
});
