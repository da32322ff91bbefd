import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder, sharedData } from '../../../testing/import-sources.ts';
import { aSource, ask, preview, SAVE, seeRun, step } from '../../../testing/imports.ts';
import { aStaffMember } from '../../../testing/people.ts';
import { importDirectory } from './import-directory.ts';
import { openSourceFiles } from './source-files.ts';
import { mappingOf, suggestTable } from './suggest-mapping.ts';
import { readHeads } from './table-heads.ts';

let app: TestApp;
let steward: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp();
  steward = (await aStaffMember(app, { roles: ['STEWARD'] })).headers;
});
afterAll(() => app.close());

const CSV = [
  'Group Name,Whose,Agency Website,What We Do,Telephone,Venue,Street,Post Code,Opening Hours,Col9',
  'Chess and tea,Exampleton Trust,www.example.org,A quiet game and a cup of tea,01632 960101,Mill Hall,1 Mill Lane,ZZ1 1ZZ,Mon 2 to 4pm,hello@example.org',
  'Walk and talk,Exampleton Trust,www.example.org,A slow walk,01632 960102,Mill Hall,1 Mill Lane,ZZ1 1ZZ,Tue 10am,walks@example.org',
].join('\n');

const SUGGESTED = `query($id: ID!) { importRun(id: $id) { status suggestedMapping { file columns { column target reason examples } } } }`;
interface Suggested {
  importRun: {
    status: string;
    suggestedMapping: {
      file: string;
      columns: { column: string; target: string | null; reason: string; examples: string[] }[];
    }[];
  };
}

it('suggests what foreign columns mean, takes a correction, and remembers it for the next file', async () => {
  const sourceId = await aSource(app, steward, { name: 'Foreign' });
  const unmapped = await preview(app, steward, sourceId, 'groups.csv', CSV);
  const { importRun } = await ask<Suggested>(app, steward, SUGGESTED, { id: unmapped });
  expect(importRun.status).toBe('UNMAPPED');
  const columns = importRun.suggestedMapping[0]?.columns ?? [];
  expect(Object.fromEntries(columns.map(({ column, target }) => [column, target]))).toEqual({
    ...{
      group_name: 'service.name',
      whose: null,
      agency_website: 'organization.url',
      what_we_do: 'service.description',
    },
    ...{ telephone: 'service.phone', venue: 'location.name', street: 'address.address_1' },
    ...{ post_code: 'address.postal_code', opening_hours: 'service.schedule', col9: 'service.email' },
  });
  expect(columns.find(({ column }) => column === 'col9')).toMatchObject({
    ...{ reason: 'It holds e-mail addresses.', examples: ['hello@example.org', 'walks@example.org'] },
  });
  const corrected = columns.flatMap(({ column, target }) =>
    column === 'whose' ? [{ column, target: 'organization.name' }] : target ? [{ column, target }] : [],
  );
  await ask(app, steward, SAVE, {
    input: { sourceId, mapping: [{ file: '*', columns: corrected }], runsUnlessSaid: true },
  });
  const { run } = await step(app, steward, `previewImport(sourceId: "${sourceId}")`);
  expect(await seeRun(app, steward, run?.id ?? '')).toMatchObject({ status: 'READY', added: 4, notUsable: 0 });
  await step(app, steward, `applyImport(importId: "${run?.id}")`);
  const services = await app.kith.db.service.findMany({
    where: { source: { name: 'Foreign' } },
    orderBy: { name: 'asc' },
    include: {
      ...{ phones: true, schedules: true, organization: true },
      serviceAtLocations: { include: { location: { include: { addresses: true } } } },
    },
  });
  expect(services).toMatchObject([
    {
      ...{ name: 'Chess and tea', status: 'ACTIVE', email: 'hello@example.org' },
      organization: { name: 'Exampleton Trust', url: 'https://www.example.org' },
      phones: [{ number: '01632 960101' }],
      schedules: [{ description: 'Mon 2 to 4pm' }],
      serviceAtLocations: [{ location: { name: 'Mill Hall', addresses: [{ postalCode: 'ZZ1 1ZZ' }] } }],
    },
    { name: 'Walk and talk', organizationId: services[0]?.organizationId },
  ]);
  // The next file has another name, and nobody is asked again.
  const next = await preview(
    app,
    steward,
    sourceId,
    'groups-december.csv',
    CSV.replace('A slow walk', 'A slower walk'),
  );
  expect(await seeRun(app, steward, next)).toMatchObject({ status: 'READY', added: 0, changed: 1, removed: 0 });
});

it.each([
  ['a target that there is not', { file: '*', columns: [{ column: 'a', target: 'service.removed_at' }] }],
  ['a target that every object has', { file: '*', columns: [{ column: 'a', target: 'constructor' }] }],
  ['no name', { file: '*', columns: [{ column: 'a', target: 'service.url' }] }],
  [
    'two columns for one thing',
    {
      file: '*',
      columns: [
        { column: 'a', target: 'service.name' },
        { column: 'b', target: 'service.name' },
      ],
    },
  ],
])('does not save %s', async (_name, table) => {
  const { saveImportSource } = await ask<{ saveImportSource: object }>(app, steward, SAVE, {
    input: { name: 'Odd', mapping: [table] },
  });
  expect(saveImportSource).toMatchObject({ __typename: 'InvalidInput' });
});

it('shows the suggestion at the keyboard, and uses what is saved by the name of the source', async () => {
  const folder = await aFolder({ 'drop-ins.csv': CSV });
  const source = path.join(folder.path, 'drop-ins.csv');
  await expect(importDirectory(app.kith, { source })).rejects.toMatchObject({ name: 'UnknownColumns' });
  expect(await importDirectory(app.kith, { source, name: 'foreign' })).toMatchObject({
    ...{ key: 'foreign', format: 'CSV', added: 0, removed: 0 },
  });
  await folder.remove();
});

const florida = sharedData('florida-columns');
it.skipIf(!florida)('suggests for the real foreign columns what somebody mapped by hand', async () => {
  const files = await openSourceFiles(florida ?? '');
  const heads = (await readHeads(files)).filter(({ file }) => !file.includes('mapping'));
  const mapping = mappingOf(heads.map(suggestTable), true);
  const targets = Object.assign({}, ...mapping.tables.map(({ columns }) => columns));
  expect(targets).toMatchObject({
    ...{ service_uuid: 'service.id', service_name: 'service.name', service_alternate_name: 'service.alternate_name' },
    ...{ service_description: 'service.description', service_url: 'service.url', service_email: 'service.email' },
    ...{ service_min_age: 'service.minimum_age', service_max_age: 'service.maximum_age' },
    ...{ organization_uuid: 'organization.id', organization_name: 'organization.name' },
    ...{ organization_alternate_name: 'organization.alternate_name', organization_email: 'organization.email' },
    ...{ organization_description: 'organization.description', organization_url: 'organization.url' },
    ...{ organization_year_incorporated: 'organization.year_incorporated', location_uuid: 'location.id' },
    ...{ organization_legal_status: 'organization.legal_status', location_name: 'location.name' },
    ...{ location_address: 'address.address_1', location_url: 'location.url', phones: 'location.phone' },
  });
  const result = await importDirectory(app.kith, { source: florida ?? '', key: 'florida', mapping });
  expect(result).toMatchObject({ organizations: { added: 20 }, services: { added: 135 } });
  expect(result.locations.added).toBeGreaterThan(300);
});
