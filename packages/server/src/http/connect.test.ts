import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentConsent } from '../modules/safety/consent.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aPartnerWithPeers, HOST_PAGE, QuietBrowser } from '../testing/person.ts';

let app: TestApp;
const ASK = '/connect?partner=pk_test_riverside';
const agreed = {
  'consent:HANDLE_REQUEST': currentConsent().version,
  'consent:SHARE_WITH_ADVOCATE': currentConsent().version,
};

beforeAll(async () => {
  app = await createTestApp();
  await aPartnerWithPeers(app);
  await aPartnerWithPeers(app, { hasPeers: false, key: 'pk_test_nopeers' });
});
afterAll(() => app.close());

/** Each visitor has an address of their own, as limits are by address. */
let visitors = 0;
function aVisitor(): QuietBrowser {
  visitors += 1;
  return new QuietBrowser(app, `198.51.100.${visitors}`);
}

async function onTheCheckPage(answers: Record<string, string>) {
  const browser = aVisitor();
  const questions = await browser.open(ASK);
  const check = await browser.post('/connect', { ...questions.fields, ...answers, go: 'check' });
  return { browser, questions, check };
}

describe('the questions', () => {
  it('say who reads the words and by when, before a word is written', async () => {
    const page = await aVisitor().open(ASK);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Who reads this the Riverside team (2 people)');
    expect(page.text).toContain('You will hear by Wednesday 25 November');
    expect(page.text).toContain('What we pass on');
  });

  it('have urgent help and the way out in the first bytes', async () => {
    const page = await aVisitor().open(ASK);
    expect(page.html).toContain('href="tel:999"');
    expect(page.html).toContain('href="tel:116123"');
    expect(page.html.indexOf('Leave this page')).toBeLessThan(page.html.indexOf('<main'));
  });

  it('offer every shared experience, with nothing chosen but "doesn\'t matter"', async () => {
    const page = await aVisitor().open(ASK);
    expect(page.html).toContain('name="wish:EXPERIENCE:hospital-stay"');
    const ticked = [...page.html.matchAll(/<input[^>]*\bchecked\b[^>]*>/g)].map(([input]) => input);
    expect(ticked.length).toBeGreaterThan(50);
    expect(ticked.every((input) => input.includes('value="DOES_NOT_MATTER"'))).toBe(true);
  });

  it('are closed with a sentence where nobody answers, and for a key that is not known', async () => {
    const closed = await aVisitor().open('/connect?partner=pk_test_nopeers');
    expect([closed.status, closed.text.includes('Nobody answers requests')]).toEqual([404, true]);
    const unknown = await aVisitor().open('/connect?partner=pk_test_unknown');
    expect([unknown.status, unknown.text.includes('does not work any more')]).toEqual([404, true]);
    expect(unknown.html).toContain('href="tel:999"');
  });
});

describe('the key that a request is sent under', () => {
  it('is never one that a link brings along: whoever wrote the link could fetch the receipt with it', async () => {
    const key = 'a1b2c3d4-0000-4000-8000-5e6f7a8b9c0d';
    const page = await aVisitor().open(`${ASK}&key=${key}`);
    expect(page.html).not.toContain(key);
    expect(page.fields.key).toMatch(/^[0-9a-f-]{36}$/);
    expect((await aVisitor().open(ASK)).fields.key).not.toBe(page.fields.key);
  });

  it('stays the same from the questions to the sending', async () => {
    const { questions, check } = await onTheCheckPage({ channel: 'COME_BACK' });
    expect(check.fields.key).toBe(questions.fields.key);
  });
});

describe('headers', () => {
  it("let exactly the partner's origins frame it, and only when it is framed", async () => {
    const framed = await aVisitor().open(`${ASK}&framed=1`);
    const policy = framed.headers.get('content-security-policy');
    expect(policy).toContain(`frame-ancestors ${HOST_PAGE} https://www.riverside.example.org 'self';`);
    expect(framed.headers.get('x-frame-options')).toBeNull();
    for (const path of [ASK, '/connect?framed=1', '/connect?framed=1&partner=pk_test_unknown', '/back', '/help']) {
      const page = await aVisitor().open(path);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  it('take nothing but the origin of a site from what was saved once', async () => {
    const { id, origins } = await app.kith.db.partner.findUniqueOrThrow({ where: { publicKey: 'pk_test_riverside' } });
    const saved = [
      'https://*',
      'https://a;report-uri https://evil.example',
      'http://plain.example.org',
      'https://a;b.example',
    ];
    await app.kith.db.partner.update({ where: { id }, data: { origins: [...saved, ...origins] } });
    const framed = await aVisitor().open(`${ASK}&framed=1`);
    await app.kith.db.partner.update({ where: { id }, data: { origins } });
    const policy = framed.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${HOST_PAGE} https://www.riverside.example.org 'self';`);
    expect(policy).not.toMatch(/\*|report-uri|plain/);
    expect(framed.html).not.toMatch(/report-uri|https:\/\/\*|plain\.example/);
  });

  it('keep the frame across the pages that a form leads to', async () => {
    const browser = aVisitor();
    const page = await browser.open(`${ASK}&framed=1`);
    const wrong = await browser.post('/connect', { ...page.fields, go: 'check' });
    expect(wrong.headers.get('content-security-policy')).toContain(`frame-ancestors ${HOST_PAGE}`);
  });

  it('go small over a slow line, and never compress what a person wrote', async () => {
    const browser = aVisitor();
    const page = await browser.open(ASK, { 'accept-encoding': 'gzip' });
    expect(page.headers.get('content-encoding')).toBe('gzip');
    const check = await browser.post('/connect', { channel: 'COME_BACK' }, { 'accept-encoding': 'gzip' });
    expect(check.headers.get('content-encoding')).toBeNull();
  });

  it('keep the page out of caches, referrers, cookies and other origins', async () => {
    const { headers } = await aVisitor().open(ASK);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });
});

describe('without JavaScript', () => {
  it('asks again for the one thing that is needed, and keeps every word', async () => {
    const { check: page } = await onTheCheckPage({
      words: 'It has been "hard" <since> spring',
      'wish:EXPERIENCE:hospital-stay': 'MATTERS',
      name: 'Jo',
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('Choose how it is safe to reach you');
    expect(page.html.includes('It has been &quot;hard&quot; &lt;since> spring</textarea>')).toBe(true);
    expect(page.html).toContain('value="Jo"');
    const chosen = [...page.html.matchAll(/<input[^>]*name="wish:EXPERIENCE:hospital-stay"[^>]*>/g)].find(([input]) =>
      /\bchecked\b/.test(input),
    );
    expect(chosen?.[0]).toContain('value="MATTERS"');
    // The same sentence in the summary and beside the field.
    expect(page.text.split('Choose how it is safe to reach you, or').length).toBe(3);
  });

  it.each([
    ['PHONE', 'phone', 'call me', 'Write a phone number'],
    ['TEXT', 'phone', '', 'Write a phone number'],
    ['EMAIL', 'email', 'jo@', 'Write an e-mail address'],
    ['POST', 'post', '', 'Write the address'],
  ])('says what is wrong with the %s to be reached by', async (channel, field, value, sentence) => {
    const { check } = await onTheCheckPage({ channel, [field]: value });
    expect([check.status, check.text.includes(sentence)]).toEqual([400, true]);
    expect(check.html).toContain(`href="#${field}"`);
  });

  it('goes from the questions over the check to four words, and says what happens next', async () => {
    const { browser, check } = await onTheCheckPage({
      words: 'I would like to talk to somebody.',
      'wish:EXPERIENCE:hospital-stay': 'MATTERS',
      'wish:GENDER:man': 'RATHER_NOT',
      channel: 'COME_BACK',
    });
    expect(check.status).toBe(200);
    expect(check.text).toContain('Matters: A stay in hospital');
    expect(check.text).toContain('Rather not: A man');
    expect(check.html).not.toMatch(/<input[^>]*type="checkbox"[^>]*\bchecked\b/);
    const sent = await browser.post('/connect', { ...check.fields, ...agreed, go: 'send' });
    expect(sent.status).toBe(200);
    expect(sent.html).toMatch(/<p class="code"[^>]*>[a-z]+ [a-z]+ [a-z]+ [a-z]+<\/p>/);
    expect(sent.text).toContain('answers by Wednesday 25 November');
    expect(sent.html).toContain('data-sent');
    expect(sent.headers.get('location')).toBeNull();
  });

  it('does not send without both agreements, and keeps the one that was given', async () => {
    const { browser, check } = await onTheCheckPage({ channel: 'COME_BACK' });
    const none = await browser.post('/connect', { ...check.fields, go: 'send' });
    expect(none.status).toBe(400);
    expect(none.text).toContain('Nobody may read your request without it');
    expect(none.text).toContain('We cannot introduce anybody without it');
    const one = await browser.post('/connect', {
      ...check.fields,
      'consent:HANDLE_REQUEST': currentConsent().version,
      go: 'send',
    });
    expect(one.html.match(/<input[^>]*type="checkbox"[^>]*\bchecked\b/g)).toHaveLength(1);
    const old = await browser.post('/connect', {
      ...check.fields,
      ...agreed,
      'consent:HANDLE_REQUEST': '2019-01-01',
      go: 'send',
    });
    expect(old.text).toContain('These words have changed');
  });

  it('is one request when the button is pressed twice, even at the same moment', async () => {
    const { browser, check } = await onTheCheckPage({ channel: 'COME_BACK', words: 'twice' });
    const before = await app.kith.db.peerRequest.count();
    const fields = { ...check.fields, ...agreed, go: 'send' };
    const [first, second] = await Promise.all([browser.post('/connect', fields), browser.post('/connect', fields)]);
    const third = await browser.post('/connect', fields);
    const codes = [first, second, third].map((page) => /class="code"[^>]*>([^<]+)/.exec(page.html)?.[1]);
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toBeTruthy();
    expect(await app.kith.db.peerRequest.count()).toBe(before + 1);
  });

  it('shows the four words again when a connection lost the answer, and to nobody who presses Back later', async () => {
    const { browser, check } = await onTheCheckPage({ channel: 'COME_BACK', words: 'only once' });
    const fields = { ...check.fields, ...agreed, go: 'send' };
    const sent = await browser.post('/connect', fields);
    const [, code = ''] = /class="code"[^>]*>([^<]+)/.exec(sent.html) ?? [];
    app.clock.advance(60_000);
    expect((await browser.post('/connect', fields)).html).toContain(code);
    app.clock.advance(5 * 60_000);
    const later = await browser.post('/connect', fields);
    expect([later.status, later.html.includes(code), later.html.includes('/back#')]).toEqual([400, false, false]);
    expect(later.text).toContain('This was sent already. Nothing was sent twice.');
    // However the same request comes: over another language, with a field more, from the page before.
    for (const [name, value] of [
      ['lang', 'cy'],
      ['area', 'MONEY'],
      ['extra', 'x'],
    ] as const) {
      const other = await browser.post('/connect', { ...fields, [name]: value });
      expect([other.status, other.html.includes(code), other.html.includes('/back#')]).toEqual([400, false, false]);
    }
    const check2 = await browser.post('/connect', { ...check.fields });
    const pressed = await browser.post('/connect', { ...check2.fields, ...agreed, go: 'send' });
    expect(pressed.html).not.toContain(code);
    app.clock.advance(-6 * 60_000);
  });

  it('leads back to the questions with everything in place', async () => {
    const { browser, check } = await onTheCheckPage({ channel: 'EMAIL', email: 'jo@example.org', times: 'mornings' });
    const again = await browser.post('/connect', { ...check.fields, go: 'change' });
    expect(again.html).toContain('value="jo@example.org"');
    expect(again.html).toContain('value="mornings"');
  });

  it('says so when one address sends too often, and keeps the words', async () => {
    const browser = aVisitor();
    let page = await browser.open(ASK);
    for (let time = 0; time < 6; time += 1) {
      page = await browser.open(ASK);
      page = await browser.post('/connect', {
        ...page.fields,
        channel: 'COME_BACK',
        words: `time ${time}`,
        ...agreed,
        go: 'send',
      });
    }
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page.text).toContain('Not sent.');
    expect(page.fields.words).toBe('time 5');
  });
});

describe('hostile input', () => {
  it.each([
    ['HTML in the words', { words: '</textarea><script>alert(1)</script>' }],
    ['a wish that is no wish', { 'wish:__proto__:x': 'MATTERS', 'wish:NOPE:constructor': 'RATHER_NOT' }],
    ['NUL, lone surrogates and direction overrides', { words: '\u0000 \uD800 \u202E abc', name: '\u202Egnp' }],
    ['a life area and a service that are none', { area: 'toString', service: '../../etc' }],
    ['a key that is no key', { key: "' OR 1=1 --" }],
  ])('answers %s with a page', async (_what, fields: Record<string, string>) => {
    const { browser, check } = await onTheCheckPage({ channel: 'COME_BACK', ...fields });
    expect(check.status).toBe(200);
    expect(check.html).not.toContain('<script>alert');
    const sent = await browser.post('/connect', { ...check.fields, ...agreed, go: 'send' });
    expect([sent.status, sent.text.includes('Keep these four words')]).toEqual([200, true]);
  });

  it('keeps data for the script inside its block', async () => {
    const browser = aVisitor();
    const page = await browser.open(`${ASK}&area=</script><script>alert(1)</script>`);
    expect(page.html).not.toContain('<script>alert');
  });

  it('refuses forms from other sites, other kinds of body and bodies that are too large', async () => {
    const fields = { channel: 'COME_BACK', go: 'send', ...agreed };
    const foreign = await aVisitor().post('/connect', fields, { 'sec-fetch-site': 'cross-site' });
    const json = await aVisitor().post('/connect', '{}', { 'content-type': 'application/json' });
    const large = await aVisitor().post('/connect', { words: 'x'.repeat(70_000) });
    const long = await aVisitor().post('/connect', { words: 'x'.repeat(4_001), channel: 'COME_BACK', go: 'check' });
    expect([foreign.status, json.status, large.status, long.status]).toEqual([403, 415, 413, 400]);
    for (const page of [foreign, json, large, long]) expect(page.html).toContain('href="tel:999"');
  });

  it("writes nobody's words into the log", async () => {
    const { browser, check } = await onTheCheckPage({ channel: 'PHONE', phone: '07700 900123', words: 'canary-words' });
    await browser.post('/connect', { ...check.fields, ...agreed, go: 'send' });
    expect(app.logged()).not.toMatch(/canary-words|07700/);
  });
});

describe('the languages of the ask', () => {
  it.each([
    ['cy', 'cy', 'ltr', 'Beth sy’n digwydd?'],
    ['pl-PL', 'pl', 'ltr', 'Co się dzieje?'],
    ['ar', 'ar', 'rtl', 'ماذا يحدث؟'],
    ['uk', 'uk', 'ltr', 'Що відбувається?'],
    ['tlh', 'en-GB', 'ltr', 'What’s going on?'],
  ])('are chosen by ?lang=%s', async (asked, lang, dir, title) => {
    const { html, text } = await aVisitor().open(`${ASK}&lang=${asked}`);
    expect(html).toContain(`<html lang="${lang}" dir="${dir}">`);
    expect(text).toContain(title);
    // Each other language is a link away; urgent help and what is promised stay in the language they were checked in.
    for (const name of ['English', 'Cymraeg', 'Polski', 'العربية', 'Українська']) expect(text).toContain(name);
    expect(html).toContain('<ul class="lines" lang="en" dir="ltr">');
    expect(text).toContain('A coordinator shows your words to one peer at a time');
  });

  it('go along through the check, without a script, and consents are in English and say so', async () => {
    const browser = aVisitor();
    const questions = await browser.open(`${ASK}&lang=uk`);
    const wrong = await browser.post('/connect', { ...questions.fields, channel: 'PHONE', phone: 'x', go: 'check' });
    expect(wrong.text).toContain('Напишіть номер телефону');
    const check = await browser.post('/connect', { ...questions.fields, channel: 'COME_BACK', go: 'check' });
    expect(check.text).toContain('Ваша згода');
    expect(check.text).toContain('Ці слова лише англійською');
    expect(check.html).toMatch(/<div lang="en" dir="ltr">.*consent:HANDLE_REQUEST/s);
    const sent = await browser.post('/connect', { ...check.fields, ...agreed, go: 'send' });
    expect(sent.text).toContain('Збережіть ці чотири слова');
  });
});
