import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { type AddedService, addService, addServices } from '../../testing/directory.ts';

interface Found {
  services: {
    totalCount: number;
    place: { name: string; latitude: number; longitude: number } | null;
    placeProblem: string | null;
    corrections: { typed: string; readAs: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    facets: { areas: { area: string; count: number }[]; free: number; online: number };
    edges: { cursor: string; distanceKm: number | null; matchedOn: string[]; node: { name: string } }[];
  };
}

const SEARCH = `query ($search: ServiceSearch, $first: Int! = 20, $after: String) {
  services(search: $search, first: $first, after: $after) {
    totalCount place { name latitude longitude } placeProblem corrections { typed readAs } pageInfo { hasNextPage endCursor }
    facets { areas { area count } free online provisionTypes { provisionType count } advocacyKinds { advocacyKind count } }
    edges { cursor distanceKm matchedOn node { name } }
  }
}`;

const SALE = { latitude: 53.424, longitude: -2.319, city: 'Sale', postalCode: 'M33 2AB' };
const STRETFORD = { latitude: 53.446, longitude: -2.308, city: 'Stretford', postalCode: 'M32 0DF' };
const LEEDS = { latitude: 53.797, longitude: -1.542, city: 'Leeds', postalCode: 'LS1 3AB' };
const BALTIMORE = {
  latitude: 39.345,
  longitude: -76.68,
  city: 'Baltimore',
  stateProvince: 'MD',
  postalCode: '21215',
  country: 'US',
};

let app: TestApp;
let added: AddedService[];
beforeAll(async () => {
  app = await createTestApp();
  added = await addServices(app, [
    {
      name: 'Tuesday Social Club',
      summary: 'Friendly company over a coffee. Meet new people from your street.',
      areas: ['RELATIONSHIPS', 'LEISURE'],
      provisionTypes: ['SELF_HELP_GROUP'],
      isFree: true,
      schedules: [{ freq: 'WEEKLY', byday: 'TU', opensAt: '10:00', closesAt: '12:00' }],
      places: [SALE],
      terms: ['Social clubs'],
      assuredAt: new Date('2026-11-01'),
    },
    {
      name: 'Housing Rights Desk',
      summary: 'Advice when you cannot pay the rent, or face eviction.',
      areas: ['HOUSING', 'MONEY'],
      isFree: true,
      places: [STRETFORD],
      languages: ['Polish', 'English'],
      organization: 'Shelterwell',
    },
    {
      name: 'Bright Smile Dental Clinic',
      summary: 'Check-ups for people without a dentist.',
      areas: ['HEALTH'],
      isFree: false,
      minimumAge: 18,
      places: [{ ...SALE, accessibility: ['Wheelchair ramp at the side door'] }],
    },
    {
      name: 'Night Shelter',
      summary: 'A bed for tonight for anyone who is homeless.',
      areas: ['HOUSING'],
      places: [LEEDS],
    },
    {
      name: 'Online Café for Carers',
      summary: 'A video call for people who look after somebody.',
      areas: ['CARING'],
      provisionTypes: ['ONLINE_GROUP'],
      isOnline: true,
      places: [],
    },
    {
      name: 'Lakeside Pantry',
      summary: 'Groceries every Friday.',
      areas: ['DAILY_LIVING'],
      advocacyKinds: ['SELF'],
      lastModifiedAt: new Date('2020-01-01'),
      places: [BALTIMORE],
    },
    { name: 'Closed Social Club', status: 'DEFUNCT' },
    { name: 'Unchecked Social Club', status: 'UNVERIFIED' },
    { name: 'Vanished Social Club', removedAt: new Date() },
  ]);
});
afterAll(() => app.close());

async function find(search: object, rest: object = {}): Promise<Found['services']> {
  const { data, errors } = await app.run<Found>(SEARCH, { search, ...rest });
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data.services;
}
const names = (found: Found['services']) => found.edges.map(({ node }) => node.name);

describe('words', () => {
  it.each([
    ['somewhere to meet people', 'Tuesday Social Club'],
    ['i cant pay my rent', 'Housing Rights Desk'],
    ['i cant pay my rnet', 'Housing Rights Desk'],
    ['huosing', 'Housing Rights Desk'],
    ['somewhere to sleep tonight', 'Night Shelter'],
    ['sumwhere to sleep tonite', 'Night Shelter'],
    ['dentel clinc', 'Bright Smile Dental Clinic'],
    ['CAFE', 'Online Café for Carers'],
    ['café', 'Online Café for Carers'],
    ['looking after my mum', 'Online Café for Carers'],
    ['evicted', 'Housing Rights Desk'],
    ['food', 'Lakeside Pantry'],
    ['shelterwell', 'Housing Rights Desk'],
    ['"pay the rent"', 'Housing Rights Desk'],
    ['dental OR (drop table) & | ! :* clinic <->', 'Bright Smile Dental Clinic'],
  ])('finds for %j first %s', async (text, name) => {
    expect(names(await find({ text }))[0]).toBe(name);
  });

  it('says which words it read as others', async () => {
    expect((await find({ text: 'dentel clinc' })).corrections).toEqual([
      { typed: 'dentel', readAs: 'dental' },
      { typed: 'clinc', readAs: 'clinic' },
    ]);
    // Letters that changed places, as quick fingers do it.
    expect((await find({ text: 'cant pay my rnet' })).corrections).toEqual([{ typed: 'rnet', readAs: 'rent' }]);
  });

  it('says why a service is in the list', async () => {
    const { edges } = await find({ text: 'i cant pay my rent', near: 'M33' });
    expect(edges[0]?.matchedOn[0]).toBe('because it mentions pay and rent');
    expect(edges[0]?.matchedOn.at(-1)).toMatch(/^\d(\.\d)? km from M33$/);
  });

  it('finds nothing for words that nobody uses, rather than everything', async () => {
    const found = await find({ text: 'xyzzyqwv blorptang' });
    expect(found).toMatchObject({ totalCount: 0, edges: [], facets: { areas: [], free: 0, online: 0 } });
  });

  it('takes an empty text, and one of blanks and signs, as no text', async () => {
    for (const text of ['', '   ', '%_*?!', '\u200b', '🙂']) expect((await find({ text })).totalCount).toBe(6);
  });

  it('leaves out what must not be in it, and keeps quoted words together', async () => {
    expect(names(await find({ text: 'clinic -dental' }))).toEqual([]);
    expect(names(await find({ text: '"clinic dental"' }))).toEqual([]);
  });

  it('never finds what is closed, unchecked or gone', async () => {
    expect(names(await find({ text: 'social club' }))).toEqual(['Tuesday Social Club']);
  });
});

describe('places', () => {
  it.each([
    ['M33', 'M33'],
    ['m33', 'M33'],
    ['M33 2AB', 'M33 2AB'],
    ['m332ab', 'M33 2AB'],
    ['M33 9ZZ', 'M33'],
    ['Sale', 'Sale'],
    ['sale, manchester', 'Sale'],
    ['Stretfrod', 'Stretford'],
    ['21215', '21215'],
    ['21215-3041', '21215'],
    ['Baltimore', 'Baltimore'],
    ['baltimore md', 'Baltimore'],
    ['York', 'York'],
    ['SK4', 'SK4 (Stockport area)'],
    ['60614', '60614 (Chicago area)'],
    ['Springfield, IL', 'Springfield'],
  ])('understands %j as %s', async (near, name) => {
    const found = await find({ near });
    expect(found.placeProblem).toBeNull();
    expect(found.place?.name).toBe(name);
  });

  it.each([
    ['Nowhereville', 'UNKNOWN'],
    ['Atlantis', 'UNKNOWN'],
    ['ZZ99', 'UNKNOWN'],
    ['00000', 'UNKNOWN'],
    ['near me', 'UNKNOWN'],
    ["'; DROP TABLE place; --", 'UNKNOWN'],
    ['Springfield', 'AMBIGUOUS'],
    ['Newport', 'AMBIGUOUS'],
  ])('says that %j is %s, and sorts nothing by distance', async (near, problem) => {
    const found = await find({ near, order: 'NEAREST', withinKm: 5 });
    expect(found).toMatchObject({ place: null, placeProblem: problem, totalCount: 6 });
    expect(found.edges.every(({ distanceKm }) => distanceKm === null)).toBe(true);
  });

  it('sorts by distance, with what is online included and last', async () => {
    const found = await find({ near: 'M33', withinKm: 10, order: 'NEAREST' });
    const distances = found.edges.map(({ distanceKm }) => distanceKm);
    expect(names(found).slice(-2)).toEqual(['Housing Rights Desk', 'Online Café for Carers']);
    expect(distances).toEqual([0, 0, 2.5, null]);
  });

  it('keeps to the distance that was asked for', async () => {
    expect(names(await find({ near: 'M33', withinKm: 1, online: false })).sort()).toEqual([
      'Bright Smile Dental Clinic',
      'Tuesday Social Club',
    ]);
    expect((await find({ latitude: 53.797, longitude: -1.542, withinKm: 1, online: false })).totalCount).toBe(1);
  });

  it('looks wider by itself when nothing is near', async () => {
    const found = await find({ text: 'night', near: 'M33' });
    expect(names(found)).toEqual(['Night Shelter']);
    expect(found.edges[0]?.distanceKm).toBeGreaterThan(50);
  });

  it('does not look wider than it was told', async () => {
    expect((await find({ text: 'night', near: 'M33', withinKm: 20 })).totalCount).toBe(0);
  });
});

describe('filters', () => {
  it.each([
    ['a life area', { areas: ['HOUSING'] }, ['Housing Rights Desk', 'Night Shelter']],
    [
      'any of two life areas',
      { areas: ['CARING', 'HEALTH'] },
      ['Bright Smile Dental Clinic', 'Online Café for Carers'],
    ],
    ['a provision type', { provisionTypes: ['SELF_HELP_GROUP'] }, ['Tuesday Social Club']],
    ['a kind of advocacy', { advocacyKinds: ['SELF'] }, ['Lakeside Pantry']],
    ['free', { free: true }, ['Housing Rights Desk', 'Tuesday Social Club']],
    ['online', { online: true }, ['Online Café for Carers']],
    ['online and near', { online: true, near: 'M33' }, ['Online Café for Carers']],
    ['a weekday', { day: ['TUESDAY'] }, ['Tuesday Social Club']],
    ['a weekday on which nothing is', { day: ['SUNDAY'] }, []],
    ['open at an hour', { openAt: '2026-11-24T10:30:00Z' }, ['Tuesday Social Club']],
    ['open at another hour', { openAt: '2026-11-24T13:00:00Z' }, []],
    ['open in summer time', { openAt: '2026-07-07T09:30:00Z' }, ['Tuesday Social Club']],
    ['a language', { languages: ['polish'] }, ['Housing Rights Desk']],
    ['access', { accessibility: ['ramp'] }, ['Bright Smile Dental Clinic']],
    ['access with signs of LIKE', { accessibility: ['%'] }, []],
    ['change', { updatedSince: '2026-01-01T00:00:00Z', areas: ['DAILY_LIVING'] }, []],
    ['age', { age: 17, areas: ['HEALTH'] }, []],
    ['an age that is old enough', { age: 18, areas: ['HEALTH'] }, ['Bright Smile Dental Clinic']],
    ['age, where none is said', { age: 17, areas: ['LEISURE'] }, ['Tuesday Social Club']],
    ['a life area near a place', { areas: ['HOUSING'], near: 'Leeds', withinKm: 5 }, ['Night Shelter']],
    ['words and a life area', { text: 'people', areas: ['CARING'] }, ['Online Café for Carers']],
  ])('limits to %s', async (_title, search, expected) => {
    const found = await find(search);
    expect(names(found).sort()).toEqual(expected);
    expect(found.totalCount).toBe(expected.length);
  });

  it('limits to an organization and to a term', async () => {
    const { data } = await app.run<{ taxonomyTerms: { id: string }[] }>('{ taxonomyTerms { id name } }');
    expect(names(await find({ taxonomyTermIds: [data?.taxonomyTerms[0]?.id] }))).toEqual(['Tuesday Social Club']);
    expect(names(await find({ organizationId: added[1]?.organizationId }))).toEqual(['Housing Rights Desk']);
  });

  it('counts what there is, each facet without its own filter', async () => {
    const found = await find({ areas: ['MONEY'] });
    expect(found.totalCount).toBe(1);
    expect(Object.fromEntries(found.facets.areas.map(({ area, count }) => [area, count]))).toMatchObject({
      MONEY: 1,
      HOUSING: 2,
      LEISURE: 1,
    });
    expect(found.facets).toMatchObject({ free: 1, online: 0 });
  });
});

describe('pages', () => {
  it.each([
    ['everything', {}],
    ['words', { text: 'paging exercise' }],
    ['a place', { near: 'M33', order: 'NEAREST' }],
    ['what happens next', { order: 'NEXT_SESSION' }],
    ['words near a place', { text: 'paging exercise', near: 'M33' }],
  ])('shows each service once while others come and go: %s', async (title, search) => {
    const own = await createTestApp();
    try {
      const service = (number: number) => ({
        name: `Paging ${number} exercise`,
        summary: number % 3 === 0 ? 'Paging and more paging, an exercise in paging.' : 'An exercise.',
        places: [{ latitude: 53.42 + (number % 7) * 0.005, longitude: -2.32 }],
      });
      await addServices(
        own,
        Array.from({ length: 25 }, (_, number) => service(number)),
      );
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 20; page++) {
        const { data }: { data?: Found | null } = await own.run<Found>(SEARCH, { search, first: 4, after });
        seen.push(...(data?.services.edges.map(({ node }) => node.name) ?? []));
        if (page < 3) await addService(own, service(100 + page));
        if (!data?.services.pageInfo.hasNextPage) break;
        after = data.services.pageInfo.endCursor;
      }
      expect(new Set(seen).size, title).toBe(seen.length);
      for (let number = 0; number < 25; number++) expect(seen).toContain(`Paging ${number} exercise`);
    } finally {
      await own.close();
    }
  });

  it.each([-5, 0, 51, 101])('refuses a page of %d', async (first) => {
    const { errors } = await app.run(SEARCH, { search: {}, first });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it.each(['1e99', 'null', '"5"', '2.5'])('refuses a page of %s as no request at all', async (first) => {
    const { data, errors } = await app.run(`{ services(first: ${first}) { totalCount } }`);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.message).not.toMatch(/went wrong on our side/);
  });

  it('refuses a cursor that is made up, changed, or of another search', async () => {
    const { edges } = await find({ text: 'people' });
    const good = edges[0]?.cursor ?? '';
    const forged = `${good.slice(0, -4)}AAAA`;
    for (const [search, after] of [
      [{ text: 'people' }, 'x'],
      [{ text: 'people' }, ''],
      [{ text: 'people' }, forged],
      [{ text: 'people' }, Buffer.from('["a",1]').toString('base64')],
      [{ text: 'rent' }, good],
    ]) {
      const { errors } = await app.run(SEARCH, { search, after });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('bad input', () => {
  it.each<[string, object]>([
    ['a very long text', { text: 'rent '.repeat(100) }],
    ['a very long place', { near: 'M'.repeat(101) }],
    ['half a position', { latitude: 53 }],
    ['a position off the Earth', { latitude: 91, longitude: 0 }],
    ['no distance', { near: 'M33', withinKm: 0 }],
    ['a distance below nothing', { near: 'M33', withinKm: -1 }],
    ['an age of 1000', { age: 1000 }],
    ['an id that is none', { organizationId: 'x' }],
    ['an id of something else', { taxonomyTermIds: [Buffer.from('Service:1').toString('base64')] }],
    ['too many languages', { languages: Array.from({ length: 21 }, (_, number) => `language ${number}`) }],
  ])('answers %s with a sentence', async (_title, search) => {
    const { errors } = await app.run(SEARCH, { search });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(/\w+ .*\./);
  });

  it.each([
    'r\u200bent',
    '\u202erent',
    "rent'); DROP TABLE service; --",
    'rent & !',
    'rent:*',
    '(((rent',
    '"rent',
    'rent\\',
    '%rent%',
  ])('finds rent in %j', async (text) => {
    expect(names(await find({ text }))).toContain('Housing Rights Desk');
  });

  it('searches far out places and the poles without a fault', async () => {
    for (const [latitude, longitude] of [
      [90, 180],
      [-90, -180],
      [0, 179.99],
    ])
      expect((await find({ latitude, longitude })).placeProblem).toBeNull();
  });
});

describe('places that must not be found', () => {
  it('gives distances in bands only, the same from every near position', async () => {
    const own = await createTestApp();
    try {
      await addService(own, {
        name: 'Safe house',
        places: [{ ...SALE, isSensitive: true, name: 'Rose Cottage', postalCode: 'M33 9QQ', city: 'Secretham' }],
      });
      const distances = new Set<number | null>();
      for (let step = 0; step < 12; step++) {
        const { data } = await own.run<Found>(SEARCH, {
          search: { latitude: 53.4 + step * 0.002, longitude: -2.3 - step * 0.002 },
        });
        distances.add(data?.services.edges[0]?.distanceKm ?? null);
      }
      expect([...distances]).toEqual([5]);
      for (const text of ['rose cottage', 'secretham']) {
        const { data } = await own.run<Found>(SEARCH, { search: { text } });
        expect(data?.services.totalCount).toBe(0);
      }
      const { data } = await own.run<Found>(SEARCH, { search: { near: 'Secretham' } });
      expect(data?.services.placeProblem).toBe('UNKNOWN');
    } finally {
      await own.close();
    }
  });
});
