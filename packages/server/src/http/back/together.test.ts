import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onVersion, PROPOSE_AGREEMENT } from '../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { act } from '../../testing/doing.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../testing/peers.ts';
import { type HeldPage, QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
let browser: QuietBrowser;
let ready: Awaited<ReturnType<typeof aTeamReady>>;
let person: Awaited<ReturnType<typeof aPersonAsks>>;
let matchId: string;
let page: HeldPage;

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  browser = new QuietBrowser(app);
  ready = await aTeamReady(app);
  person = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org', name: 'Jo' } });
  const introduced = await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
  matchId = introduced.match?.id ?? '';
  await sayYes(app, ready.advocate, matchId);
  await app.run(PROPOSE_AGREEMENT, { input: { matchId, basedOn: null } }, ready.advocate.headers);
  page = await browser.post('/back', { code: person.receipt.code });
});
afterAll(() => app.close());

/** Presses a button of the page that is open. */
async function press(what: string, fields: Record<string, string> = {}): Promise<HeldPage> {
  page = await browser.post('/back', { pass: page.fields.pass ?? '', key: page.fields.key ?? '', ...fields, do: what });
  return page;
}

const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? '';
const matchNow = () => app.kith.db.match.findFirstOrThrow({ where: { requestId: person.requestId } });

describe('two people, from the come-back page', () => {
  it('puts what waits for the person first, and they are connected with one press', async () => {
    expect(page.text).toContain('For you to agree');
    expect(page.html.indexOf('For you to agree')).toBeLessThan(page.html.indexOf('You meet'));
    expect(page.text).toContain('What has to be passed on');
    expect(page.html).not.toContain('name="line-PASS_ON"');
    await press('agree', { number: fieldOf('number') });
    expect(page.text).toContain('Saved. You said yes.');
    expect((await matchNow()).status).toBe('ACTIVE');
    expect(page.text).toContain('are connected.');
  });

  it('lets the person ask for a change, which holds when both have said yes', async () => {
    await press('propose-agreement', { number: fieldOf('number'), 'line-PLACES': 'The library only.' });
    expect(page.text).toContain('It holds when');
    expect(page.text).toContain('The library only.');
    const yes = await app.run<{ answer: { __typename: string } }>(
      onVersion('agreeToAgreement'),
      { input: { matchId, number: 2 } },
      ready.advocate.headers,
    );
    expect(yes.data?.answer.__typename).toBe('AgreementPayload');
  });

  it('lets the person say that they never agreed to what was read out', async () => {
    const lines = [{ topic: 'TIMES', words: 'Every day.' }];
    await app.run(PROPOSE_AGREEMENT, { input: { matchId, basedOn: 2, lines } }, ready.advocate.headers);
    await app.run(onVersion('recordReadOut'), { input: { matchId, number: 3 } }, ready.advocate.headers);
    await press('show');
    expect(page.text).toContain('I did not agree to this');
    await press('object', { number: '3' });
    expect(page.text).toContain('For you to agree');
  });

  it('shows every word about a contact, and a comment stands beside it', async () => {
    await act(app, ready.advocate.headers, 'recordContact', {
      matchId,
      interventions: [],
      note: 'We talked about Thursday.',
    });
    await press('show');
    expect(page.text).toContain('We talked about Thursday.');
    const contactId = fieldOf('contactId');
    await press('contact-comment', { contactId, [`comment-${contactId}`]: 'It was Friday.', wishesCorrection: 'yes' });
    expect(page.text).toContain('We talked about Thursday.');
    expect(page.text).toMatch(/you asked for it to be put right: It was Friday\./);
    await press('contact-comment', { contactId, [`comment-${contactId}`]: ' ' });
    expect(page.status).toBe(400);
  });

  it('tells what the person said from what was noticed, there and in the download (S72)', async () => {
    const contactId = fieldOf('contactId');
    const { headers } = ready.advocate;
    await act(app, headers, 'recordView', { contactId, how: 'SAID', words: 'The picture of the sea.' });
    await act(app, headers, 'recordView', { contactId, how: 'OBSERVED', words: 'A smile at the dog.' });
    await press('show');
    expect(page.text).toMatch(/Maya wrote down what you said: The picture of the sea\./);
    expect(page.text).toMatch(/Maya noticed this, and you did not say it: A smile at the dog\./);
    expect(page.text).toContain('ask for it to be put right');
    const pass = page.fields.pass ?? '';
    const { html } = await browser.post('/back', { pass, do: 'download-text' });
    expect(html).toMatch(/Maya wrote what I said: The picture of the sea\./);
    expect(html).toMatch(/Maya noticed, I did not say it: A smile at the dog\./);
    const data = await browser.post('/back', { pass, do: 'download-json' });
    expect(data.html).toMatch(/"kind": ?"OBSERVED"/);
  });

  it('plans a step once however often it is sent, keeps what was typed when a day is wrong, and marks it', async () => {
    await press('step-new', { what: 'Ring the library', onDay: '31/02/2027' });
    expect([page.status, page.html.includes('value="Ring the library"')]).toEqual([400, true]);
    const twice = { what: 'Ring the library', onDay: '24/12/2026', key: 'k-3f9a2c71-5b8e-44d0' };
    await press('step-new', twice);
    await press('step-new', twice);
    expect(await app.kith.db.step.count({ where: { requestId: person.requestId } })).toBe(1);
    expect(page.text).toContain('Thursday 24 December');
    await press('step-done', { stepId: fieldOf('stepId') });
    expect(page.text).toContain('Done or let go (1)');
  });

  it('gives a permission until a day and takes it back in one press', async () => {
    await press('permission-give', { withWhom: 'The council', about: 'My repair', expiresOn: 'soon' });
    expect(page.status).toBe(400);
    await press('permission-give', { withWhom: 'The council', about: 'My repair', expiresOn: '2026-12-01' });
    expect(page.text).toMatch(/With The council , about My repair , until Tuesday 1 December/);
    await press('permission-withdraw', { permissionId: fieldOf('permissionId') });
    expect(page.text).toContain('Nobody may speak for you now.');
  });

  it('says thank you, and that somebody runs low, and takes it back', async () => {
    await press('thanks', { thanks: 'You were there.', mayKeep: 'yes' });
    expect(page.text).toContain('You were there.');
    await press('running-low');
    expect(page.text).toContain('You said that you are running low.');
    await press('not-low');
    expect(page.text).toContain('I am running low');
  });

  it('pauses and goes on with the same person, then somebody else, without a reason', async () => {
    await press('pause');
    expect((await matchNow()).status).toBe('PAUSED');
    expect(page.text).toContain('Go on with');
    await press('go-on');
    expect(page.text).toContain('You two go on.');
    await press('somebody-else');
    expect(page.text).toContain('The team looks for somebody else.');
    expect((await matchNow()).status).toBe('ENDED');
  });

  it('gives new words, and the old ones open nothing', async () => {
    const renewed = await press('renew-link');
    const code = /class="code"[^>]*>([^<]+)</.exec(renewed.html)?.[1] ?? '';
    expect(code.split(' ')).toHaveLength(4);
    expect((await browser.post('/back', { code: person.receipt.code })).status).toBe(400);
    page = await browser.post('/back', { code });
    expect(page.status).toBe(200);
    await press('stop-letters');
    expect(page.text).toContain('We have sent you nothing since');
  });

  it('answers what is no id, no act and nobody’s with a page', async () => {
    for (const [what, fields] of [
      ['step-done', { stepId: "'; --" }],
      ['contact-comment', { contactId: 'x', 'comment-x': 'words' }],
      ['agree', { number: 'NaN' }],
      ['toString', {}],
      ['thanks', { thanks: 'x', key: '' }],
    ] as const)
      expect((await press(what, fields)).status).toBeLessThan(500);
  });
});
