import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPartner } from '../../testing/partners.ts';
import { partnerOf } from './embedding.ts';
import { contrast, readTheme } from './theme.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  const team = await app.kith.db.team.create({ data: { name: 'Riverside' } });
  await aPartner(app, {
    areas: ['HOUSING'],
    near: 'M33',
    nation: 'WALES',
    theme: { accent: '#006d5b', radius: 8, theme: 'dark', url: 'javascript:alert(1)' },
    team: { create: { teamId: team.id } },
  });
  await aPartner(app, { publicKey: 'pk_no_peers', hasPeers: false });
});
afterAll(() => app.close());

const EMBED = `{ embed { partnerName areas near nation locale hasPeers promise theme { accent accentText paper radius theme } } }`;

it("gives a partner's page its settings and the promise of the team that answers", async () => {
  const { data } = await app.run(EMBED, {}, { 'x-kith-partner': 'pk_riverside' });
  expect(data?.embed).toEqual({
    partnerName: 'Riverside',
    areas: ['HOUSING'],
    near: 'M33',
    nation: 'WALES',
    locale: 'en',
    hasPeers: true,
    promise: 'The Riverside team answers within 2 working days.',
    theme: { accent: '#006d5b', accentText: '#ffffff', paper: null, radius: 8, theme: 'dark' },
  });
});

it('promises nothing where there are no peers, and nothing at all without a partner', async () => {
  expect((await app.run(EMBED, {}, { 'x-kith-partner': 'pk_no_peers' })).data?.embed).toMatchObject({ promise: null });
  expect((await app.run(EMBED)).data).toEqual({ embed: null });
});

it.each<[unknown, object]>([
  [{ accent: 'red;background:url(//evil.example)' }, { accent: null, accentText: null }],
  [{ accent: '#fff' }, { accent: null }],
  [
    { accent: '#FFEE00', paper: '#202020', ink: '#FFFFFF' },
    { accent: '#ffee00', accentText: '#000000' },
  ],
  // Saved before contrast was checked: Kith's own instead of what many cannot read.
  [
    { accent: '#FFEE00', radius: 4 },
    { accent: null, accentText: null, radius: 4 },
  ],
  [
    { paper: '#ffffff', ink: 'transparent' },
    { paper: '#ffffff', ink: null },
  ],
  [{ radius: -1 }, { radius: null }],
  [{ radius: 1e9 }, { radius: null }],
  [{ radius: '8px' }, { radius: null }],
  [{ theme: 'hotdog' }, { theme: null }],
  [null, { accent: null, accentText: null, paper: null, ink: null, radius: null, theme: null }],
])('lets nothing but a colour, a number and a known word through: %j', (saved, read) => {
  expect(readTheme(saved)).toMatchObject(read);
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it.each([
  ['https://riverside.example.org', true],
  ['http://localhost:4000', true],
  [null, true],
  ['null', false],
  ['https://riverside.example.org.evil.example', false],
])('tells pages that the request comes from: %s', async (origin, isKnown) => {
  const headers = { 'x-kith-partner': 'pk_riverside', ...(origin === null ? {} : { origin }) };
  const partner = await partnerOf(app.kith, new Request('http://localhost:4000/connect', { headers }));
  expect(partner !== null).toBe(isKnown);
});
