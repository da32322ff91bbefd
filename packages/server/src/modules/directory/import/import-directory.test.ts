import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder } from '../../../testing/import-sources.ts';
import { importDirectory } from './import-directory.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
let app: TestApp;
let keys = 0;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** Each test has a source of its own, so that they share one database without meeting. */
const aKey = () => `source-${++keys}`;
const load = (source: string, key: string, more: object = {}) => importDirectory(app.kith, { source, key, ...more });
const servicesOf = (key: string) =>
  app.kith.db.service.findMany({
    where: { source: { key } },
    orderBy: { name: 'asc' },
    include: {
      organization: true,
      contacts: true,
      phones: true,
      schedules: true,
      languages: true,
      costOptions: true,
      attributes: true,
      serviceAtLocations: { include: { location: { include: { addresses: true } } } },
    },
  });

async function page(change: (services: Record<string, unknown>[]) => Record<string, unknown>[]) {
  const text = await readFile(fixture('oruk/services-page-1.json'), 'utf8');
  return { 'services.json': change((JSON.parse(text) as { contents: Record<string, unknown>[] }).contents) };
}

it('reads Open Referral UK pages with everything that hangs on a service', async () => {
  const key = aKey();
  const result = await load(fixture('oruk'), key, { name: 'Exampleton', licence: 'CC0' });
  expect(result).toMatchObject({
    format: 'HSDS_JSON',
    organizations: { added: 2 },
    services: { added: 3 },
    locations: { added: 2 },
  });
  const walk = (await servicesOf(key)).find((service) => service.name === 'Tuesday Walk and Talk');
  expect(walk).toMatchObject({
    hsdsId: '5a1f3c1e-0001-4c55-9d1a-000000000001',
    recordId: '5a1f3c1e-0001-4c55-9d1a-000000000001',
    url: 'https://www.example.org/walk',
    status: 'ACTIVE',
    isFree: true,
    minimumAge: 18,
    areas: expect.arrayContaining(['LEISURE', 'HEALTH']),
    provisionTypes: ['PEER_DELIVERED'],
    organization: { name: 'Canalside Together', url: null, isRunByPeers: true },
    schedules: [{ byday: 'TU', freq: 'WEEKLY', opensAt: '10:30', closesAt: '12:00' }],
    languages: [{ name: 'Welsh', code: 'cy' }],
    serviceAtLocations: [{ location: { name: 'Lock House', addresses: [{ postalCode: 'ZZ1 1ZZ', country: 'GB' }] } }],
  });
  expect(walk?.description).toBe(
    "Walk by the canal with people who've been there.\n\n- Peer support\n- No fitness needed",
  );
  expect(result.reasons).toContainEqual(
    expect.objectContaining({ outcome: 'repaired', reason: expect.stringContaining('could run a program') }),
  );
});

it('keeps what a desk is called and how to ring it, and no name of a person anywhere', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const walk = (await servicesOf(key)).find((service) => service.name === 'Tuesday Walk and Talk');
  expect(walk?.contacts).toMatchObject([{ title: 'Walk leader', email: null }]);
  const tables = await app.kith.database.pool.query(
    `SELECT jsonb_agg(to_jsonb(c))::text || (SELECT jsonb_agg(to_jsonb(a))::text FROM address a)
       || (SELECT jsonb_agg(to_jsonb(s))::text FROM service s) || (SELECT jsonb_agg(report)::text FROM directory_import) AS everything FROM contact c`,
  );
  expect(tables.rows[0].everything).not.toMatch(/marigold/i);
  const phones = await app.kith.db.phone.findMany({ where: { contactId: walk?.contacts[0]?.id ?? '' } });
  expect(phones).toMatchObject([{ number: '01632 960101' }]);
});

it('hides a service whose status is missing, and never calls it active', async () => {
  const key = aKey();
  const result = await load(fixture('oruk'), key);
  const cafe = (await servicesOf(key)).find((service) => service.name === 'Café for everybody');
  expect(cafe).toMatchObject({ status: 'UNVERIFIED', description: 'First line\nSecond line' });
  expect(result.unsure).toBe(1);
});

it('lets a source that knows Kith say itself what a service is', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const cafe = (await servicesOf(key)).find((service) => service.name === 'Café for everybody');
  expect(cafe).toMatchObject({
    summary: 'Sit down, somebody says hello.',
    firstVisit: 'Ask for the kettle table.',
    areas: ['RELATIONSHIPS'],
    provisionTypes: ['SELF_HELP_GROUP'],
  });
});

it('marks the place of a refuge as one that must not be found, and drops an impossible position', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const places = await app.kith.db.location.findMany({ where: { source: { key } }, orderBy: { name: 'asc' } });
  expect(places).toMatchObject([
    { name: 'Harbour House', isSensitive: true, latitude: null },
    { name: 'Lock House', isSensitive: false, latitude: 53.46 },
  ]);
});

it('changes nothing when the same source is imported again', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const before = await servicesOf(key);
  app.clock.advance(60_000);
  const again = await load(fixture('oruk'), key);
  expect(again).toMatchObject({ added: 0, changed: 0, removed: 0, services: { unchanged: 3 } });
  expect(await servicesOf(key)).toEqual(before);
});

it('shows in a preview what would happen and changes nothing', async () => {
  const key = aKey();
  const first = await load(fixture('oruk'), key, { isPreview: true });
  expect(first).toMatchObject({ isPreview: true, services: { added: 3 } });
  expect(await app.kith.db.directorySource.count({ where: { key } })).toBe(0);
  await load(fixture('oruk'), key);
  const before = await servicesOf(key);
  const source = await aFolder(await page((services) => [{ ...services[0], name: 'Wednesday Walk' }]));
  const preview = await load(source.path, key, { isPreview: true });
  expect(preview).toMatchObject({ services: { added: 0, changed: 1, removed: 2 } });
  expect(preview.reasons).toContainEqual(
    expect.objectContaining({
      outcome: 'changed',
      entity: 'service',
      reason: expect.stringMatching(/^Name: .* is now/),
    }),
  );
  expect(preview.reasons).toContainEqual(expect.objectContaining({ outcome: 'removed', title: 'Café for everybody' }));
  expect(await servicesOf(key)).toEqual(before);
  await source.remove();
});

it('keeps a service that is gone from its source, hidden, and shows it again when it comes back', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const source = await aFolder(await page((services) => services.slice(0, 1)));
  expect(await load(source.path, key)).toMatchObject({ services: { removed: 2, unchanged: 1 } });
  const removed = (await servicesOf(key)).filter((service) => service.removedAt !== null);
  expect(removed.map((service) => service.name)).toEqual(['Café for everybody', 'Harbour House']);
  const back = await load(fixture('oruk'), key);
  expect(back).toMatchObject({ services: { changed: 2, removed: 0 } });
  expect(back.reasons).toContainEqual(expect.objectContaining({ reason: 'It is back in the source.' }));
  expect((await servicesOf(key)).every((service) => service.removedAt === null)).toBe(true);
  await source.remove();
});

it('never touches what came from another source', async () => {
  const [one, other] = [aKey(), aKey()];
  await load(fixture('oruk'), one);
  const before = await servicesOf(one);
  await load(fixture('hsds20'), other);
  expect(await servicesOf(one)).toEqual(before);
});

it('lets a steward’s correction win at every later import', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const walk = (await servicesOf(key)).find((service) => service.name === 'Tuesday Walk and Talk');
  const corrections = {
    areas: ['RELATIONSHIPS'],
    provisionTypes: ['SELF_HELP_GROUP'],
    status: 'INACTIVE',
    isSensitive: true,
  };
  for (const [field, value] of Object.entries(corrections))
    await app.kith.db.serviceCorrection.create({ data: { serviceId: walk?.id ?? '', field, value } });
  const source = await aFolder(
    await page((services) => services.map((service) => ({ ...service, alert: 'New meeting point' }))),
  );
  await load(source.path, key);
  const corrected = (await servicesOf(key)).find((service) => service.name === 'Tuesday Walk and Talk');
  expect(corrected).toMatchObject({
    alert: 'New meeting point',
    areas: ['RELATIONSHIPS'],
    provisionTypes: ['SELF_HELP_GROUP'],
    status: 'INACTIVE',
    serviceAtLocations: [{ location: { isSensitive: true } }],
  });
  await source.remove();
});

it('reads HSDS 2.0 tables without a datapackage, and lists bad rows by file and line', async () => {
  const key = aKey();
  const result = await load(fixture('hsds20'), key);
  expect(result).toMatchObject({ format: 'HSDS_CSV', organizations: { added: 1 }, services: { added: 2 } });
  const refused = result.reasons.filter((reason) => reason.outcome === 'refused');
  expect(refused).toMatchObject([
    { file: 'services.csv', line: 4, recordId: '201', reason: 'It does not say which organization runs it.' },
    { file: 'services.csv', line: 5, recordId: '202', reason: 'Its organization "999" is not in the source.' },
    { file: 'phones.csv', line: 3 },
  ]);
  const [debt, evening] = await servicesOf(key);
  expect(debt).toMatchObject({
    name: 'Debt advice',
    url: null,
    isFree: true,
    description: 'Help with debt\nand benefits',
    phones: [{ number: '01632 960102' }],
    schedules: [{ byday: 'MO,TU', opensAt: '08:30', closesAt: '17:30', validFrom: null }],
    serviceAtLocations: [{ location: { addresses: [{ country: 'GB', attention: null }] } }],
  });
  expect(debt?.areas).toContain('MONEY');
  expect(evening).toMatchObject({
    status: 'TEMPORARILY_CLOSED',
    isFree: false,
    schedules: [{ byday: 'WE', validFrom: null }],
  });
  const reasons = result.reasons.map((reason) => reason.reason).join('\n');
  expect(reasons).toContain('is not a day of the calendar');
  expect(reasons).toContain('it holds a time of day');
  expect(reasons).toContain('what hangs over was left out');
});

it('reads HSDS 1.1 tables with their old names', async () => {
  const key = aKey();
  const result = await load(fixture('hsds11'), key);
  expect(result).toMatchObject({ format: 'HSDS_CSV', services: { added: 1 }, refused: 0 });
  expect((await servicesOf(key))[0]).toMatchObject({
    eligibility: 'Anybody who likes stories',
    schedules: [{ byday: 'TH', opensAt: '18:00' }],
    attributes: [{ linkType: null }],
    areas: expect.arrayContaining(['EDUCATION']),
  });
});

it('reads Ohana tables, in which a service finds its organization through its place', async () => {
  const key = aKey();
  const result = await load(fixture('ohana'), key);
  expect(result).toMatchObject({ format: 'OHANA_CSV', services: { added: 1 }, locations: { added: 1 } });
  expect(result.reasons).toContainEqual(
    expect.objectContaining({
      file: 'services.csv',
      line: 3,
      outcome: 'refused',
      reason: 'It does not say which organization runs it.',
    }),
  );
  const [lunch] = await servicesOf(key);
  expect(lunch).toMatchObject({
    name: 'Hot lunch',
    keywords: ['food', 'company'],
    eligibility: 'Adults\nOver 18',
    contacts: [],
    phones: [{ number: '01632 960104' }],
    schedules: [{ byday: 'MO' }],
    organization: { name: 'Exampleton Kitchen' },
  });
});

it('writes down each import with its reasons, and tells the rest of Kith', async () => {
  const key = aKey();
  const told: string[] = [];
  const stop = app.kith.signals.subscribe('directory', (signal) => told.push(signal.id));
  await load(fixture('hsds20'), key);
  stop();
  const written = await app.kith.db.directoryImport.findFirst({ where: { source: { key } } });
  expect(written).toMatchObject({ added: 4, changed: 0, removed: 0, refused: 3 });
  expect(written?.report).toContainEqual(
    expect.objectContaining({ file: 'services.csv', line: 4, outcome: 'refused' }),
  );
  expect(told).toEqual([key]);
});

it('lets two imports of one source at once wait for each other', async () => {
  const key = aKey();
  const results = await Promise.all([load(fixture('oruk'), key), load(fixture('oruk'), key)]);
  expect(results.map((result) => result.services.added).sort()).toEqual([0, 3]);
  expect(await servicesOf(key)).toHaveLength(3);
});

it('leaves everything as it was when it breaks in the middle', async () => {
  const key = aKey();
  await load(fixture('oruk'), key);
  const before = await servicesOf(key);
  const source = await aFolder(await page((services) => services.map((service) => ({ ...service, name: 'Changed' }))));
  const breaking = load(source.path, key, {
    onProgress: ({ phase }: { phase: string }) => {
      if (phase === 'writing') throw new Error('The power went out.');
    },
  });
  await expect(breaking).rejects.toThrow('The power went out.');
  expect(await servicesOf(key)).toEqual(before);
  await source.remove();
});

it('does not take a second folder of the same name for the first one', async () => {
  const key = aKey();
  const many = (prefix: string) =>
    Array.from({ length: 12 }, (_, index) => ({
      id: `${prefix}${index}`,
      name: `Club ${index}`,
      status: 'active',
      organization: { id: `${prefix}o`, name: 'Clubs' },
    }));
  const one = await aFolder({ 'a.json': many('a') });
  const other = await aFolder({ 'a.json': many('b') });
  await load(one.path, key);
  await expect(load(other.path, key)).rejects.toMatchObject({ name: 'ImportRefused', kind: 'ANOTHER_DIRECTORY' });
  expect(await servicesOf(key)).toHaveLength(12);
  await Promise.all([one.remove(), other.remove()]);
});
