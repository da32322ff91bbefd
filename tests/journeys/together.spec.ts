import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/kith.ts';
import { atWork, comeBack, DESKTOP, enter, inDays, PHONE, type Viewport, withoutScript } from '../support/people.ts';

// From asking to an ending, and back again. The person never needs a script; who works with them has a phone or a desk.

/** Asks on one page, without a script. @returns the four words and the reference */
async function askOnOnePage(page: Page, url: string, name: string, words: string) {
  await page.goto(`${url}/connect?partner=pk_demo_riverside`);
  await page.getByLabel(/In your own words/).fill(words);
  await page.getByLabel(/I’ll come back/).check();
  await page.getByLabel('What should we call you?').fill(name);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByText(words)).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: /^Send to/ }).click();
  const code = (await page.locator('.code').innerText()).trim();
  const number = page.getByText(/Your number with us is/).locator('strong');
  return { code, reference: (await number.innerText()).trim() };
}

function section(page: Page, name: string | RegExp): Locator {
  return page.getByRole('region', { name });
}

for (const [where, work, own, name] of [
  ['on a phone', PHONE, PHONE, 'Robin'],
  ['at a desk', DESKTOP, DESKTOP, 'Alex'],
] satisfies [string, Viewport, Viewport, string][]) {
  test(`two people from asking to an ending and back again, ${where}`, async ({ browser, kith }) => {
    test.slow();
    const words = `${name} here. I would like to go out of the house again.`;
    const asking = await withoutScript(browser, own);
    const { code, reference } = await askOnOnePage(asking, kith.url, name, words);
    await expectAccessible(asking, 'sent');
    await asking.context().close();

    // A coordinator introduces somebody.
    const desk = await atWork(browser, kith, 'Priya Nair', work);
    await desk
      .getByRole('link', { name: new RegExp(reference) })
      .first()
      .click();
    await expect(desk.getByText(words)).toBeVisible();
    const first = desk.getByRole('article').first();
    const advocate = await first.getByRole('heading', { level: 3 }).innerText();
    await expectAccessible(desk, 'request');
    await first.getByRole('button', { name: `Introduce ${advocate}` }).click();
    await desk.getByLabel(`Why ${advocate}?`).fill('You both know a quiet house.');
    const otherwise = desk.getByLabel('Why do you choose otherwise?');
    if (await otherwise.isVisible()) await otherwise.fill('They asked for a walk.');
    await desk.getByRole('button', { name: `Ask ${advocate}` }).click();
    await expect(desk.getByText(`${advocate}: waiting for the advocate`, { exact: false })).toBeVisible();

    // The advocate says yes, and writes down how they go on.
    const peer = await atWork(browser, kith, advocate, work);
    const card = peer.getByRole('article', { name: `Introduction: ${name}` });
    await expect(card.getByText(words)).toBeVisible();
    await expectAccessible(peer, 'today');
    await card.getByRole('button', { name: 'Yes, I would like to' }).click();
    await card.getByLabel('When', { exact: true }).fill('Thursday, 2 pm');
    await card.getByLabel(/A few words/).fill('I will wait by the library.');
    await card.getByRole('button', { name: 'Say yes and tell them' }).click();
    await expect(peer.getByText(/^You said yes\./)).toBeFocused();
    await peer.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await peer.getByRole('button', { name: 'Write it now' }).click();
    await expectAccessible(peer, 'agreement-form');
    await peer.getByLabel('Places').fill('The library, or outside.');
    await peer.getByRole('button', { name: 'Save and agree' }).click();
    await expect(peer.getByText(`It waits for ${name}.`, { exact: false })).toBeVisible();

    // The person agrees on their own page.
    const back = await comeBack(browser, kith, code, own);
    const agreement = section(back, 'For you to agree');
    await expect(agreement.getByText('The library, or outside.').first()).toBeVisible();
    await expectAccessible(back, 'back-to-agree');
    await agreement.getByRole('button', { name: 'Yes, I agree' }).click();
    await expect(back.locator('p.status')).toHaveText(`You and ${advocate} are connected.`);

    // A contact in a few taps, and a step to go together.
    await peer.reload();
    await expect(peer.getByText(/Agreed by both on/)).toBeVisible();
    await peer.getByRole('button', { name: 'Note a contact' }).click();
    await expectAccessible(peer, 'contact-form');
    const tap = peer.getByRole('group', { name: 'What did you do together?' }).getByRole('button').first();
    const helped = (await tap.innerText()).trim();
    await tap.click();
    await peer.getByText('More, if you like').first().click();
    await peer.getByLabel('A short note').fill('We laughed about the ducks.');
    await peer.getByRole('button', { name: 'Save this contact' }).click();
    await expect(peer.getByText(`Noted. ${name} sees it too.`)).toBeFocused();
    await peer.getByRole('button', { name: 'Propose a step' }).click();
    await peer.getByLabel('What is it?').fill('The garden group, the first time');
    await peer.getByLabel('We go together').check();
    await peer.getByLabel('On which day?').fill(inDays(1));
    await peer.getByLabel('Where and at what time do you meet?').fill('At the bus stop, at 2');
    await expectAccessible(peer, 'step-form');
    await peer.getByRole('button', { name: 'Propose it' }).click();
    await expect(peer.getByText(`Proposed. ${name} sees it too.`)).toBeFocused();
    await expectAccessible(peer, 'match');

    // The person reads every word, writes beside it, goes along, and says whether it helped.
    await enter(back, kith, code);
    const contacts = section(back, 'When you were in touch');
    await expect(contacts.getByText(helped)).toBeVisible();
    await expect(contacts.getByText('We laughed about the ducks.')).toBeVisible();
    await expectAccessible(back, 'back-together');
    await contacts.locator('summary', { hasText: 'Write beside it' }).click();
    await contacts.getByLabel('Your words').fill('They were geese.');
    await contacts.getByRole('button', { name: 'Save' }).click();
    await expect(back.getByText('Saved beside it.')).toBeVisible();
    const steps = section(back, 'Next steps');
    await expect(steps.getByText('At the bus stop, at 2')).toBeVisible();
    await steps.getByRole('button', { name: 'Done The garden group' }).click();
    await steps.locator('summary', { hasText: 'Done or let go' }).click();
    await steps.getByRole('group', { name: 'Did you get there?' }).getByLabel('Yes').check();
    await steps.getByRole('group', { name: 'Did it help?' }).getByLabel('A bit').check();
    await steps.getByRole('button', { name: /^Save how it went/ }).click();
    await expect(back.getByText('Thank you. You are not asked again.')).toBeVisible();
    await peer.reload();
    await expect(peer.getByText('They were geese.')).toBeVisible();
    await expect(peer.getByText('Got there: yes. Helped: a bit.')).toBeVisible();

    // A pause, and on again, and an ending; each by one press of the person's.
    await back.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(back.locator('p.status')).toContainText('paused');
    await expectAccessible(back, 'back-paused');
    await peer.reload();
    await expect(peer.getByText(`${name} needs a pause`, { exact: false })).toBeVisible();
    await back.getByRole('button', { name: `Go on with ${advocate}` }).click();
    await expect(back.locator('p.status')).toHaveText(`You and ${advocate} are connected.`);
    await back.locator('summary', { hasText: 'Finish for now' }).click();
    await back.getByLabel('A word to say goodbye').fill('Thank you for the geese.');
    await back.getByRole('button', { name: 'Yes, finish for now' }).click();
    await expect(back.locator('p.status')).toContainText('You can come back whenever you like');
    await expectAccessible(back, 'back-finished');
    await peer.reload();
    await expect(peer.getByText('Thank you for the geese.')).toBeVisible();
    await expectAccessible(peer, 'match-ended');

    // And back again: in the coordinator's queue, without a word of where they have been.
    await back.getByRole('button', { name: 'Start again', exact: true }).click();
    await expect(back.locator('p.status')).toContainText('Good to have you back.');
    await desk.goto(`${kith.url}/console/requests`);
    await expect(desk.getByRole('link', { name: new RegExp(reference) }).first()).toContainText(/came back/i);
    await expectAccessible(desk, 'queue');
    for (const page of [desk, peer, back]) await page.context().close();
  });
}
