import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { addService } from '../../testing/directory.ts';
import { aFolder } from '../../testing/import-sources.ts';
import { importDirectory } from './import/import-directory.ts';
import { refreshServiceSearch } from './search-index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

interface Found {
  services: {
    totalCount: number;
    edges: { node: { name: string; phones: { number: string }[]; locations: { addresses: object[] }[] } }[];
  };
}
const SEARCH = `query ($search: ServiceSearch) { services(search: $search) { totalCount
  edges { node { name phones { number } locations { isSensitive addresses { address1 } } } } } }`;
const find = async (search: object) => (await app.run<Found>(SEARCH, { search })).data?.services;

it('gives the number of a service, never the one of the house that must not be found', async () => {
  const { id, locationIds } = await addService(app, { name: 'Harbour safe house', places: [{ isSensitive: true }] });
  const at = await app.kith.db.serviceAtLocation.findFirstOrThrow({ where: { locationId: locationIds[0] ?? '' } });
  await app.kith.db.phone.create({ data: { id: randomUUID(), number: '01632 960111', serviceAtLocationId: at.id } });
  await app.kith.db.phone.create({ data: { id: randomUUID(), number: '020 7946 0222', serviceId: at.serviceId } });
  const { data } = await app.run<{ service: { phones: object[] } }>(
    'query ($id: ID!) { service(id: $id) { phones { number } } }',
    { id },
  );
  expect(data?.service.phones).toEqual([{ number: '020 7946 0222' }]);
});

it('finds it by what it says about access, not by what it says about the way in', async () => {
  const { locationIds } = await addService(app, { name: 'Orchard safe house', places: [{ isSensitive: true }] });
  await app.kith.db.accessibility.create({
    data: {
      id: randomUUID(),
      locationId: locationIds[0] ?? '',
      description: 'Stairlift',
      details: 'Ring at the gate in Quince Lane',
    },
  });
  await refreshServiceSearch(app.kith.database.pool, 'all');
  expect((await find({ accessibility: ['stairlift'] }))?.totalCount).toBe(1);
  expect((await find({ accessibility: ['quince'] }))?.totalCount).toBe(0);
});

it('hides a house under every record that a source has of it', async () => {
  const organization = { id: 'o1', name: 'Exampleton Women' };
  const at = (id: string, name: string, address_1: string, postal_code: string) => ({
    id: `at-${id}`,
    location: {
      id,
      name,
      latitude: 53.424,
      longitude: -2.319,
      addresses: [{ id, address_1, city: 'Sale', postal_code }],
    },
  });
  const service = (id: string, name: string, place: object) => ({
    id,
    name,
    status: 'active',
    organization,
    service_at_locations: [place],
  });
  const folder = await aFolder({
    'services.json': [
      service('s1', 'Playtime for children', at('l1', 'Playroom', '9 Secret Lane', 'M33 9ZZ')),
      service('s2', "Women's refuge", at('l2', 'House', '9, Secret lane.', 'M339ZZ')),
      service('s3', 'Coffee for everybody', at('l3', 'Hall', '10 Open Lane', 'M33 9ZZ')),
    ],
  });
  await importDirectory(app.kith, { source: folder.path, key: 'houses' });
  await folder.remove();
  const found = await find({ text: 'children' });
  expect(found?.edges.map(({ node }) => node)).toMatchObject([
    { name: 'Playtime for children', locations: [{ isSensitive: true, addresses: [] }] },
  ]);
  expect((await find({ text: 'coffee' }))?.edges[0]?.node.locations[0]?.addresses).toHaveLength(1);
  expect((await find({ near: 'M33 9ZZ', withinKm: 1 }))?.edges.map(({ node }) => node.name)).toEqual([
    'Coffee for everybody',
  ]);
});
