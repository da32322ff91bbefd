import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
let steward: Record<string, string>;
let town = '';
let council = '';
beforeAll(async () => {
  app = await createTestApp();
  ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'] }));
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.kith.db.servicePair.deleteMany();
  await app.kith.db.service.updateMany({ data: { removedAt: app.clock.now(), sameAsId: null } });
  const shared = { phones: ['01632 960100'], places: [{ postalCode: 'M33 2AB' }] };
  ({ id: town } = await addService(app, {
    name: 'Chess & a cuppa',
    source: 'town',
    organization: 'Sale Library',
    description: 'From the town.',
    ...shared,
  }));
  ({ id: council } = await addService(app, {
    name: 'Chess and a Cuppa',
    source: 'council',
    organization: 'Trafford Libraries',
    description: 'From the council.',
    phones: ['+44 (0)1632 960100'],
    places: [{ postalCode: 'M332AB' }],
    url: 'https://council.example.org/chess',
  }));
});

interface Pair {
  id: string;
  reasons: string[];
  state: string;
  shownId: string | null;
  first: { name: string };
  second: { name: string };
}

async function look(): Promise<number> {
  const { data } = await app.run<{ findDuplicates: { found: number } }>(
    'mutation { findDuplicates { ... on FindDuplicatesPayload { found } } }',
    {},
    steward,
  );
  return data?.findDuplicates.found ?? -1;
}

async function pairs(state = 'LIKELY', headers = steward): Promise<Pair[]> {
  const { data } = await app.run<{ servicePairs: { edges: { node: Pair }[] } }>(
    'query($state: ServicePairState) { servicePairs(state: $state, first: 50) { edges { node { id reasons state shownId first { name } second { name } } } } }',
    { state },
    headers,
  );
  return data?.servicePairs.edges.map(({ node }) => node) ?? [];
}

async function does(call: string) {
  const { data, errors } = await app.run<{ it: { __typename: string; message?: string } }>(
    `mutation { it: ${call} { __typename ... on UserError { message } } }`,
    {},
    steward,
  );
  return data?.it.__typename ?? errors?.[0]?.extensions?.code;
}

async function listed(): Promise<string[]> {
  const { data } = await app.run<{ services: { edges: { node: { name: string; description: string } }[] } }>(
    '{ services(search: { text: "chess" }) { edges { node { name description } } } }',
  );
  return data?.services.edges.map(({ node }) => node.description) ?? [];
}

describe('likely duplicates', () => {
  it('are found with the reasons, the same every time, and nothing is merged', async () => {
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await pairs()).toMatchObject([
      { state: 'LIKELY', reasons: [expect.stringContaining('name'), 'the same phone number', 'the same postcode'] },
    ]);
    expect((await listed()).toSorted()).toEqual(['From the council.', 'From the town.']);
    expect(await pairs('LIKELY', {})).toEqual([]);
  });

  it('need a name that is alike and something else that agrees', async () => {
    await addService(app, { name: 'Chess and a cuppa', source: 'third', organization: 'Elsewhere', places: [] });
    await addService(app, {
      name: 'Tenancy advice',
      source: 'fourth',
      organization: 'Another',
      phones: ['01632 960100'],
      places: [],
    });
    expect(await look()).toBe(1);
  });

  it('are not told by a place that must not be found', async () => {
    for (const source of ['a', 'b'])
      await addService(app, {
        name: 'Rose House',
        source,
        organization: `Org ${source}`,
        places: [{ postalCode: 'M99 9ZZ', isSensitive: true }],
      });
    await look();
    expect((await pairs()).map(({ first }) => first.name)).not.toContain('Rose House');
  });
});

describe('a steward', () => {
  let id = '';
  beforeEach(async () => {
    await look();
    id = (await pairs())[0]?.id ?? '';
  });

  it('links them: lists show one, with what was taken from the other; /hsds keeps both; unlinked, all is as before', async () => {
    expect(await does(`linkServices(input: { pairId: "${id}", shownId: "${town}", take: [URL, DESCRIPTION] })`)).toBe(
      'ChangeServicePairPayload',
    );
    expect(await listed()).toEqual(['From the council.']);
    const { data } = await app.run<{ service: { url: string; shownAs: null }; other: { shownAs: { name: string } } }>(
      'query($a: ID!, $b: ID!) { service(id: $a) { url shownAs { name } } other: service(id: $b) { shownAs { name } } }',
      { a: town, b: council },
    );
    expect(data).toMatchObject({
      service: { url: 'https://council.example.org/chess', shownAs: null },
      other: { shownAs: { name: 'Chess & a cuppa' } },
    });
    for (const one of [town, council])
      expect((await app.fetch(new Request(`http://localhost:4000/hsds/services/${one}`))).status).toBe(200);
    const correction = await app.kith.db.serviceCorrection.findFirst({ where: { serviceId: town, field: 'url' } });
    expect(correction?.saidBy).toBe('The council directory');
    expect(await pairs('SAME')).toHaveLength(1);

    expect(await does(`unlinkServices(input: { pairId: "${id}" })`)).toBe('ChangeServicePairPayload');
    expect((await listed()).toSorted()).toEqual(['From the council.', 'From the town.']);
    expect(await app.kith.db.serviceCorrection.count({ where: { serviceId: town } })).toBe(0);
  });

  it('gives back what a steward had put right before, and never makes a suggestion a source', async () => {
    const { db } = app.kith;
    const by = { correctedById: crypto.randomUUID(), note: null };
    await db.serviceCorrection.create({ data: { serviceId: town, field: 'email', value: 'desk@example.org', ...by } });
    await db.service.update({ where: { id: town }, data: { email: 'desk@example.org' } });
    const said = { value: 'new@example.org', saidBy: 'somebody who knows it', ...by };
    await db.serviceCorrection.create({ data: { serviceId: council, field: 'email', ...said } });
    await db.service.update({ where: { id: council }, data: { email: 'new@example.org' } });
    await does(`linkServices(input: { pairId: "${id}", shownId: "${town}", take: [EMAIL] })`);
    const email = () => db.serviceCorrection.findFirst({ where: { serviceId: town, field: 'email' } });
    expect(await email()).toMatchObject({ value: 'new@example.org', saidBy: 'somebody who knows it' });
    await does(`unlinkServices(input: { pairId: "${id}" })`);
    expect(await email()).toMatchObject({ value: 'desk@example.org', saidBy: null, correctedById: by.correctedById });
    expect(await db.service.findUnique({ where: { id: town } })).toMatchObject({ email: 'desk@example.org' });
  });

  it('says that they are two, and is not asked again', async () => {
    expect(await does(`sayNotSame(input: { pairId: "${id}" })`)).toBe('ChangeServicePairPayload');
    expect(await look()).toBe(0);
    expect(await pairs()).toEqual([]);
    expect(await pairs('NOT_SAME')).toHaveLength(1);
  });

  it('cannot link what is no pair, show a third, or link twice', async () => {
    const other = await addService(app, { name: 'A third' });
    expect(await does(`linkServices(input: { pairId: "${id}", shownId: "${other.id}" })`)).toBe('InvalidInput');
    expect(await does(`linkServices(input: { pairId: "${town}", shownId: "${town}" })`)).toBe('NotFound');
    await does(`linkServices(input: { pairId: "${id}", shownId: "${town}" })`);
    expect(await does(`linkServices(input: { pairId: "${id}", shownId: "${council}" })`)).toBe('InvalidInput');
    expect(await does(`sayNotSame(input: { pairId: "${id}" })`)).toBe('InvalidInput');
  });

  it('sees the other one again when the one that is shown goes', async () => {
    await does(`linkServices(input: { pairId: "${id}", shownId: "${town}" })`);
    await app.kith.db.service.update({ where: { id: town }, data: { removedAt: app.clock.now() } });
    await app.runJob('list linked services');
    expect(await listed()).toContain('From the council.');
  });
});
