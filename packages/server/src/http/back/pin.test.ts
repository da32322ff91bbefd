import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPersonAsks, aTeamReady, seeMine, WORDS } from '../../testing/peers.ts';
import { QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
let visitors = 0;
const PIN = '4072';
const WRONG = 'These words do not open anything.';
const HOUR = 60 * 60 * 1000;

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  await aTeamReady(app);
});
afterAll(() => app.close());

function somewhereElse(): QuietBrowser {
  visitors += 1;
  return new QuietBrowser(app, `198.51.100.${visitors}`);
}

/** Somebody who has asked, and may have chosen a PIN. */
async function somebody({ pin = PIN }: { pin?: string | null } = {}) {
  const person = await aPersonAsks(app);
  const home = somewhereElse();
  const token = person.receipt.link.split('#')[1] ?? '';
  const press = async (act: string, fields: Record<string, string> = {}) => {
    const page = await home.post('/back', { code: person.receipt.code });
    return home.post('/back', { pass: page.fields.pass ?? '', ...fields, do: act });
  };
  const opens = async (half: string, from = home) => {
    const page = await from.post('/back', { token, half });
    return page.text.includes(WORDS) ? 'open' : page.status;
  };
  if (pin) expect((await press('pin-set', { pin })).text).toContain('Saved. Your link now asks for your PIN.');
  return { ...person, half: person.receipt.code.split(' ').slice(2).join(' '), home, token, press, opens };
}

describe('a PIN', () => {
  it('is typed after the link instead of the last two words, which open nothing any more', async () => {
    const { opens, half, receipt } = await somebody();
    expect(await opens(PIN)).toBe('open');
    expect(await opens(' 40 72 ')).toBe('open');
    expect(await opens('4073')).toBe(400);
    expect(await opens(half)).toBe(400);
    const wrongStart = receipt.code.split(' ').with(0, 'zoo').join(' ');
    expect(await opens(wrongStart)).toBe(400);
    expect(await opens(receipt.code)).toBe('open');
  });

  it('opens nothing without the link, and nothing where none was chosen', async () => {
    const { home } = await somebody();
    expect((await home.post('/back', { code: PIN })).text).toContain(WRONG);
    const plain = await somebody({ pin: null });
    expect(await plain.opens(PIN)).toBe(400);
    expect(await plain.opens(plain.half)).toBe('open');
  });

  it('stops a guesser after five wrong ones, wherever they are, and never keeps its owner out', async () => {
    const { opens, receipt } = await somebody();
    for (let time = 0; time < 5; time += 1) expect(await opens(`555${time}`, somewhereElse())).toBe(400);
    const page = somewhereElse();
    expect(await opens('5559', page)).toBe(429);
    // The right one is refused too, or a guesser would know it.
    expect(await opens(PIN)).toBe(429);
    expect(await opens(receipt.code)).toBe('open');
    app.clock.advance(25 * HOUR);
    expect(await opens(PIN)).toBe('open');
    app.clock.advance(-25 * HOUR);
  });

  it('says what to do when there were too many, with the link still in the page', async () => {
    const { token, receipt, home } = await somebody();
    let page = await home.post('/back', { token, half: '5550' });
    for (let time = 1; time < 7; time += 1) page = await home.post('/back', { token, half: `555${time}` });
    expect(page.text).toContain('Type all four of your words instead.');
    const opened = await home.post('/back', { token: page.fields.token ?? '', half: receipt.code });
    expect(opened.text).toContain(WORDS);
  });

  it('that is right is never counted', async () => {
    const { opens } = await somebody();
    for (let time = 0; time < 7; time += 1) expect(await opens(PIN)).toBe('open');
    expect(await opens('5550')).toBe(400);
    expect(await opens(PIN)).toBe('open');
  });

  it('can be changed, taken away, and stays when the words are renewed', async () => {
    const { press, opens, half, home, receipt } = await somebody();
    expect((await press('pin-set', { pin: '90210' })).status).toBe(200);
    expect([await opens(PIN), await opens('90210')]).toEqual([400, 'open']);
    const page = await home.post('/back', { code: receipt.code });
    expect(page.text).toContain('Take the PIN away');
    expect((await press('pin-remove')).text).toContain('The PIN is gone.');
    expect([await opens('90210'), await opens(half)]).toEqual([400, 'open']);
    expect((await press('pin-remove')).status).toBe(200);
    await press('pin-set', { pin: PIN });
    const renewed = await press('renew-link');
    const token = /#([\w-]{43})/.exec(renewed.html)?.[1] ?? '';
    expect((await home.post('/back', { token, half: PIN })).text).toContain(WORDS);
  });

  it.each([
    ['', 'Choose 4 to 8 numbers.'],
    ['123', 'Choose 4 to 8 numbers.'],
    ['123456789', 'Choose 4 to 8 numbers.'],
    ['love', 'Choose 4 to 8 numbers.'],
    ['1111', 'Choose other numbers.'],
    ['2345', 'Choose other numbers.'],
    ['87654321', 'Choose other numbers.'],
    ['1984', 'A year is easy to guess.'],
  ])('that anybody would try is not taken: “%s”', async (pin, sentence) => {
    const { press, opens, half } = await somebody({ pin: null });
    const page = await press('pin-set', { pin });
    expect([page.status, page.text.includes(sentence)]).toEqual([400, true]);
    expect(await opens(half)).toBe('open');
  });

  it('closes the API to the link alone, and opens it again when it is taken away', async () => {
    const { headers, press } = await somebody();
    expect(await seeMine(app, headers)).toBeNull();
    await press('pin-remove');
    expect((await seeMine(app, headers))?.words).toBe(WORDS);
  });

  it('stands nowhere: not in the page, the downloads, the database or the log', async () => {
    const { press, requestId } = await somebody({ pin: '70418823' });
    const shown = [await press('show'), await press('download-json'), await press('download-text')];
    for (const { html } of shown) expect(html).not.toContain('70418823');
    expect(JSON.parse(shown[1]?.html ?? '')).toMatchObject({ hasPin: true });
    expect(shown[2]?.html).toContain('A PIN is set: yes');
    expect((await (await somebody({ pin: null })).press('download-text')).html).toContain('A PIN is set: no');
    const { pin } = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: requestId } });
    expect(Buffer.from(pin ?? []).toString('latin1')).not.toContain('70418823');
    expect(app.logged()).not.toContain('70418823');
    await press('erase');
    expect(await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({ pin: null });
  });

  it('that is chosen very often is refused for an hour, and the last one holds', async () => {
    const { press, opens } = await somebody({ pin: null });
    for (let time = 0; time < 10; time += 1) expect((await press('pin-set', { pin: `9${time}417` })).status).toBe(200);
    const page = await press('pin-set', { pin: '70418' });
    expect([page.status, page.text.includes('You chose many PINs.')]).toEqual([400, true]);
    expect([await opens('70418'), await opens('99417')]).toEqual([400, 'open']);
  });

  it('that others try to guess is told to its owner, and opens nothing after fifteen wrong ones', async () => {
    const { opens, press, receipt, home } = await somebody();
    for (let time = 0; time < 3; time += 1) await opens(`555${time}`, somewhereElse());
    expect((await press('show')).text).toContain('A wrong PIN was typed 3 times since you chose yours.');
    expect((await press('download-text')).html).toContain('Wrong PINs typed since: 3');
    for (let day = 1; day <= 3; day += 1) {
      app.clock.advance(25 * HOUR);
      for (let time = 0; time < 4; time += 1) await opens(`66${day}${time}`, somewhereElse());
    }
    app.clock.advance(25 * HOUR);
    expect(await opens(PIN)).toBe(429);
    const page = await home.post('/back', { code: receipt.code });
    expect(page.text).toContain('So your PIN opens nothing any more.');
    expect((await press('pin-set', { pin: '4073' })).text).not.toContain('A wrong PIN was typed');
    expect(await opens('4073')).toBe('open');
    app.clock.advance(-100 * HOUR);
  });

  it('that is being saved when the page has closed by itself is asked again, not kept in the page', async () => {
    const { home, receipt } = await somebody({ pin: null });
    const page = await home.post('/back', { code: receipt.code });
    app.clock.advance(31 * 60_000);
    const late = await home.post('/back', { pass: page.fields.pass ?? '', do: 'pin-set', pin: PIN });
    expect(late.html).not.toContain(PIN);
    expect((await home.post('/back', { do: late.fields.do ?? '', code: receipt.code })).text).toContain(
      'Choose 4 to 8 numbers.',
    );
    app.clock.advance(-31 * 60_000);
  });
});
