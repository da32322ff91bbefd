import { afterAll, beforeAll, expect, it } from 'vitest';
import { isRatherNot } from '../../modules/peers/suggestion-rules.ts';
import { currentConsent } from '../../modules/safety/consent.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPartnerWithPeers, QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
const ASK = '/connect?partner=pk_test_riverside';
const WISH = 'wish:CARER:carer';

beforeAll(async () => {
  app = await createTestApp();
  await aPartnerWithPeers(app);
});
afterAll(() => app.close());

const entranceOf = (html: string) =>
  /href="(\/connect\?[^"]*for=carer[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
const chosen = (html: string) => new RegExp(`<input[^>]*name="${WISH}"[^>]*>`, 'g')[Symbol.matchAll](html);
const chosenWeight = (html: string) =>
  [...chosen(html)]
    .map(([input]) => (/\bchecked\b/.test(input) ? /value="(\w+)"/.exec(input)?.[1] : null))
    .find(Boolean);

it('somebody who looks after another comes in by a link, and is asked about themselves', async () => {
  const browser = new QuietBrowser(app);
  const plain = await browser.open(`${ASK}&area=MONEY`);
  expect([plain.text.includes('I’m looking after someone'), chosenWeight(plain.html)]).toEqual([
    true,
    'DOES_NOT_MATTER',
  ]);
  const page = await browser.open(entranceOf(plain.html));
  expect(page.text).toContain('How is it for you?');
  expect(page.text).toContain('We need nothing about the other person');
  expect([page.fields.for, page.fields.area, page.fields.partner]).toEqual(['carer', 'MONEY', 'pk_test_riverside']);
  expect(chosenWeight(page.html)).toBe('MATTERS');
  expect(page.html).not.toContain('value="carer" checked');
});

it('the wish for a peer who is a carer too goes along, and can be undone, without a script', async () => {
  const browser = new QuietBrowser(app, '192.0.2.8');
  const page = await browser.open(`${ASK}&for=carer`);
  const answers = { ...page.fields, words: 'I am tired.', channel: 'COME_BACK' };
  const undone = await browser.post('/connect', { ...answers, [WISH]: 'DOES_NOT_MATTER', go: 'change' });
  expect([undone.text.includes('How is it for you?'), chosenWeight(undone.html)]).toEqual([true, 'DOES_NOT_MATTER']);
  const agreed = {
    'consent:HANDLE_REQUEST': currentConsent().version,
    'consent:SHARE_WITH_ADVOCATE': currentConsent().version,
  };
  const sent = await browser.post('/connect', { ...answers, ...agreed, [WISH]: 'MATTERS', go: 'send' });
  expect(sent.text).toContain('Keep these four words');
  const wishes = await app.kith.db.peerWish.findMany({ select: { dimension: true, value: true, weight: true } });
  expect(wishes).toEqual([{ dimension: 'CARER', value: 'carer', weight: 'MATTERS' }]);
});

it('whoever looks after anybody is a carer, whom ever they look after', () => {
  const candidate = {
    characteristics: [{ dimension: 'CARER', value: 'parent', visibility: 'PRIVATE' }],
    languages: [],
  } as unknown as Parameters<typeof isRatherNot>[1];
  const wish = (value: string) => [{ dimension: 'CARER', value, weight: 'RATHER_NOT' }] as const;
  expect(isRatherNot({ wishes: wish('carer') }, candidate)).toBe(true);
  expect(isRatherNot({ wishes: wish('child') }, candidate)).toBe(false);
});
