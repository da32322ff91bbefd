import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { atWork, comeBack, inDays, together } from '../support/people.ts';

// What others write down of a person's views, and the letter that a person asks for before a meeting about them.

test('what was said is told from what was noticed, by day and by night', async ({ browser, kith }) => {
  test.slow();
  const { advocate, code } = await together(browser, kith, 'Alder', 'I say little. I would like to be understood.');
  const peer = await atWork(browser, kith, advocate);
  await peer.getByRole('link', { name: /^Alder/ }).click();
  await peer.getByRole('button', { name: 'Note a contact' }).click();
  await peer.getByRole('button', { name: 'None of these' }).click();
  await peer.getByRole('button', { name: 'Save this contact' }).click();
  for (const [how, label, words] of [
    ['They said this', 'What did Alder say or show you?', 'The picture of the house by the sea.'],
    ['I noticed this', 'What did you notice?', 'A smile each time the dog comes in.'],
  ] as const) {
    await peer.getByRole('button', { name: 'Put it right or add to it' }).click();
    await peer.getByRole('button', { name: how }).click();
    await peer.getByLabel(label).fill(words);
    await expectAccessible(peer, `view ${how}`);
    await peer.getByRole('button', { name: 'Write it beside' }).click();
    await expect(peer.getByText(words)).toBeVisible();
  }
  await peer.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(peer, 'views');
  const back = await comeBack(browser, kith, code);
  await expect(back.getByText(/wrote down what you said: The picture of the house by the sea\./)).toBeVisible();
  await expect(back.getByText(/noticed this, and you did not say it: A smile each time/)).toBeVisible();
  const contacts = back.getByRole('region', { name: 'When you were in touch' });
  await contacts.locator('summary', { hasText: 'Write beside it' }).click();
  await contacts.getByLabel('Your words').fill('It is the sea I want, not the house.');
  await contacts.getByLabel('Something is wrong. Please put it right.').check();
  await contacts.getByRole('button', { name: 'Save' }).click();
  await expect(back.getByText('It is the sea I want, not the house.')).toBeVisible();
  await expectAccessible(back, 'back with views');
  await peer.reload();
  await expect(peer.getByText('It is the sea I want, not the house.')).toBeVisible();
  for (const page of [peer, back]) await page.context().close();
});

test('a person is reminded of a meeting only where that is safe, and takes it back in one press', async ({
  browser,
  kith,
}) => {
  test.slow();
  const { code } = await together(browser, kith, 'Rue', 'There is a meeting about me.');
  const back = await comeBack(browser, kith, code);
  const meetings = back.getByRole('region', { name: 'A meeting about me' });
  await meetings.locator('summary', { hasText: 'Add a meeting' }).click();
  await meetings.getByLabel('Which day? (optional)').fill(inDays(9).split('-').toReversed().join('/'));
  await meetings.getByLabel('What I want').fill('A room of my own');
  await meetings.getByRole('button', { name: 'Add the meeting' }).click();
  await expect(meetings.getByText('We can remind you by e-mail or text.', { exact: false })).toBeVisible();
  await expect(meetings.getByRole('button', { name: /^Remind me/ })).toHaveCount(0);
  await expectAccessible(back, 'reminder not possible');

  await back.locator('summary', { hasText: 'Change how to reach you' }).click();
  await back.getByLabel('E-mail', { exact: true }).check();
  await back.getByLabel('E-mail address').fill('rue@example.org');
  await back.getByRole('button', { name: 'Save how to reach me' }).click();
  await meetings.getByRole('button', { name: 'Remind me the day before A room of my own' }).click();
  await expect(meetings.getByText(/^We will write to you on/)).toBeVisible();
  await expectAccessible(back, 'reminder asked for');
  await meetings.getByRole('button', { name: 'Do not remind me A room of my own' }).click();
  await expect(meetings.getByText(/^We can write to you on/)).toBeVisible();
  await expectAccessible(back, 'reminder taken back');
  await back.context().close();
});
