import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { addServices } from '../testing/directory.ts';
import { aPartnerWithPeers, QuietBrowser } from '../testing/person.ts';

let app: TestApp;
let browser: QuietBrowser;

beforeAll(async () => {
  app = await createTestApp();
  browser = new QuietBrowser(app);
  await aPartnerWithPeers(app);
  await addServices(app, [
    { name: 'Chess and a cuppa', areas: ['LEISURE'], url: 'https://chess.example.org/' },
    { name: 'Free chess', areas: ['LEISURE'], isFree: true },
    { name: '<b>Bold</b> housing advice', areas: ['HOUSING'], url: 'javascript:alert(1)' },
  ]);
});
afterAll(() => app.close());

describe('looking around without a script', () => {
  it('finds by words, which stand in no address', async () => {
    const page = await browser.post('/find', { text: 'chess', near: '' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Chess and a cuppa');
    expect(page.text).not.toContain('housing advice');
    expect(page.html).toContain('<form method="post" action="/find"');
  });

  it('finds by a part of life, and leads from each place to a peer', async () => {
    const page = await browser.open('/find?area=leisure&partner=pk_test_riverside');
    expect(page.text).toContain('Chess and a cuppa');
    expect(page.html).toContain('href="https://chess.example.org/"');
    expect(page.html).toMatch(/href="\/connect\?partner=pk_test_riverside&amp;service=[0-9a-f-]{36}"/);
  });

  it('shows what a directory says as text, and no link that is not one', async () => {
    const page = await browser.open('/find?area=HOUSING');
    expect(page.html).toContain('&lt;b>Bold');
    expect(page.html).not.toContain('javascript:');
  });

  it('says when it does not know a place, when there is nothing, and when it is too much', async () => {
    expect((await browser.post('/find', { text: 'chess', near: 'Xyzzyville' })).text).toContain(
      'We do not know this place',
    );
    const nothing = await browser.post('/find', { text: 'zzzzqq', near: '' });
    expect(nothing.text).toContain('Nothing yet');
    // And yet nobody leaves with empty hands.
    expect(nothing.text).toContain('perhaps one of these helps');
    expect(nothing.text).toContain('Chess and a cuppa');
    const long = await browser.post('/find', { text: 'x'.repeat(2_000) });
    expect([long.status, long.text.includes('Keep the words under')]).toEqual([400, true]);
  });

  it('says what was read differently, what is nowhere, and why a place is there', async () => {
    expect((await browser.post('/find', { text: 'houssing', near: '' })).text).toContain(
      'You typed “houssing”. We looked for “housing”.',
    );
    const half = await browser.post('/find', { text: 'chess zzzzqq', near: '' });
    expect(half.text).toContain('No place has these words: zzzzqq.');
    expect(half.text).toContain('because');
  });

  it('has help with money for everybody, beside what is near (S126)', async () => {
    const page = await browser.post('/find', { text: 'i cant pay my rent', near: '' });
    expect(page.text).toContain('Help with money, wherever you are');
    expect(page.html).toContain('href="https://www.turn2us.org.uk/" target="_blank" rel="noreferrer"');
    // Where this Kith's partners are.
    expect(page.text).not.toContain('USA.gov');
    expect((await browser.post('/find', { text: 'chess', near: '' })).text).not.toContain('Help with money');
  });

  it('narrows by what somebody wishes, keeps the wishes to be seen, and says which one cannot be read', async () => {
    const free = await browser.post('/find', {
      area: 'LEISURE',
      free: 'yes',
      age: '40',
      language: '',
      order: 'NEAREST',
    });
    expect(free.text).toContain('Free chess');
    expect(free.text).not.toContain('Chess and a cuppa');
    expect(free.html).toMatch(/<details open[^>]*><summary>Narrow it down/);
    expect(free.html).toMatch(/name="free" value="yes" checked/);
    expect(free.html).toContain('<option value="NEAREST" selected');
    const none = await browser.post('/find', { text: 'chess', day: '7', week: 'yes' });
    expect(none.text).toContain('perhaps one of these helps');
    const odd = await browser.post('/find', { text: 'chess', age: 'old' });
    expect([odd.status, odd.text.includes('Write the age as a number of years')]).toEqual([400, true]);
    expect((await browser.open('/find?area=LEISURE')).html).toMatch(/<details><summary>Narrow it down/);
  });

  it('is what a person is offered while they wait', async () => {
    const page = await browser.open('/connect?partner=pk_test_riverside');
    expect(page.html).toContain('/find?area=LEISURE&partner=pk_test_riverside');
    for (const path of ['/find', '/find?area=LEISURE']) expect((await browser.open(path)).status).toBe(200);
  });
});
