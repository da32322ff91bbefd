import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { atWork, comeBack, DESKTOP, together } from '../support/people.ts';

test('an advocate is worried: whom to ring comes first, and two coordinators decide', async ({ browser, kith }) => {
  const two = await together(browser, kith, 'Ash', 'Somebody to sit with.');
  const peer = await atWork(browser, kith, two.advocate);
  await peer.goto(`${kith.url}/console/people/${two.matchId}`);
  await peer.getByRole('button', { name: 'I’m worried about Ash' }).click();
  await expect(peer.getByRole('heading', { name: 'Whom to ring now' })).toBeVisible();
  await expect(peer.getByRole('link', { name: '999' }).first()).toBeVisible();
  await peer.getByLabel('What did you see or hear?').fill('They have not eaten since Monday.');
  await peer.getByRole('button', { name: 'Tell my coordinators' }).click();
  await expect(peer.getByRole('alert')).toContainText('Say whether Ash knows');
  await peer.getByLabel('Yes, I told them').check();
  await expectAccessible(peer, 'worried-form');
  await peer.getByRole('button', { name: 'Tell my coordinators' }).click();
  await expect(peer.getByText('Your coordinators know. You do not have to carry this alone.')).toBeFocused();
  await peer.context().close();

  const first = await atWork(browser, kith, 'Priya Nair', DESKTOP);
  await first.getByRole('link', { name: 'Worries', exact: true }).click();
  const worry = first.getByRole('listitem').filter({ has: first.getByRole('heading', { name: two.reference }) });
  await expect(worry).toBeVisible();
  await expect(first.getByText('They have not eaten since Monday.')).toHaveCount(0);
  await first.getByRole('button', { name: 'Open what was written' }).click();
  await expect(worry.getByText('They have not eaten since Monday.')).toBeVisible();
  await worry.getByRole('button', { name: 'I look after it' }).click();
  await expect(worry.getByText('You look after it.')).toBeFocused();
  await worry.getByRole('button', { name: 'Suggest what to do' }).click();
  await worry.getByLabel('What should be done, and why?').fill('Take soup over today, because they like it.');
  await expectAccessible(first, 'worry-suggest');
  await worry.getByRole('button', { name: 'Suggest it' }).click();
  await expect(worry.getByText('A second coordinator has to look at it.', { exact: false })).toBeVisible();
  await expect(worry.getByRole('button', { name: 'I agree' })).toHaveCount(0);

  const second = await atWork(browser, kith, 'Rosa Imrie');
  await second.goto(`${kith.url}/console/worries`);
  await second.getByRole('button', { name: 'Open what was written' }).click();
  const same = second.getByRole('listitem').filter({ has: second.getByRole('heading', { name: two.reference }) });
  await expect(same.getByText('Take soup over today, because they like it.')).toBeVisible();
  await expectAccessible(second, 'worry-second');
  await same.getByRole('button', { name: 'I agree' }).click();
  await same.getByLabel('Why do you agree?').fill('I can be there at two.');
  await same.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(same.getByText('You two agreed.')).toBeFocused();

  // It can end only when it was decided, with what was learned.
  await expect(worry.getByText('I can be there at two.')).toBeVisible();
  await worry.getByRole('button', { name: 'Close it' }).click();
  await worry.getByLabel('What did we learn?').fill('Ask about meals earlier.');
  await worry.getByRole('button', { name: 'Close it' }).click();
  await expect(first.getByRole('heading', { name: `${two.reference} · closed` })).toBeVisible();
  await expectAccessible(first, 'worry-closed');

  // The person reads all of it on their own page: what was written, what was decided and by whom.
  const back = await comeBack(browser, kith, two.code);
  const told = back.getByRole('region', { name: 'Is something not right?' });
  await expect(told.getByRole('heading', { name: /^Somebody was worried about you/ })).toBeVisible();
  for (const words of [
    'They have not eaten since Monday.',
    'Take soup over today, because they like it.',
    'I can be there at two.',
    'Ask about meals earlier.',
  ])
    await expect(told.getByText(words, { exact: false })).toBeVisible();
  await expectAccessible(back, 'back-worry');
  await back.context().close();
  for (const page of [first, second]) await page.context().close();
});
