import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestPeer } from '../modules/peers/actions.ts';
import { currentConsent } from '../modules/safety/consent.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aPartnerWithPeers, type HeldPage, QuietBrowser } from '../testing/person.ts';

let app: TestApp;
let place: Awaited<ReturnType<typeof aPartnerWithPeers>>;
const WRONG = 'These words do not open anything. Check each word and type them again.';

beforeAll(async () => {
  app = await createTestApp();
  place = await aPartnerWithPeers(app);
});
afterAll(() => app.close());

let visitors = 0;
let browser: QuietBrowser;
beforeEach(() => {
  visitors += 1;
  browser = new QuietBrowser(app, `198.51.100.${visitors}`);
});

/** Somebody who has asked for a peer and kept what they were given. */
async function somebodyWhoAsked() {
  const receipt = await requestPeer(
    app.kith,
    { partner: place.partner, addressHash: `asker-${visitors}` },
    {
      idempotencyKey: crypto.randomUUID(),
      words: 'I keep to myself <since> the spring.',
      wishes: [{ dimension: 'EXPERIENCE', value: 'hospital-stay', weight: 'MATTERS' }],
      reach: { channel: 'EMAIL', value: 'jo@example.org', name: 'Jo' },
      consentVersion: currentConsent().version,
    },
  );
  const { id } = await app.kith.db.peerRequest.findFirstOrThrow({ where: { reference: receipt.reference } });
  return { ...receipt, id, token: new URL(receipt.link).hash.slice(1) };
}

async function cameBack(asked: { code: string }): Promise<HeldPage> {
  return browser.post('/back', { code: asked.code });
}

/** Presses the button of one of the page's forms. */
function press(page: HeldPage, act: string, fields: Record<string, string> = {}): Promise<HeldPage> {
  return browser.post('/back', { pass: page.fields.pass ?? '', ...fields, do: act });
}

const statusOf = async (id: string) => (await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id } })).status;

describe('coming back', () => {
  it('says nothing about anybody before the words are typed', async () => {
    const page = await browser.open('/back');
    expect(page.text).toContain('An update for you');
    const [, main = ''] = page.html.split('<main');
    expect(main.split('<footer')[0]).not.toMatch(/peer|request|mental|kith/i);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('opens with the four words, however they are typed', async () => {
    const asked = await somebodyWhoAsked();
    const page = await browser.post('/back', { code: `  ${asked.code.toUpperCase().replaceAll(' ', '-')} ` });
    expect(page.status).toBe(200);
    expect(page.text).toContain('You asked for a peer. The Riverside team answers by Wednesday 25 November.');
    expect(page.html.includes('I keep to myself &lt;since> the spring.')).toBe(true);
    expect(page.text).toContain('jo@example.org');
    expect(page.text).toContain('Matters: A stay in hospital');
    expect(page.headers.get('set-cookie')).toBeNull();
  });

  it('opens with a link only once the last two words are typed', async () => {
    const asked = await somebodyWhoAsked();
    const wrong = await browser.post('/back', { token: asked.token, half: 'wrong words' });
    expect([wrong.status, wrong.text.includes(WRONG), wrong.text.includes('I keep to myself')]).toEqual([
      400,
      true,
      false,
    ]);
    // The link is still in the page, so that it can be tried again.
    const half = asked.code.split(' ').slice(2).join(' ');
    const page = await browser.post('/back', { token: wrong.fields.token ?? '', half });
    expect([page.status, page.text.includes('I keep to myself')]).toEqual([200, true]);
  });

  it('answers every wrong code with the same page: unknown, empty, hostile, expired, erased', async () => {
    const erased = await somebodyWhoAsked();
    await press(await cameBack(erased), 'erase');
    const old = await somebodyWhoAsked();
    await app.kith.db.peerRequest.update({ where: { id: old.id }, data: { linkExpiresAt: new Date('2026-11-01') } });
    const codes = [
      'abandon ability able about',
      '',
      "'; DROP TABLE peer_request; --",
      '\u0000'.repeat(300),
      erased.code,
      old.code,
    ];
    const pages: HeldPage[] = [];
    for (const code of codes) pages.push(await browser.post('/back', { code }));
    expect(new Set(pages.map((page) => page.status))).toEqual(new Set([400]));
    // But for the mark that is new with each page.
    const htmls = pages.map(({ html }) => html.replaceAll(/name="visit" value="[^"]+"/g, ''));
    expect(new Set(htmls).size).toBe(1);
    expect(pages[0]?.text).toContain(WRONG);
  });

  it('stops guessing, says when to try again, and still shows urgent help', async () => {
    let page = await browser.open('/back');
    for (let time = 0; time < 12; time += 1) page = await browser.post('/back', { code: `wrong wrong wrong ${time}` });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page.html).toContain('href="tel:999"');
  });
});

describe('what a browser sends again', () => {
  const OPENS_ONCE = 'this page opens only once';
  const later = () => app.clock.advance(20_000);

  it('does not open the page for whoever presses Back after somebody has left', async () => {
    const asked = await somebodyWhoAsked();
    const door = await browser.open('/back');
    const opening = { ...withoutLink(door.fields), code: asked.code };
    const page = await browser.post('/back', opening);
    expect(page.text).toContain('I keep to myself');
    const pausing = { pass: page.fields.pass ?? '', do: 'pause' };
    expect((await browser.post('/back', pausing)).status).toBe(200);
    later();
    for (const sent of [opening, pausing]) {
      const again = await browser.post('/back', sent);
      expect([again.status, again.text.includes(OPENS_ONCE), again.html.includes('I keep to myself')]).toEqual([
        400,
        true,
        false,
      ]);
    }
    // Whoever knows the words types them, as often as they like.
    const fresh = await browser.open('/back');
    const opened = await browser.post('/back', { ...withoutLink(fresh.fields), code: asked.code });
    expect(opened.text).toContain('I keep to myself');
  });

  it('does not open it through a link either, and does not show what was being written', async () => {
    const asked = await somebodyWhoAsked();
    const half = asked.code.split(' ').slice(2).join(' ');
    const { visit = '' } = (await browser.open('/back')).fields;
    const page = await browser.post('/back', { token: asked.token, visit, half });
    const writing = { pass: page.fields.pass ?? '', do: 'change-words', words: 'Larch-canary.' };
    expect((await browser.post('/back', writing)).text).toContain('Saved.');
    later();
    expect((await browser.post('/back', { token: asked.token, visit, half })).text).toContain(OPENS_ONCE);
    // Also when the pass has run out: what was saved is not carried on in the page.
    app.clock.advance(40 * 60_000);
    expect((await browser.post('/back', writing)).html).not.toContain('Larch-canary');
  });

  it('does not give the link away again, when wrong words were typed after it', async () => {
    const asked = await somebodyWhoAsked();
    const { visit = '' } = (await browser.open('/back')).fields;
    const mistyped = { token: asked.token, visit, half: 'wrong words' };
    expect((await browser.post('/back', mistyped)).fields.token).toBe(asked.token);
    later();
    const again = await browser.post('/back', mistyped);
    expect([again.text.includes(OPENS_ONCE), again.html.includes(asked.token)]).toEqual([true, false]);
    // Nor when a page was left open over night.
    const old = (await browser.open('/back')).fields.visit ?? '';
    app.clock.advance(13 * 60 * 60_000);
    const late = await browser.post('/back', { ...mistyped, visit: old });
    expect(late.html).not.toContain(asked.token);
    app.clock.advance(-13 * 60 * 60_000);
  });

  it('is the same press while the first is on its way, and a download may be taken again', async () => {
    const asked = await somebodyWhoAsked();
    const page = await cameBack(asked);
    for (let time = 0; time < 2; time += 1) expect((await press(page, 'pause')).status).toBe(200);
    for (let time = 0; time < 2; time += 1) {
      expect((await press(page, 'download-text')).status).toBe(200);
      later();
    }
  });

  it('opens nothing from a door that was left open since yesterday', async () => {
    const asked = await somebodyWhoAsked();
    const door = await browser.open('/back');
    app.clock.advance(13 * 60 * 60_000);
    const late = await browser.post('/back', { ...withoutLink(door.fields), code: asked.code });
    expect(late.text).toContain(OPENS_ONCE);
    const again = await browser.post('/back', { ...withoutLink(late.fields), code: asked.code });
    expect(again.text).toContain('I keep to myself');
    app.clock.advance(12 * 60 * 60_000);
    await app.runJob('forget proofs and limits');
    expect(await app.kith.db.answeredForm.count()).toBeGreaterThan(0);
    app.clock.advance(25 * 60 * 60_000);
    await app.runJob('forget proofs and limits');
    expect(await app.kith.db.answeredForm.count()).toBe(0);
  });
});

describe('the pass', () => {
  it('ends after 30 minutes, and what was being saved goes on once the words are typed again', async () => {
    const asked = await somebodyWhoAsked();
    const page = await cameBack(asked);
    app.clock.advance(31 * 60_000);
    const late = await press(page, 'change-words', { words: 'New words' });
    expect(late.status).toBe(400);
    expect(late.text).toContain('This page closes by itself after 30 minutes');
    expect(late.text).not.toContain('I keep to myself');
    const saved = await browser.post('/back', { ...withoutLink(late.fields), code: asked.code });
    expect(saved.text).toContain('Saved.');
    expect(saved.text).toContain('New words');
  });

  it.each([['nothing'], ['forged.9999999999.AAAA'], ['x'.repeat(5_000)]])('cannot be made up: %s', async (pass) => {
    const asked = await somebodyWhoAsked();
    const forged = pass.replace('forged', asked.id);
    const page = await browser.post('/back', { pass: forged, do: 'erase' });
    expect([page.status, page.text.includes('I keep to myself')]).toEqual([400, false]);
    expect(await statusOf(asked.id)).toBe('ASKED');
  });
});

describe("one's own request", () => {
  it('can be changed, with what is wrong said beside the field and kept', async () => {
    const asked = await somebodyWhoAsked();
    const page = await cameBack(asked);
    const words = await press(page, 'change-words', { words: 'Better now' });
    expect(words.text).toContain('Saved.');
    expect(words.text).toContain('Better now');
    const wrong = await press(page, 'change-reach', { channel: 'PHONE', phone: 'later', name: 'Joan' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Write a phone number');
    expect(wrong.html).toContain('value="Joan"');
    const reach = await press(page, 'change-reach', { channel: 'PHONE', phone: '07700 900123', voicemail: 'no' });
    expect(reach.text).toContain('Do not leave a message.');
    const wishes = await press(page, 'change-wishes', { 'wish:FAITH:sikh': 'RATHER_NOT', 'wish:NOPE:x': 'MATTERS' });
    expect(wishes.text).toContain('Rather not: Sikh');
    expect(wishes.text).not.toContain('Matters: A stay in hospital');
  });

  it('has safe times to tick, which stay ticked beside own words', async () => {
    const asked = await somebodyWhoAsked();
    const page = await cameBack(asked);
    const hours = 'weekdays, evenings';
    const sent = new URLSearchParams({ pass: page.fields.pass ?? '', do: 'change-reach' });
    for (const [name, value] of [
      ['channel', 'EMAIL'],
      ['email', 'jo@example.org'],
      ['hours', 'weekdays'],
      ['hours', 'evenings'],
      ['times', 'Never on Mondays'],
    ] as const)
      sent.append(name, value);
    const saved = await browser.post('/back', sent.toString());
    expect(saved.text).toContain('Safe times: Weekdays, Evenings, 5 to 9. Never on Mondays');
    const ticked = [...saved.html.matchAll(/<input[^>]*name="hours"[^>]*>/g)].filter(([input]) =>
      input.includes('checked'),
    );
    expect(ticked.map(([input]) => /value="(\w+)"/.exec(input)?.[1])).toEqual(['weekdays', 'evenings']);
    expect(saved.html).toMatch(/name="times"[^>]*value="Never on Mondays"|value="Never on Mondays"[^>]*name="times"/);
    const text = await press(saved, 'download-text');
    expect(text.html).toContain(`Safe times: ${hours}. Never on Mondays`);
  });

  it('can be paused, started again and stopped, each in one press or two', async () => {
    const asked = await somebodyWhoAsked();
    const page = await cameBack(asked);
    expect((await press(page, 'pause')).text).toContain('Your request is paused');
    expect(await statusOf(asked.id)).toBe('PAUSED');
    expect((await press(page, 'resume')).text).toContain('Good to have you back');
    expect((await press(page, 'withdraw')).text).toContain('You stopped this request');
    expect(await statusOf(asked.id)).toBe('WITHDRAWN');
    // A second press of an old page is answered, not an error.
    expect((await press(page, 'withdraw')).status).toBe(200);
  });

  it('is erased at once and for good', async () => {
    const asked = await somebodyWhoAsked();
    const page = await press(await cameBack(asked), 'erase');
    expect(page.text).toContain('Everything that you wrote is gone');
    const row = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: asked.id } });
    expect([row.words, row.reach, row.dataKey]).toEqual([null, null, null]);
    expect((await cameBack(asked)).text).toContain(WRONG);
  });

  it('can be taken away as data and as text, in files whose names say nothing', async () => {
    const page = await cameBack(await somebodyWhoAsked());
    const json = await press(page, 'download-json');
    expect(JSON.parse(json.html)).toMatchObject({
      words: 'I keep to myself <since> the spring.',
      reach: { channel: 'EMAIL' },
    });
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="update.json"');
    const text = await press(page, 'download-text');
    expect(text.html).toContain('How to reach you: E-mail');
    expect(text.headers.get('content-type')).toContain('text/plain');
  });
});

describe('the calendar note', () => {
  it('says nothing but a day', async () => {
    const note = await browser.open('/back/note.ics?on=2026-11-25');
    expect(note.html).toContain('DTSTART;VALUE=DATE:20261125\r\nSUMMARY:A note for myself\r\n');
    expect(note.html).not.toMatch(/kith|peer|localhost/i);
  });

  it.each(['', 'tomorrow', '2026-13-45', '2026-11-25%0D%0AATTENDEE:x'])(
    'refuses a day that is none: %s',
    async (day) => {
      expect((await browser.open(`/back/note.ics?on=${day}`)).status).toBe(400);
    },
  );
});

describe('urgent help', () => {
  it('is whole with its first bytes, for each nation, without a script', async () => {
    const england = await browser.open('/help');
    expect(england.html).toContain('href="tel:116123"');
    expect(england.html).not.toContain('<script');
    const america = await browser.open('/help?nation=UNITED_STATES');
    expect(america.html).toContain('href="tel:988"');
    expect(america.html).not.toContain('tel:116123');
    expect((await browser.open('/help?nation=toString')).text).toContain('Urgent help in England');
  });
});

/** A page has several forms; the one for the four words carries no link. */
function withoutLink({ token: _token, ...fields }: Record<string, string>): Record<string, string> {
  return fields;
}
