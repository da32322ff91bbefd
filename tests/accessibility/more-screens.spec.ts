import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, readOutbox, test } from '../support/kith.ts';

// The screens that no story leads past: who looks after a team, accounts, what comes in from outside, and the pages behind
// links in letters. One Kith and few pages, so that it stays cheap.

async function signInAs(page: Page, kith: RunningKith, name: RegExp): Promise<void> {
  await page.goto(`${kith.url}/console`);
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: /You are in the demo town/ })).toBeVisible();
}

/** Opens each and waits until it has read what it shows. */
async function look(page: Page, kith: RunningKith, screens: Readonly<Record<string, string>>): Promise<void> {
  for (const [address, heading] of Object.entries(screens)) {
    await page.goto(`${kith.url}/console/${address}`);
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await expect(page.getByText(/…$/).filter({ visible: true })).toHaveCount(0);
    await expectAccessible(page, `console ${address}`);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`at 360 px, ${colorScheme}`, () => {
    test.use({ viewport: { width: 360, height: 740 }, colorScheme });

    test('a team and its letters, gaps, words, applications and phone have no barrier', async ({ page, kith }) => {
      await signInAs(page, kith, /Priya Nair/);
      await look(page, kith, {
        team: 'Team',
        'team/wording': 'How agreements begin',
        applications: 'People who would like to join',
        'requests/letters': 'Letters',
        'requests/gaps': 'What we could not give',
        phone: 'Somebody on the phone',
      });
      await page.getByRole('button', { name: /^Send to/ }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
      await expectAccessible(page, 'console phone, something to put right');
      await page.goto(`${kith.url}/console/team`);
      await page
        .getByRole('link', { name: /Maggie Bell/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: 'Maggie Bell' })).toBeVisible();
      for (const fold of await page.locator('main details > summary').all()) await fold.click();
      await expectAccessible(page, 'console a member, all open');
    });

    test('a team’s set-up, its texts about roles and the printed list have none', async ({ page, kith }) => {
      await signInAs(page, kith, /Priya Nair/);
      await look(page, kith, { setup: 'Setting up', 'setup/coordinator-role': 'What a coordinator does' });
      await page.goto(`${kith.url}/console/setup/advocate-role`);
      await expect(page.getByRole('heading', { name: 'What a peer advocate does' })).toBeVisible();
      await page.getByText(/^Version 1, .* by Priya Nair/).click();
      await expectAccessible(page, 'console a role text, a version open');
      await page.goto(`${kith.url}/console/team`);
      await page.getByRole('link', { name: /^Setting up: \d+ of 12 done$/ }).click();
      const item = page.getByRole('article', { name: 'There is a way to complain' });
      await item.getByRole('checkbox').check();
      await expect(item.getByText(/^Done on .* said Priya Nair$/)).toBeVisible();
      await item.getByRole('button', { name: /^Day and note/ }).click();
      await item.getByLabel('Note (optional)').fill('Rosa, or the centre’s manager');
      await expectAccessible(page, 'console set-up, one open');
      await item.getByRole('button', { name: 'Save' }).click();
      await expect(item.getByText('Rosa, or the centre’s manager')).toBeVisible();
      await item.getByRole('checkbox').uncheck();
      await expect(item.getByRole('button', { name: 'Put it back' })).toBeVisible();
      await page
        .getByRole('article', { name: 'Everybody who works here has read the promise' })
        .getByText('Before')
        .click();
      await expectAccessible(page, 'console set-up, one taken back');
      const printed = page.waitForEvent('popup');
      await page.getByRole('link', { name: 'Open to print (new tab)' }).click();
      await expect((await printed).getByRole('heading', { name: 'Set-up checklist' })).toBeVisible();
      await expectAccessible(await printed, 'set-up, to print');
      await signOut(page);

      await signInAs(page, kith, /Maggie Bell/);
      await look(page, kith, { setup: 'Setting up', 'setup/advocate-person': 'Whom we look for' });
      await expect(page.getByRole('textbox')).toHaveCount(0);
      await signOut(page);

      await signInAs(page, kith, /Hana Whitlock/);
      await look(page, kith, { setup: 'Setting up' });
      await page.getByLabel('Which team?').selectOption({ label: 'the Hillside team' });
      await expect(page.getByText('0 of 12 done')).toBeVisible();
    });

    test('supervision, suggestions and accounts have none, nor the page that confirms an address', async ({
      page,
      kith,
    }) => {
      await signInAs(page, kith, /Maggie Bell/);
      await look(page, kith, { supervision: 'My supervision' });
      await signOut(page);

      const query = '{ services(search: { text: "chess" }, first: 1) { edges { node { id suggestUrl } } } }';
      const { data } = await (await page.request.get(`${kith.url}/graphql?query=${encodeURIComponent(query)}`)).json();
      const suggest = new URL(data.services.edges[0].node.suggestUrl);
      await page.goto(`${kith.url}${suggest.pathname}${suggest.search}`);
      await expectAccessible(page, 'suggest');
      await page.getByRole('button', { name: /^Send/ }).click();
      await expectAccessible(page, 'suggest, something to put right');
      await page.getByLabel('When it happens').check();
      await page.getByLabel('What should it say?').fill('Tuesdays, 2 to 4 pm');
      await page.getByRole('button', { name: /^Send/ }).click();
      await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
      await expectAccessible(page, 'suggest, sent');
      await signInAs(page, kith, /Tom Ashdown/);
      await look(page, kith, { suggestions: 'Suggestions' });
      await page.getByText('After how many days should an entry be checked again?').click();
      await expectAccessible(page, 'console suggestions, all open');
      await look(page, kith, { words: 'Words people use' });
      await page.getByRole('searchbox', { name: 'What would somebody type?' }).fill('i cant pay my rent');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByText(/because it is about rent/).first()).toBeVisible();
      await page.getByRole('button', { name: 'Add words' }).click();
      await page.getByRole('button', { name: 'Change' }).first().click();
      await expectAccessible(page, 'console words, all open');
      await look(page, kith, { terms: 'Kinds of service' });
      await page.getByRole('button', { name: 'Change' }).first().click();
      await expectAccessible(page, 'console terms, one open');
      await signOut(page);

      await signInAs(page, kith, /Hana Whitlock/);
      await look(page, kith, { invitations: 'Invitations' });
      const email = `new-${colorScheme}@example.org`;
      await page.getByRole('button', { name: 'Change Dee Walker' }).click();
      await expectAccessible(page, 'console accounts, one open');
      await page.getByLabel('Another address to sign in with').fill(email);
      await page.getByRole('button', { name: 'Send the letters' }).click();
      const letter = async () => (await readOutbox(kith)).replaceAll('=\r\n', '');
      const link = new RegExp(`To: ${email}[\\s\\S]*?(/new-address/\\S+)`);
      await expect.poll(letter, { timeout: 60_000 }).toMatch(link);
      await page.goto(`${kith.url}${link.exec(await letter())?.[1]}`);
      await expectAccessible(page, 'new address');
      await page.getByRole('button', { name: 'Yes, it is mine' }).click();
      await expectAccessible(page, 'new address, confirmed');
    });

    test('joining has none, nor have links that are over', async ({ page, kith }) => {
      await page.goto(`${kith.url}/join`);
      await expectAccessible(page, 'join');
      await page.locator('main form').getByRole('button').last().click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page, 'join, something to put right');
      for (const address of ['suggest', 'still-right/nothing', 'answer/nothing', 'new-address/nothing']) {
        expect((await page.goto(`${kith.url}/${address}`))?.status()).toBe(404);
        await expectAccessible(page, `${address}, not open`);
      }
    });
  });
}
