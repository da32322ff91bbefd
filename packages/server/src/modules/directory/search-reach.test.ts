import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { addServices } from '../../testing/directory.ts';

interface Found {
  services: {
    totalCount: number;
    corrections: { typed: string; readAs: string }[];
    reach: { withinKm: number | null; isWider: boolean; isAnyWord: boolean; leftOut: string[] };
    instead: { reason: string; askForPeerUrl: string; edges: { node: { name: string } }[] } | null;
    edges: { matchedOn: string[]; node: { name: string; sessions: { startsAt: string; endsAt: string | null }[] } }[];
  };
}
const SEARCH = `query ($search: ServiceSearch, $from: DateTime, $until: DateTime) {
  services(search: $search) {
    totalCount corrections { typed readAs } reach { withinKm isWider isAnyWord leftOut }
    instead { reason askForPeerUrl edges { node { name } } }
    edges { matchedOn node { name sessions(from: $from, until: $until) { startsAt endsAt } } }
  }
}`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  const leeds = { latitude: 53.797, longitude: -1.542, city: 'Leeds', postalCode: 'LS1 3AB' };
  const at = { opensAt: '18:30', closesAt: '20:00' };
  const text = 'Come along and join in, no need to book.';
  await addServices(app, [
    { name: 'Thursday group', schedules: [{ ...at, freq: 'WEEKLY', byday: 'TH' }] },
    { name: 'First Tuesday group', schedules: [{ ...at, freq: 'MONTHLY', byday: '1TU' }] },
    {
      name: 'Other Tuesdays group',
      schedules: [{ ...at, freq: 'WEEKLY', byday: 'TU', interval: 2, dtstart: new Date('2026-11-17') }],
    },
    { name: 'Fifteenth group', schedules: [{ ...at, freq: 'MONTHLY', bymonthday: '15' }] },
    {
      name: 'Night line',
      isFree: true,
      schedules: [{ freq: 'WEEKLY', byday: 'FR', opensAt: '22:00', closesAt: '02:00' }],
    },
    { name: 'Shelter for tonight', places: [leeds], areas: ['HOUSING'] },
    { name: 'Mornings together A', description: text, areas: ['EMPLOYMENT'], places: [] },
    { name: 'Mornings together B', description: text, areas: ['LEISURE'], places: [] },
  ]);
});
afterAll(() => app.close());

async function find(search: object, rest: object = {}): Promise<Found['services']> {
  const { data, errors } = await app.run<Found>(SEARCH, { search, ...rest });
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data.services;
}
const names = (found: { edges: { node: { name: string } }[] }) => found.edges.map(({ node }) => node.name).sort();

describe('money (S126)', () => {
  const MONEY = `query ($search: ServiceSearch, $nation: Nation) {
    services(search: $search) { nationalHelp(nation: $nation) { name url nations } } }`;
  const helpFor = async (search: object, nation?: string): Promise<{ name: string; nations: string[] }[]> => {
    const { data, errors } = await app.run<{ services: { nationalHelp: { name: string; nations: string[] }[] } }>(
      MONEY,
      { search, nation },
    );
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data.services.nationalHelp;
  };

  it.each([
    [{ text: 'i cant pay my rent' }],
    [{ text: 'universal credit' }],
    [{ text: 'debt', near: 'M33', free: true }],
    [{ areas: ['MONEY'] }],
  ])('has help for everybody beside what is near: %j', async (search) => {
    for (const nation of ['ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND', 'UNITED_STATES']) {
      const help = await helpFor(search, nation);
      expect(help.length).toBeGreaterThan(1);
      expect(help.every(({ nations }) => nations.includes(nation))).toBe(true);
    }
    expect((await helpFor(search)).length).toBeGreaterThan(6);
  });

  it.each([[{ text: 'choir' }], [{ areas: ['LEISURE'] }], [{ areas: ['LEISURE', 'MONEY'] }], [{}]])(
    'stays out of what is not about money: %j',
    async (search) => expect(await helpFor(search)).toEqual([]),
  );
});

describe('never with empty hands', () => {
  it.each([
    ['FARTHER', { text: 'shelter', near: 'M33', withinKm: 5 }, ['Shelter for tonight']],
    ['FEWER_WISHES', { text: 'shelter', free: true }, ['Shelter for tonight']],
    ['OTHER_WORDS', { text: 'xyzzyqwv', areas: ['HOUSING'] }, ['Shelter for tonight']],
  ] as const)('gives up %s and says so', async (reason, search, expected) => {
    const found = await find(search);
    expect(found).toMatchObject({ totalCount: 0, instead: { reason } });
    expect(names(found.instead ?? { edges: [] })).toEqual(expected);
    expect(found.instead?.askForPeerUrl).toMatch(/\/connect$/);
  });

  it('gives up everything but the place when nothing else is left', async () => {
    const found = await find({ text: 'xyzzyqwv', areas: ['EDUCATION'], near: 'M33' });
    expect(found.instead?.reason).toBe('ANYTHING');
    expect(found.instead?.edges.length).toBeGreaterThan(3);
  });

  it('offers nothing instead when something was found', async () => {
    expect((await find({ text: 'shelter' })).instead).toBeNull();
  });

  it('says how far it went, and which words it could not use', async () => {
    const found = await find({ text: 'xyzzyqwv shelter', near: 'M33' });
    expect(found.reach).toEqual({ withinKm: 100, isWider: true, isAnyWord: false, leftOut: ['xyzzyqwv'] });
    expect((await find({ text: 'group' })).reach).toEqual({
      withinKm: null,
      isWider: false,
      isAnyWord: false,
      leftOut: [],
    });
  });

  it('does not read a right word as another, and knows words that only the dictionary has', async () => {
    expect((await find({ text: 'father' })).corrections).toEqual([]);
    expect((await find({ text: 'gambeling' })).corrections).toEqual([{ typed: 'gambeling', readAs: 'gambling' }]);
  });
});

describe('groups near me this week', () => {
  // 2026-11-23 is a Monday.
  const week = { happensFrom: '2026-11-23T09:00:00Z', happensUntil: '2026-11-30T09:00:00Z' };

  it.each([
    ['this week', week, ['Night line', 'Thursday group']],
    [
      'the week after, with the first Tuesday of the month and the second week',
      { happensFrom: '2026-11-30T09:00:00Z', happensUntil: '2026-12-07T09:00:00Z' },
      ['First Tuesday group', 'Night line', 'Other Tuesdays group', 'Thursday group'],
    ],
    [
      'the fifteenth',
      { happensFrom: '2026-12-15T00:00:00Z', happensUntil: '2026-12-16T00:00:00Z' },
      ['Fifteenth group', 'Other Tuesdays group'],
    ],
    [
      'an hour in which nothing begins',
      { happensFrom: '2026-11-26T19:00:00Z', happensUntil: '2026-11-26T20:00:00Z' },
      [],
    ],
  ])('are those that begin %s', async (_title, time, expected) => {
    expect(names(await find({ near: 'M33', ...time }))).toEqual(expected);
  });

  it('come with their dates, in summer time too', async () => {
    const found = await find({ text: 'thursday' }, { from: '2026-10-19T00:00:00Z', until: '2026-11-02T00:00:00Z' });
    expect(found.edges[0]?.node.sessions.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2026-10-22T17:30:00.000Z',
      '2026-10-29T18:30:00.000Z',
    ]);
  });

  it.each([
    ['near a place', { near: 'M33' }],
    ['by words', { text: 'group' }],
    ['of all', {}],
  ])('come in the order of their next session, %s', async (_title, search) => {
    const month = { from: week.happensFrom, until: '2026-12-23T09:00:00Z' };
    const whole = await find({ ...search, order: 'NEXT_SESSION' }, month);
    const begins = whole.edges.map(({ node }) => node.sessions[0]?.startsAt ?? '9999');
    expect(begins.length).toBeGreaterThan(2);
    expect(begins).toEqual(begins.toSorted());
    expect(begins[0]).not.toBe('9999');
  });

  it('are open after midnight when they are a night long', async () => {
    expect(names(await find({ openAt: '2026-11-28T01:00:00Z' }))).toEqual(['Night line']);
    expect(names(await find({ openAt: '2026-11-28T02:30:00Z' }))).toEqual([]);
    expect(names(await find({ openAt: '2026-11-27T01:00:00Z' }))).toEqual([]);
  });

  it.each([
    ['half a time', { happensFrom: '2026-11-23T09:00:00Z' }],
    ['a time that ends first', { happensFrom: '2026-11-23T09:00:00Z', happensUntil: '2026-11-22T09:00:00Z' }],
    ['a time of two months', { happensFrom: '2026-11-23T09:00:00Z', happensUntil: '2027-01-23T09:00:00Z' }],
  ])('refuses %s with a sentence', async (_title, search) => {
    const { errors } = await app.run(SEARCH, { search });
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringMatching(/\.$/),
    });
  });
});

it('ranks leisure no lower than work: two services alike but for that come in the order of their words (S89)', async () => {
  for (const text of ['mornings together', 'join in mornings']) {
    const { edges } = await find({ text });
    const both = edges.map(({ node }) => node.name).filter((name) => name.startsWith('Mornings'));
    expect(both).toHaveLength(2);
  }
  const [leisure, work] = await Promise.all([
    find({ text: 'something to do mornings' }),
    find({ text: 'a job mornings' }),
  ]);
  expect(leisure.edges[0]?.node.name).toBe('Mornings together B');
  expect(work.edges[0]?.node.name).toBe('Mornings together A');
});
