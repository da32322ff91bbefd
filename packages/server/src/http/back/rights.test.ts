import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseConcern } from '../../modules/peers/concerns/concerns.ts';
import { tellNobodyFits } from '../../modules/peers/unmet/nobody-fits.ts';
import { currentConsent } from '../../modules/safety/consent.ts';
import { onVersion, PROPOSE_AGREEMENT } from '../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, NUMBER, sayYes, seeRequest, WORDS } from '../../testing/peers.ts';
import { anAdvocate } from '../../testing/people.ts';
import { type HeldPage, QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
let ready: Awaited<ReturnType<typeof aTeamReady>>;
let visitors = 0;

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  ready = await aTeamReady(app);
});
afterAll(() => app.close());

/** Somebody on their own page, who presses buttons. */
async function onTheirPage(input: Record<string, unknown> = {}) {
  const person = await aPersonAsks(app, input);
  visitors += 1;
  const browser = new QuietBrowser(app, `198.51.100.${visitors}`);
  let page = await browser.post('/back', { code: person.receipt.code });
  const press = async (what: string, fields: Record<string, string> = {}): Promise<HeldPage> => {
    page = await browser.post('/back', {
      pass: page.fields.pass ?? '',
      key: page.fields.key ?? '',
      ...fields,
      do: what,
    });
    return page;
  };
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? '';
  return { ...person, browser, press, fieldOf };
}

/** The same, connected with Maya. */
async function together(input: Record<string, unknown> = {}) {
  const person = await onTheirPage(input);
  const introduced = await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
  const matchId = introduced.match?.id ?? '';
  await sayYes(app, ready.advocate, matchId);
  await app.run(PROPOSE_AGREEMENT, { input: { matchId, basedOn: null } }, ready.advocate.headers);
  await app.run(onVersion('agreeToAgreement'), { input: { matchId, number: 1 } }, person.headers);
  return person;
}

const staff = (account: { accountId: string }, role: 'COORDINATOR' | 'ADVOCATE') =>
  ({
    kind: 'staff',
    accountId: account.accountId,
    teamId: ready.team.id,
    advocateId: role === 'ADVOCATE' ? ready.advocate.advocateId : null,
    roles: new Set([role]),
  }) as unknown as Parameters<typeof tellNobodyFits>[1];

describe('while nobody fits', () => {
  it('what the team wrote comes first, and the person chooses and changes their mind', async () => {
    const { requestId, press, fieldOf } = await onTheirPage();
    await tellNobodyFits(app.kith, staff(ready.coordinator, 'COORDINATOR'), {
      requestId,
      message: 'Nobody is free on Tuesdays. Larkspur-canary.',
      ways: ['GROUP', 'WAIT'],
    });
    const page = await press('show');
    expect(page.html.indexOf('Larkspur-canary')).toBeLessThan(page.html.indexOf('What you told us'));
    const wordId = fieldOf('wordId');
    expect((await press('choose-way', { wordId, way: 'GROUP' })).text).toContain('You chose: Join a group');
    expect((await press('choose-way', { wordId, way: 'WAIT' })).text).toContain('You chose: Wait for');
    expect((await press('choose-way', { wordId, way: 'OTHER_PEER' })).status).toBe(400);
    expect((await press('choose-way', { wordId: 'x', way: 'WAIT' })).status).toBe(200);
    await press('erase');
    expect(await app.kith.db.teamWord.findFirst({ where: { requestId } })).toMatchObject({ words: null });
  });
});

describe('what is said about the person', () => {
  it('a worry that somebody wrote stands on the page, unless two keep it back, and the person can raise one', async () => {
    const person = await together();
    const worry = (words: string, wouldAddDanger: boolean) =>
      raiseConcern(app.kith, staff(ready.advocate, 'ADVOCATE'), {
        requestId: person.requestId,
        urgency: 'SOON',
        words,
        hasRung: false,
        wouldAddDanger,
        idempotencyKey: crypto.randomUUID(),
      });
    await worry('They sound very tired.', false);
    await worry('Kept back for now.', true);
    const page = await person.press('show');
    expect(page.text).toContain('Somebody was worried about you');
    expect(page.text).toContain('They sound very tired.');
    expect(page.text).not.toContain('Kept back for now.');
    expect(page.text).toContain('How to complain');
    expect((await person.press('raise-concern', { concern: ' ' })).status).toBe(400);
    const key = '3f9a2c71-5b8e-44d0-9d1a-1c7e2b90aa01';
    await person.press('raise-concern', { concern: 'They shared my number.', key });
    const raised = await person.press('raise-concern', { concern: 'They shared my number.', key });
    expect(raised.text).toContain('You told the team');
    expect(await app.kith.db.concern.count({ where: { requestId: person.requestId, raisedById: null } })).toBe(1);
    await person.press('withdraw');
  });
});

describe('the two, from the person’s page', () => {
  it('looks at how it goes, keeps a card, writes about a contact, takes a thank-you back', async () => {
    const person = await together();
    expect((await person.press('review-go-on', { without: 'I ring the office alone.' })).text).toContain(
      'I ring the office alone.',
    );
    expect((await person.press('review-change')).text).toContain('change something');
    expect((await person.press('card', { like: 'Tea first.', offLimits: 'My family.' })).html).toContain('Tea first.');
    expect((await person.press('card', { like: 'x'.repeat(700) })).status).toBe(400);
    const key = '7d9a2c71-5b8e-44d0-9d1a-1c7e2b90aa02';
    await person.press('contact-new', { contactNote: 'We met at the library.', key });
    expect((await person.press('contact-new', { contactNote: 'We met at the library.', key })).status).toBe(200);
    expect(await app.kith.db.peerContact.count({ where: { requestId: person.requestId } })).toBe(1);
    expect((await person.press('show')).text).toContain('We met at the library.');
    await person.press('thanks', { thanks: 'Marigold-canary.' });
    expect((await person.press('thanks-back', { thanksId: person.fieldOf('thanksId') })).text).not.toContain(
      'Marigold',
    );
    expect((await person.press('thanks-back', { thanksId: "'; --" })).status).toBe(200);
  });

  it('keeps what was said in thanks after an ending, under the right name, and takes more', async () => {
    const person = await together();
    await person.press('thanks', { thanks: 'You were there. Teasel-canary.' });
    const page = await person.press('end-match');
    expect(page.text).toMatch(/you wrote to Maya\s?: You were there\. Teasel-canary\./);
    expect((await person.press('thanks', { thanks: 'Still thankful.' })).text).toContain('Still thankful.');
    // Whoever does not want to meet them again is not asked to thank them.
    const apart = await person.press('not-them-again', { matchId: person.fieldOf('matchId') });
    expect([apart.text.includes('Give it to Maya'), apart.text.includes('Still thankful.')]).toEqual([false, true]);
  });

  it('thanks whom the page named, also when they are with somebody else by the time it is sent', async () => {
    const person = await together();
    const page = await person.press('show');
    const matchId = person.fieldOf('matchId');
    const key = '7d9a2c71-5b8e-44d0-9d1a-1c7e2b90aa03';
    expect(page.text).toContain('Give it to Maya');
    const held = { pass: person.fieldOf('pass') };
    await person.press('somebody-else');
    app.clock.advance(60_000);
    const kim = await anAdvocate(app, { teamId: ready.team.id, firstName: 'Kim' });
    const { match } = await introduce(app, ready.coordinator, person.requestId, kim.advocateId);
    await sayYes(app, kim, match?.id ?? '');
    await person.press('thanks', { ...held, thanks: 'For Maya alone. Teasel-canary.', matchId, key });
    const [given] = await app.kith.db.thanks.findMany({ where: { match: { requestId: person.requestId } } });
    expect(given?.matchId).toBe(matchId);
    expect((await person.press('thanks', { thanks: 'x', matchId: "'; --", key: `${key}4` })).status).toBe(200);
  });

  it('comes back to the same person, or never meets them again', async () => {
    const person = await together();
    await person.press('end-match');
    expect((await person.press('show')).text).toContain('Start again with Maya');
    await person.press('same-again');
    const request = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect([request.status, request.againWithId]).toEqual(['CAME_BACK', ready.advocate.advocateId]);
    await person.press('not-to-meet', { notToMeet: 'My neighbour Ash. Burdock-canary.' });
    const page = await person.press('not-them-again', { matchId: person.fieldOf('matchId') });
    expect(page.html).toContain('Burdock-canary');
    expect(page.text).not.toContain('Not Maya again');
    expect(await app.kith.db.notTogether.count({ where: { requestId: person.requestId, saidBy: 'PERSON' } })).toBe(1);
  });
});

describe('everything to take along', () => {
  it('has every word that two wrote, as data and to read', async () => {
    const person = await together();
    const said = {
      card: { like: 'Tea first.' },
      'review-go-on': { without: 'I ring alone.' },
      'contact-new': { contactNote: 'We met at the library.' },
      thanks: { thanks: 'You were there.' },
      'step-new': { what: 'Ring the office' },
      'permission-give': { withWhom: 'The council', about: 'My repair', expiresOn: '2026-12-01' },
      'not-to-meet': { notToMeet: 'My neighbour Ash.' },
      'raise-concern': { concern: 'They shared my number.' },
    };
    for (const [act, fields] of Object.entries(said)) expect((await person.press(act, { ...fields })).status).toBe(200);
    const page = await person.press('show');
    const contactId = /name="contactId" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    await person.press('contact-comment', { contactId, [`comment-${contactId}`]: 'It rained.' });
    await person.press('end-match', { goodbye: 'Farewell, Maya.' });
    const kept = await person.press('show');
    const pass = { pass: kept.fields.pass ?? '' };
    const json = await person.browser.post('/back', { ...pass, do: 'download-json' });
    const text = await person.browser.post('/back', { ...pass, do: 'download-text' });
    const words = [...Object.values(said).flatMap((fields) => Object.values(fields)), 'It rained.', 'Farewell, Maya.'];
    for (const word of words.filter((one) => one !== '2026-12-01')) {
      expect(json.html).toContain(word);
      expect(text.html).toContain(word);
    }
    const data = JSON.parse(json.html) as { consents: unknown[]; together: { agreements: unknown[] }[] };
    expect([data.consents.length, data.together[0]?.agreements.length]).toEqual([2, 1]);
    expect(text.html).toContain('What has to be passed on:');
    expect(text.html).toContain('Kept until');
    expect(text.html).not.toMatch(/undefined|\[object/);
  });
});

describe('each yes', () => {
  it('stands with its words, day, way and version', async () => {
    const { press } = await onTheirPage();
    const page = await press('show');
    expect(page.text).toContain('You said yes on this site on');
    expect(page.text).toContain(`This text is version ${currentConsent().version}.`);
    for (const { text } of currentConsent().statements) expect(page.text).toContain(text);
  });

  it('to being introduced is taken back with one press: the advocate sees nothing at once', async () => {
    const reach = { channel: 'PHONE', value: NUMBER, times: 'Mornings', mayLeaveVoicemail: false };
    const person = await together({ reach });
    expect((await seeRequest(app, person.requestId, ready.advocate.headers))?.words).toBe(WORDS);
    const page = await person.press('stop-sharing');
    expect(page.text).toContain('No peer sees what you wrote any more.');
    expect(page.text).toContain('You took it back on');
    expect(await seeRequest(app, person.requestId, ready.advocate.headers)).toBeNull();
    const again = await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
    expect(again.__typename).not.toBe('ProposeMatchPayload');
    expect((await person.press('stop-sharing')).status).toBe(200);
    expect(await app.kith.db.consentReceipt.count({ where: { requestId: person.requestId } })).toBe(2);
  });

  it('is needed to start again, and said anew', async () => {
    const person = await onTheirPage();
    await person.press('stop-sharing');
    expect((await person.press('resume')).text).toContain('Say yes to it again');
    expect((await person.press('share-again', { version: '1999-01-01' })).text).toContain('say yes to it');
    expect((await person.press('share-again', { version: person.fieldOf('version') })).text).toContain(
      'it starts again',
    );
    await person.press('share-again', { version: currentConsent().version });
    const request = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect(request.status).toBe('CAME_BACK');
    expect(await app.kith.db.consentReceipt.count({ where: { requestId: person.requestId } })).toBe(3);
  });

  it('to keeping the words leads to erasing, with its effect said first', async () => {
    const { press, requestId } = await onTheirPage();
    expect((await press('show')).text).toContain('Without this yes the team may not keep your words.');
    expect((await press('erase')).text).toContain('Erased');
    const open = await app.kith.db.consentReceipt.count({ where: { requestId, withdrawnAt: null } });
    expect(open).toBe(0);
  });
});
