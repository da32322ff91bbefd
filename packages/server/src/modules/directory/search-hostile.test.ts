import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { addServices } from '../../testing/directory.ts';

const SEARCH = `query ($search: ServiceSearch) {
  services(search: $search) { totalCount corrections { typed readAs } reach { leftOut } instead { reason } edges { matchedOn node { name } } }
}`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await addServices(app, [{ name: 'Housing Rights Desk', summary: 'Advice when you cannot pay the rent.' }]);
});
afterAll(() => app.close());

const hostile: [what: string, text: string][] = [
  ['tsquery syntax', "rent & ! | <-> :* ( ) ':A' <2> \\"],
  ['only tsquery syntax', '&|!()<->:*'],
  ['an open bracket and quote', `((("'"`],
  ['LIKE syntax', '%_%_\\%\\_%'],
  ['SQL', `rent'; DROP TABLE service; -- " $1 $$ E'\\'' /* */`],
  ['a NUL', 'rent\u0000al'],
  ['a lone high surrogate', 'rent \ud83d'],
  ['a lone low surrogate', '\udc00 rent'],
  ['emoji only', '🙂🏳️‍🌈👩🏽‍🦽'],
  ['a right-to-left override', '\u202etner\u202c rent'],
  ['zero-width characters', 'r\u200be\u200dn\ufefft'],
  ['marks stacked on a letter', `r${'\u0301'.repeat(200)}ent`],
  ['one letter 300 times', 'a'.repeat(300)],
  ['300 words of a letter', 'a '.repeat(150)],
  ['quotes in quotes', '"'.repeat(299)],
  ['dashes', '-rent '.repeat(40)],
  ['other scripts', 'аренда 家賃 إيجار किराया'],
  ['HTML', '<script>alert(1)</script>'],
  ['many typing slips', 'rennt payy advicee howsing desck rihgts canot '.repeat(6)],
  ['words of the object prototype', '__proto__ constructor toString hasOwnProperty'],
];

it.each(hostile)('answers %s without a fault', async (_what, text) => {
  const { data, errors } = await app.run(SEARCH, { search: { text } });
  if (errors) {
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  } else expect(data).toHaveProperty('services.edges');
});

it.each(hostile)('takes %s as a place, a language or access without a fault', async (_what, text) => {
  for (const search of [{ near: text }, { languages: [text] }, { accessibility: [text] }]) {
    const { data, errors } = await app.run(SEARCH, { search });
    if (errors) expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    else expect(data).toHaveProperty('services.edges');
  }
});

it.each([
  ['text', { text: 'rent '.repeat(2_000) }],
  ['place', { near: 'M33 '.repeat(2_500) }],
  ['language', { languages: ['p'.repeat(10_000)] }],
  ['accessibility', { accessibility: ['r'.repeat(10_000)] }],
])('refuses 10 kB of %s with a sentence', async (_what, search) => {
  const { errors } = await app.run(SEARCH, { search });
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringMatching(/\.$/) });
});

it('still has everything afterwards', async () => {
  const { data } = await app.run<{ services: { totalCount: number } }>(SEARCH, { search: {} });
  expect(data?.services.totalCount).toBe(1);
  expect(app.logged()).not.toMatch(/DROP TABLE|went wrong on our side/);
});
