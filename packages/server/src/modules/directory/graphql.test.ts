import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { type AddedService, addService, addServices } from '../../testing/directory.ts';

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

it('lets nobody but a steward put a service right', async () => {
  const { errors } = await app.run(
    'mutation ($id: ID!) { correctService(input: { serviceId: $id, status: DEFUNCT }) { __typename } }',
    { id: tea.id },
  );
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});
