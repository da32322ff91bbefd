import { expectAccessible } from '../support/accessible.ts';
import { expect, readOutbox, test } from '../support/kith.ts';
import { ask, atWork, comeBack, enter, introduce, PHONE, SIZES, together } from '../support/people.ts';

// What may come instead of a straight way: somebody who only comes back, two who say "not me", a break, and an end of it all.

for (const [where, size] of SIZES) {
  test(`somebody who only comes back gives no number, no name and no address, ${where}`, async ({ page, kith }) => {
    await page.setViewportSize(size);
    await page.goto(`${kith.url}/connect?partner=pk_demo_riverside`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel(/I’ll come back/).check();
    for (const field of ['Phone number', 'E-mail address', 'Address for letters'])
      await expect(page.getByLabel(field)).toBeHidden();
    await expectAccessible(page, 'ask-come-back');
    await page.getByRole('button', { name: 'Continue' }).click();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: /^Send to/ }).click();
    const code = (await page.locator('.code').innerText()).trim();
    await expectAccessible(page, 'sent-come-back');
    await enter(page, kith, code);
    await expect(page.locator('p.status')).toContainText('You asked for a peer.');
    await expect(page.getByText('You left this empty. That is fine.')).toBeVisible();
  });

  test(`two say “not me”, without a reason, and the third says yes, ${where}`, async ({ browser, kith }) => {
    const name = size === PHONE ? 'Charlie' : 'Billie';
    const asked = await ask(kith, name, 'Somebody to play draughts with.');
    const asks = new Set<string>();
    const desk = await atWork(browser, kith, 'Priya Nair', size);
    for (const answer of ['not me', 'not me', 'yes'] as const) {
      await desk.goto(`${kith.url}/console/requests`);
      await desk
        .getByRole('link', { name: new RegExp(asked.reference) })
        .first()
        .click();
      const first = desk.getByRole('article').first();
      const advocate = await first.getByRole('heading', { level: 3 }).innerText();
      expect(asks).not.toContain(advocate);
      asks.add(advocate);
      await first.getByRole('button', { name: `Introduce ${advocate}` }).click();
      await desk.getByLabel(`Why ${advocate}?`).fill('You both like a quiet game.');
      const otherwise = desk.getByLabel('Why do you choose otherwise?');
      if (await otherwise.isVisible()) await otherwise.fill('They asked for draughts.');
      await desk.getByRole('button', { name: `Ask ${advocate}` }).click();
      await expect(desk.getByText(`${advocate}: waiting for the advocate`, { exact: false })).toBeVisible();

      const peer = await atWork(browser, kith, advocate, size);
      const card = peer.getByRole('article', { name: `Introduction: ${name}` });
      if (answer === 'not me') {
        await card.getByRole('button', { name: 'Not me' }).click();
        await expectAccessible(peer, 'not-me');
        await card.getByRole('button', { name: 'Pass it on' }).click();
        await expect(peer.getByText(/^Passed on\. Thank you for looking\./)).toBeFocused();
      } else {
        await card.getByRole('button', { name: 'Yes, I would like to' }).click();
        await card.getByLabel('When', { exact: true }).fill('Friday, 3 pm');
        await card.getByRole('button', { name: 'Say yes and tell them' }).click();
        await expect(peer.getByText(/^You said yes\./)).toBeFocused();
        const back = await comeBack(browser, kith, asked.code, size);
        await expect(back.locator('p.status')).toContainText(`${advocate} said yes`);
        // Who said "not me" is not named to the person.
        const others = [...asks].filter((one) => one !== advocate);
        for (const one of others) await expect(back.getByText(new RegExp(`\\b${one}\\b`))).toHaveCount(0);
        await expectAccessible(back, 'back-after-not-me');
        await back.context().close();
      }
      await peer.context().close();
    }
    await desk.context().close();
  });

  test(`an advocate takes a break, and the person reads who steps in, ${where}`, async ({ browser, kith }) => {
    const name = size === PHONE ? 'Jo' : 'Ash';
    const two = await together(browser, kith, name, 'Somebody to walk with.');
    const colleague = two.advocate === 'Kasia' ? 'Imran' : 'Kasia';

    // Asked beforehand, and free to say no.
    const peer = await atWork(browser, kith, two.advocate, size);
    const card = peer.getByRole('region', { name: 'Who steps in when you need a break' });
    await card.getByText(/^Ask (a colleague|somebody else)/).click();
    await card.getByLabel('Who?').selectOption({ label: colleague });
    await card.getByRole('button', { name: 'Ask them' }).click();
    await expect(card.getByText('Asked. They answer when they can.')).toBeFocused();
    const other = await atWork(browser, kith, colleague, size);
    await other.getByRole('button', { name: 'Yes, I would', exact: true }).click();
    await expect(other.getByText(/^Thank you\. You see their people only during a break\./)).toBeFocused();
    await expect(other.getByText(`${name} and ${two.advocate}`)).toHaveCount(0);

    await peer.reload();
    await peer.getByRole('button', { name: 'I need a break' }).click();
    await peer.getByLabel('What should people hear?').fill('I am by the sea. I think of you.');
    await expectAccessible(peer, 'break-form');
    await peer.getByRole('button', { name: 'Start my break' }).click();
    await expect(peer.getByText(/You are away\./)).toBeVisible();

    const back = await comeBack(browser, kith, two.code, size);
    await expect(back.locator('p.status')).toContainText(`${two.advocate} is taking a break`);
    await expect(back.locator('p.status')).toContainText('I am by the sea. I think of you.');
    await expect(back.locator('p.status')).toContainText(`${colleague} and the Riverside team are there for you`);
    await expectAccessible(back, 'back-break');
    await other.reload();
    const stepIn = other.getByRole('region', { name: 'People you step in for now' });
    await expect(stepIn.getByRole('link', { name: new RegExp(`^${name} and ${two.advocate}`) })).toBeVisible();
    await expectAccessible(other, 'stand-in');

    // Somebody may rather wait: then nobody else sees anything of them.
    await back.getByRole('button', { name: 'I would rather wait' }).click();
    await other.reload();
    await expect(other.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect(other.getByText(`${name} and ${two.advocate}`)).toHaveCount(0);

    // Back again, in one tap: nobody steps in any more, and the person reads that.
    await peer.getByRole('button', { name: 'Fine' }).click();
    await expect(peer.getByText(/You are away\./)).toHaveCount(0);
    await enter(back, kith, two.code);
    await expect(back.locator('p.status')).toContainText(`You and ${two.advocate} are connected.`);
    for (const page of [peer, other, back]) await page.context().close();
  });

  test(`erased in the middle of it: nothing is left, for anybody, ${where}`, async ({ browser, kith }) => {
    const name = size === PHONE ? 'Wren' : 'Robyn';
    const words = 'Somebody for the allotment. canary-4417';
    const two = await together(browser, kith, name, words);
    const peer = await atWork(browser, kith, two.advocate, size);
    await peer.goto(`${kith.url}/console/people/${two.matchId}`);
    await expect(peer.getByRole('heading', { level: 1, name })).toBeVisible();

    const back = await comeBack(browser, kith, two.code, size);
    await back.locator('summary', { hasText: 'Erase everything' }).click();
    await back.getByRole('button', { name: 'Yes, erase everything' }).click();
    await expect(back.getByRole('heading', { name: 'Erased' })).toBeVisible();
    await expectAccessible(back, 'back-erased');
    await back.goto(`${kith.url}/back`);
    await back.getByLabel('Your four words').fill(two.code);
    await back.getByRole('button', { name: 'Show the update' }).click();
    await expect(back.getByLabel('Your four words')).toBeVisible();

    // What was open goes by itself, and nothing comes back.
    await expect(peer.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
    await expectAccessible(peer, 'match-erased');
    await peer.goto(`${kith.url}/console`);
    await expect(peer.getByRole('heading', { name: 'People you are with' })).toBeVisible();
    await expect(peer.getByText(name)).toHaveCount(0);
    const desk = await atWork(browser, kith, 'Priya Nair', size);
    await expect(desk.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
    await expect(desk.getByText(two.reference)).toHaveCount(0);
    for (const text of [kith.output(), await readOutbox(kith)]) expect(text).not.toContain('canary-4417');
    for (const page of [peer, back, desk]) await page.context().close();
  });
}

test('an introduction stays free to refuse while it waits', async ({ browser, kith }) => {
  const two = await introduce(browser, kith, await ask(kith, 'Kit', 'Somebody to fish with.'));
  const back = await comeBack(browser, kith, two.code);
  await expect(back.locator('p.status')).toContainText('has asked somebody who may suit you');
  await back.locator('summary', { hasText: 'Stop' }).first().click();
  await back.getByRole('button', { name: 'Yes, stop' }).click();
  await expect(back.locator('p.status')).toContainText('You stopped this request.');
  const peer = await atWork(browser, kith, two.advocate);
  await expect(peer.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(peer.getByRole('heading', { name: 'People you are with' })).toBeVisible();
  await expect(peer.getByText('Somebody to fish with.')).toHaveCount(0);
  for (const page of [peer, back]) await page.context().close();
});
