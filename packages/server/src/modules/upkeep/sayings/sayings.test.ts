import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';
import { aStaffMember } from '../../../testing/people.ts';

interface Saying {
  id: string;
  typed: string[];
  also: string[];
  areas: string[];
  because: string;
  language: string;
  isOn: boolean;
  origin: string;
  changedAt: string | null;
}
type Answer = { __typename: string; message?: string; field?: string | null; saying?: Saying };

let app: TestApp;
let steward: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp();
  ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'] }));
  await addService(app, { name: 'A hostel', source: 'town', description: 'A bed, tonight.' });
  await addService(app, { name: 'Allotment mornings', source: 'town', description: 'Grow vegetables together.' });
  await addService(app, { name: 'Swimming', source: 'town', description: 'Lengths at your own pace.' });
});
afterAll(() => app.close());
beforeEach(() =>
  app.kith.db.searchSaying.updateMany({ data: { typed: [], also: [], isOn: true, version: { increment: 1 } } }),
);

const FIELDS = 'id typed also areas because language isOn origin changedAt';

async function list(headers = steward): Promise<Saying[]> {
  const { data } = await app.run<{ searchSayings: Saying[] }>(`{ searchSayings { ${FIELDS} } }`, {}, headers);
  return data?.searchSayings ?? [];
}

async function does(name: string, variables: Record<string, unknown>, headers = steward): Promise<Answer | string> {
  const args = {
    saveSearchSaying: ['$input: SaveSearchSayingInput!', 'input: $input'],
    turnSearchSaying: ['$input: TurnSearchSayingInput!', 'input: $input'],
    putBackSearchSaying: ['$id: ID!', 'id: $id'],
  }[name];
  const { data, errors } = await app.run<{ it: Answer }>(
    `mutation(${args?.[0]}) { it: ${name}(${args?.[1]}) {
       __typename ... on ChangeSearchSayingPayload { saying { ${FIELDS} } }
       ... on InvalidInput { field } ... on UserError { message } } }`,
    variables,
    headers,
  );
  return data?.it ?? String(errors?.[0]?.extensions?.code);
}

const veg = {
  typed: ['Fresh  veg', 'muck about in the mud'],
  also: ['allotment'],
  areas: ['LEISURE'],
  because: 'it is about growing things.',
};

async function found(text: string): Promise<{ name: string; reasons: string[] }[]> {
  // As a page asks, so that answers that were kept would show.
  const query = `query($text: String!) { services(search: { text: $text }) { edges { matchedOn node { name } } } }`;
  const address = new URL('http://localhost:4000/graphql');
  address.searchParams.set('query', query);
  address.searchParams.set('variables', JSON.stringify({ text }));
  const answer = await app.fetch(new Request(address, { headers: { 'x-kith-client': 'test' } }));
  const { data } = (await answer.json()) as {
    data: { services: { edges: { matchedOn: string[]; node: { name: string } }[] } };
  };
  return data.services.edges.map(({ node, matchedOn }) => ({ name: node.name, reasons: matchedOn }));
}

describe('what a steward adds', () => {
  it('is what search finds by, at once, with the reason that people read', async () => {
    expect(await found('mucking about in mud')).toEqual([]);
    const saved = await does('saveSearchSaying', { input: veg });
    expect(saved).toMatchObject({
      saying: { typed: ['fresh veg', 'muck about in the mud'], because: 'it is about growing things', isOn: true },
    });
    const [first] = await found('mucking about in the mud');
    expect(first?.name).toBe('Allotment mornings');
    expect(first?.reasons.join()).toContain('it is about growing things');
    expect((await list())[0]).toMatchObject({ origin: 'STEWARD', language: 'en', areas: ['LEISURE'] });
  });

  it('is kept without what turns or hides text', async () => {
    const saved = await does('saveSearchSaying', {
      input: { ...veg, typed: ['fresh\u202e veg'], because: 'it is\u2066 about\ngrowing' },
    });
    expect(saved).toMatchObject({ saying: { typed: ['fresh veg'], because: 'it is about growing' } });
  });

  it('can be in another language', async () => {
    await does('saveSearchSaying', {
      input: { ...veg, typed: ['ogródek działkowy'], language: 'pl' },
    });
    expect((await found('ogródek działkowy'))[0]?.name).toBe('Allotment mornings');
  });

  it('can be changed, turned off and on again, and stays in the list', async () => {
    const saved = await does('saveSearchSaying', { input: veg });
    const { id } = (saved as Answer).saying ?? { id: '' };
    await does('saveSearchSaying', { input: { ...veg, id, also: ['swimming'] } });
    expect((await found('muck about in the mud')).map(({ name }) => name)).toEqual(['Swimming']);
    await does('turnSearchSaying', { input: { id, isOn: false } });
    expect(await found('muck about in the mud')).toEqual([]);
    expect((await list()).find((one) => one.id === id)).toMatchObject({ isOn: false, also: ['swimming'] });
    await does('turnSearchSaying', { input: { id, isOn: true } });
    expect((await found('muck about in the mud')).map(({ name }) => name)).toEqual(['Swimming']);
  });

  it.each([
    ['nothing typed', { typed: [' ', ''] }, 'typed'],
    ['a word that everybody types', { typed: ['help me please'] }, 'typed'],
    ['no word at all', { typed: ['!!!'] }, 'typed'],
    ['a whole paragraph', { typed: ['one two three four five six'] }, 'typed'],
    ['a very long word', { also: ['x'.repeat(61)] }, 'also'],
    ['too many lines', { also: Array.from({ length: 41 }, (_, index) => `word${index}`) }, 'also'],
    ['no reason', { because: ' . ' }, 'because'],
    ['a long reason', { because: 'x'.repeat(81) }, 'because'],
    ['a language that is none', { language: '../en' }, 'language'],
  ])('refuses %s, and says which field', async (_what, wrong, field) => {
    expect(await does('saveSearchSaying', { input: { ...veg, ...wrong } })).toMatchObject({
      __typename: 'InvalidInput',
      field,
    });
  });
});

describe('what came with Kith', () => {
  const home = async () => (await list()).find(({ typed }) => typed.includes('kicked out'));

  it('is listed as it is', async () => {
    expect(await home()).toMatchObject({ origin: 'KITH', isOn: true, changedAt: null, language: 'en' });
    expect((await list()).length).toBeGreaterThan(40);
  });

  it('can be turned off, changed, and put back as it came', async () => {
    const own = await home();
    const isThere = async () => (await found('kicked out')).some(({ name }) => name === 'A hostel');
    expect(await isThere()).toBe(true);
    await does('turnSearchSaying', { input: { id: own?.id, isOn: false } });
    expect(await isThere()).toBe(false);
    await does('putBackSearchSaying', { id: own?.id });
    expect(await isThere()).toBe(true);
    const { id, areas, because } = own ?? {};
    await does('saveSearchSaying', { input: { id, areas, because, typed: ['kicked out'], also: ['swimming'] } });
    expect(await home()).toMatchObject({ origin: 'KITH_CHANGED', also: ['swimming'] });
    expect((await found('kicked out')).map(({ name }) => name)).toEqual(['Swimming']);
    await does('putBackSearchSaying', { id });
    expect(await home()).toMatchObject({ ...own, changedAt: expect.any(String) });
    expect(await isThere()).toBe(true);
  });
});

it('is for stewards, and every change is on record', async () => {
  const { headers: coordinator } = await aStaffMember(app, { roles: ['COORDINATOR'] });
  expect(await list(coordinator)).toEqual([]);
  expect(await list({})).toEqual([]);
  expect(await does('saveSearchSaying', { input: veg }, coordinator)).toBe('FORBIDDEN');
  expect(await does('saveSearchSaying', { input: veg }, {})).toBe('UNAUTHENTICATED');
  const saved = (await does('saveSearchSaying', { input: veg })) as Answer;
  const [known] = await app.kith.db.searchSaying.findMany({ orderBy: { id: 'desc' }, take: 1 });
  const audit = await app.kith.db.auditEvent.findMany({ where: { objectId: known?.id ?? '' } });
  expect(audit.map(({ action }) => action)).toEqual(['change search words']);
  for (const id of ['x', saved.saying?.id.slice(0, 12) ?? '', 'U2VydmljZTox'])
    expect(await does('turnSearchSaying', { input: { id, isOn: false } })).toMatchObject({ __typename: 'NotFound' });
});
