import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { type AddedService, addService, addServices } from '../../testing/directory.ts';
import { aStaffMember } from '../../testing/people.ts';

let app: TestApp;
let tea: AddedService;
beforeAll(async () => {
  app = await createTestApp();
  tea = await addService(app, {
    name: 'Tea and company',
    areas: ['RELATIONSHIPS'],
    terms: ['Social clubs'],
    schedules: [{ freq: 'WEEKLY', byday: 'TH', opensAt: '14:00', closesAt: '16:00' }],
    costOptions: [{ amount: 2.5, currency: 'GBP' }],
    languages: ['English'],
    phones: ['01632 960001'],
    url: 'javascript:alert(1)',
    places: [{ accessibility: ['Step-free'] }],
  });
});
afterAll(() => app.close());

const SERVICE = `query ($id: ID!) { service(id: $id) {
  id hsdsId name url status areas organization { id name isRunByPeers services { name } phones { number } source { name recordId } }
  locations { id name latitude longitude isSensitive locationType transportation accessibility addresses { address1 postalCode } }
  schedules { summary opensAt dtstart } nextSession { startsAt endsAt timezone } costOptions { amount currency }
  phones { number } contacts { title phones { number } } languages accessibility serviceAreas
  taxonomyTerms { id name areas parent { name } } source { name recordId licence fetchedAt } lastModifiedAt assuredAt
} }`;

it('tells everything about one service', async () => {
  const { data, errors } = await app.run<{ service: Record<string, unknown> }>(SERVICE, { id: tea.id });
  expect(errors).toBeUndefined();
  expect(data?.service).toMatchObject({
    hsdsId: tea.id,
    status: 'ACTIVE',
    areas: ['RELATIONSHIPS'],
    url: null,
    organization: { name: 'Riverside Community Trust', services: [{ name: 'Tea and company' }] },
    locations: [{ latitude: 53.4242, addresses: [{ postalCode: 'M33 2AB' }], accessibility: ['Step-free'] }],
    schedules: [{ summary: 'Thursdays, 2 to 4 pm' }],
    nextSession: {
      startsAt: '2026-11-26T14:00:00.000Z',
      endsAt: '2026-11-26T16:00:00.000Z',
      timezone: 'Europe/London',
    },
    costOptions: [{ amount: 2.5, currency: 'GBP' }],
    phones: [{ number: '01632 960001' }],
    languages: ['English'],
    accessibility: ['Step-free'],
    taxonomyTerms: [{ name: 'Social clubs', areas: ['RELATIONSHIPS'], parent: null }],
    source: { name: 'The test directory', recordId: tea.id, licence: 'OGL-UK-3.0' },
  });
  const again = await app.run<{ service: { name: string } }>(SERVICE, { id: String(data?.service.id) });
  expect(again.data?.service.name).toBe('Tea and company');
});

it('gives no place, name or way to a place that must not be found', async () => {
  const { id } = await addService(app, {
    name: 'Safe house',
    places: [{ isSensitive: true, name: 'Rose Cottage', address1: '9 Secret Lane', postalCode: 'M33 9ZZ' }],
  });
  const { data } = await app.run(SERVICE, { id });
  expect(data?.service).toMatchObject({
    locations: [
      { isSensitive: true, name: null, latitude: null, longitude: null, addresses: [], transportation: null },
    ],
  });
  expect(JSON.stringify(data)).not.toMatch(/Rose Cottage|Secret Lane|M33 9ZZ|53\.4/);
});

it.each([
  ['closed for now', { status: 'TEMPORARILY_CLOSED' }, true],
  ['ended', { status: 'DEFUNCT' }, true],
  ['not checked by anybody', { status: 'UNVERIFIED' }, false],
  ['gone from its source', { removedAt: new Date() }, false],
] as const)('answers a known link to a service that is %s: %o', async (_title, state, isShown) => {
  const { id } = await addService(app, { name: 'Hidden or not', ...state });
  const { data } = await app.run<{ service: unknown }>('query ($id: ID!) { service(id: $id) { name } }', { id });
  expect(data?.service !== null).toBe(isShown);
});

it.each(['', 'x', "' OR 1=1", 'U2VydmljZTox', '00000000-0000-0000-0000-000000000000', 'T3JnYW5pemF0aW9uOjE='])(
  'answers null for the id %j that is none of ours',
  async (id) => {
    const answer = await app.run('query ($id: ID!) { service(id: $id) { name } organization(id: $id) { name } }', {
      id,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ service: null, organization: null });
  },
);

it('lists the terms that services have, by life area', async () => {
  await addServices(app, [
    { name: 'Rent help', areas: ['HOUSING'], terms: ['Rent arrears'] },
    { name: 'Old thing', areas: ['HOUSING'], terms: ['Workhouse'], status: 'DEFUNCT' },
  ]);
  const { data } = await app.run<{ taxonomyTerms: { name: string }[] }>(
    '{ taxonomyTerms(area: HOUSING) { name taxonomy } }',
  );
  expect(data?.taxonomyTerms.map(({ name }) => name)).toEqual(['Rent arrears']);
});

describe('putting a service right', () => {
  const CORRECT = `mutation ($input: CorrectServiceInput!) { correctService(input: $input) {
    __typename ... on CorrectServicePayload { service { name areas status } } ... on UserError { message } } }`;
  const found = async (search: object) => {
    const { data } = await app.run<{ services: { edges: { node: { name: string } }[] } }>(
      'query ($search: ServiceSearch) { services(search: $search) { edges { node { name } } } }',
      { search },
    );
    return data?.services.edges.map(({ node }) => node.name);
  };

  it('is for stewards, and search knows it at once', async () => {
    const steward = await aStaffMember(app, { roles: ['STEWARD'] });
    const { id } = await addService(app, { name: 'Kite flying', areas: ['HEALTH'] });
    const { data } = await app.run(
      CORRECT,
      { input: { serviceId: id, areas: ['LEISURE'], advocacyKinds: [], note: 'It is a hobby.' } },
      steward.headers,
    );
    expect(data?.correctService).toEqual({
      __typename: 'CorrectServicePayload',
      service: { name: 'Kite flying', areas: ['LEISURE'], status: 'ACTIVE' },
    });
    expect(await found({ text: 'kite', areas: ['LEISURE'] })).toEqual(['Kite flying']);
    expect(await found({ text: 'kite', areas: ['HEALTH'] })).toEqual([]);
    const kept = await app.kith.db.serviceCorrection.findMany({ where: { serviceId: id }, orderBy: { field: 'asc' } });
    expect(kept.map(({ field, value, note, correctedById }) => ({ field, value, note, correctedById }))).toEqual([
      { field: 'advocacyKinds', value: [], note: 'It is a hobby.', correctedById: steward.accountId },
      { field: 'areas', value: ['LEISURE'], note: 'It is a hobby.', correctedById: steward.accountId },
    ]);
    await app.run(CORRECT, { input: { serviceId: id, status: 'DEFUNCT' } }, steward.headers);
    expect(await found({ text: 'kite' })).toEqual([]);
    await app.run(CORRECT, { input: { serviceId: id, status: 'ACTIVE' } }, steward.headers);
    expect(await found({ text: 'kite' })).toEqual(['Kite flying']);
  });

  it('answers what cannot be done in plain words', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    const run = async (input: object) => (await app.run(CORRECT, { input }, headers)).data?.correctService;
    expect(await run({ serviceId: tea.id })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await run({ serviceId: tea.id, status: 'ACTIVE', note: 'x'.repeat(2001) })).toMatchObject({
      __typename: 'InvalidInput',
    });
    for (const serviceId of ['x', '00000000-0000-0000-0000-000000000000'])
      expect(await run({ serviceId, status: 'ACTIVE' })).toMatchObject({ __typename: 'NotFound' });
  });

  it.each([
    ['nobody', null, 'UNAUTHENTICATED'],
    ['an advocate', ['ADVOCATE'], 'FORBIDDEN'],
    ['a coordinator', ['COORDINATOR'], 'FORBIDDEN'],
    ['a partner editor', ['PARTNER_EDITOR'], 'FORBIDDEN'],
  ] as const)('is refused to %s', async (_title, roles, code) => {
    const headers = roles ? (await aStaffMember(app, { roles: [...roles] })).headers : {};
    const { errors } = await app.run(CORRECT, { input: { serviceId: tea.id, status: 'DEFUNCT' } }, headers);
    expect(errors?.[0]?.extensions?.code).toBe(code);
    expect((await app.kith.db.service.findUnique({ where: { id: tea.id } }))?.status).toBe('ACTIVE');
  });

  it('shows stewards what nobody has checked', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    const { id } = await addService(app, { name: 'Not checked', status: 'UNVERIFIED' });
    const { data } = await app.run('query ($id: ID!) { service(id: $id) { name } }', { id }, headers);
    expect(data?.service).toEqual({ name: 'Not checked' });
  });
});

it('asks the database as often for twenty services as for one', async () => {
  await addServices(
    app,
    Array.from({ length: 20 }, (_, number) => ({
      name: `Counted ${number}`,
      terms: ['Social clubs'],
      places: [{}, {}],
      schedules: [{ freq: 'WEEKLY', byday: 'MO', opensAt: '10:00' }],
    })),
  );
  const { pool } = app.kith.database;
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  const PAGE = `query ($first: Int!) { services(search: { text: "counted" }, first: $first) { totalCount edges { matchedOn node {
    name organization { name } locations { addresses { city } accessibility } schedules { summary } nextSession { startsAt }
    phones { number } costOptions { amount } taxonomyTerms { name } languages source { name } } } } }`;
  await app.run(PAGE, { first: 1 });
  // Every connection of the pool tells of each statement that it is given.
  pool.on('acquire', count);
  await app.run(PAGE, { first: 1 });
  const forOne = statements;
  statements = 0;
  const { data } = await app.run<{ services: { edges: unknown[] } }>(PAGE, { first: 20 });
  pool.off('acquire', count);
  expect(data?.services.edges).toHaveLength(20);
  expect(statements).toBe(forOne);
  expect(forOne).toBeLessThan(12);
});

describe('looking for what to put right', () => {
  const LOOK = `query ($text: String, $status: [ServiceStatus!]) {
    directoryServices(text: $text, status: $status) { name status corrections { field note } } }`;
  const names = async (variables: object, headers: Record<string, string>) => {
    const { data, errors } = await app.run<{ directoryServices: { name: string }[] }>(LOOK, { ...variables }, headers);
    expect(errors).toBeUndefined();
    return data?.directoryServices.map(({ name }) => name);
  };

  it('finds by words of the name or the organization, the hidden ones too', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    await addService(app, { name: 'Lantern walk 100%', status: 'UNVERIFIED' });
    await addService(app, { name: 'Lantern making', status: 'ACTIVE' });
    await addService(app, { name: 'Lantern days', removedAt: new Date() });
    expect(await names({ text: 'lantern' }, headers)).toEqual(['Lantern making', 'Lantern walk 100%']);
    expect(await names({ text: 'TRUST walk  lantern' }, headers)).toEqual(['Lantern walk 100%']);
    expect(await names({ text: '100%' }, headers)).toEqual(['Lantern walk 100%']);
    expect(await names({ text: 'l_ntern' }, headers)).toEqual([]);
    expect(await names({ text: 'lantern', status: ['UNVERIFIED'] }, headers)).toEqual(['Lantern walk 100%']);
    expect((await names({}, headers))?.length).toBeGreaterThan(2);
  });

  it('tells stewards, and nobody else, what was put right and why', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    const { id } = await addService(app, { name: 'Moss gardening' });
    await app.run(
      'mutation ($input: CorrectServiceInput!) { correctService(input: $input) { __typename } }',
      { input: { serviceId: id, areas: ['LEISURE'], note: 'They rang.' } },
      headers,
    );
    const seen = (who: Record<string, string>) =>
      app.run('query ($id: ID!) { service(id: $id) { corrections { field note } } }', { id }, who);
    expect((await seen(headers)).data?.service).toEqual({ corrections: [{ field: 'areas', note: 'They rang.' }] });
    expect((await seen({})).data?.service).toEqual({ corrections: [] });
  });

  it.each([
    ['nobody', null],
    ['a coordinator', ['COORDINATOR']],
    ['a partner editor', ['PARTNER_EDITOR']],
    ['an administrator', ['ADMINISTRATOR']],
  ] as const)('gives nothing to %s', async (_title, roles) => {
    const headers = roles ? (await aStaffMember(app, { roles: [...roles] })).headers : {};
    expect(await names({ text: 'tea' }, headers)).toEqual([]);
  });
});
