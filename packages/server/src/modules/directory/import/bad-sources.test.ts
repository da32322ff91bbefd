import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder, aZip } from '../../../testing/import-sources.ts';
import { fetchDirectory, isPrivateAddress } from './fetch-directory.ts';
import { importDirectory } from './import-directory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const load = (source: string) => importDirectory(app.kith, { source });
const TABLES = {
  'organizations.csv': 'id,name\n1,Exampleton Advice\n',
  'services.csv': 'id,organization_id,name,status\n2,1,Advice,active\n',
};

async function aZipFile(content: Buffer): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await aFolder({});
  await writeFile(path.join(folder.path, 'directory.zip'), content);
  return { path: path.join(folder.path, 'directory.zip'), remove: folder.remove };
}

it('reads tables out of a zip, also when they lie in a folder in it', async () => {
  const zip = await aZipFile(
    aZip(Object.fromEntries(Object.entries(TABLES).map(([name, text]) => [`export/${name}`, text]))),
  );
  expect(await load(zip.path)).toMatchObject({ format: 'HSDS_CSV', services: { added: 1 } });
  await zip.remove();
});

it.each([
  ['half a zip', () => aZip(TABLES).subarray(0, 120), 'BROKEN_ZIP'],
  [
    'a zip that was cut in its data',
    () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]),
    'BROKEN_ZIP',
  ],
  ['a zip bomb', () => aZip({ ...TABLES, 'phones.csv': 'a'.repeat(20_000_000) }), 'UNSAFE_ZIP'],
  ['a zip with a name that leads out of it', () => aZip({ ...TABLES, '../services.csv': 'id\n' }), 'UNSAFE_ZIP'],
  ['a zip with an absolute name', () => aZip({ ...TABLES, '/tmp/services.csv': 'id\n' }), 'UNSAFE_ZIP'],
  [
    'a zip with six thousand files',
    () => aZip(Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`${n}.csv`, '']))),
    'UNSAFE_ZIP',
  ],
])('refuses %s', async (_name, make, kind) => {
  const zip = await aZipFile(make());
  await expect(load(zip.path)).rejects.toMatchObject({ name: 'ImportRefused', kind });
  await zip.remove();
});

it.each([
  ['a folder with other things in it', { 'notes.txt': 'hello', 'prices.csv': 'a,b\n1,2\n' }, 'NOT_A_DIRECTORY'],
  ['an empty folder', {}, 'NOT_A_DIRECTORY'],
  ['JSON that is something else', { 'weather.json': { rain: true, days: [1, 2] } }, 'NOT_A_DIRECTORY'],
  ['a page without services', { 'page.json': { contents: [] } }, 'NOT_A_DIRECTORY'],
  ['half a JSON file', { 'page.json': '{"contents":[{"id":"1","name":"A","status":"active"' }, 'BROKEN_FILE'],
  ['a CSV file with an open quote', { ...TABLES, 'phones.csv': 'id,number\n1,"01632' }, 'BROKEN_FILE'],
  [
    'tables of which no row can be used',
    { 'organizations.csv': 'id,name\n1,\n', 'services.csv': 'id,name,organization_id\n1,A,1\n' },
    'NOT_A_DIRECTORY',
  ],
])('refuses %s in one sentence', async (_name, files, kind) => {
  const folder = await aFolder(files);
  await expect(load(folder.path)).rejects.toMatchObject({ name: 'ImportRefused', kind });
  await folder.remove();
});

it('refuses what is not there', async () => {
  await expect(load('/nowhere/at-all')).rejects.toMatchObject({ kind: 'NOT_FOUND' });
});

it('reads a data package whose tables lie beside its description', async () => {
  const folder = await aFolder({ 'datapackage.json': { name: 'hsds', resources: [] } });
  await mkdir(path.join(folder.path, 'data'));
  for (const [name, text] of Object.entries(TABLES)) await writeFile(path.join(folder.path, 'data', name), text);
  expect(await importDirectory(app.kith, { source: folder.path, key: 'package' })).toMatchObject({
    format: 'HSDS_CSV',
    services: { added: 1 },
  });
  await folder.remove();
});

it('takes a contact once that a service and its place both tell', async () => {
  const contact = { id: 'c1', title: 'Front desk', phones: [{ id: 'p1', number: '01632 960123' }] };
  const service = {
    id: 's1',
    name: 'Walking group',
    status: 'active',
    organization: { id: 'o1', name: 'Exampleton Walks' },
    contacts: [contact],
    service_at_locations: [{ id: 'l1', location: { id: 'hall', name: 'Hall' }, contacts: [contact] }],
  };
  const folder = await aFolder({ 'services.json': [service] });
  await importDirectory(app.kith, { source: folder.path, key: 'twice' });
  const known = { where: { service: { source: { key: 'twice' } } }, select: { title: true, phones: true } };
  expect(await app.kith.db.contact.findMany(known)).toMatchObject([
    { title: 'Front desk', phones: [{ number: '01632 960123' }] },
  ]);
  await folder.remove();
});

it('takes a place in a folder of JSON for no service, and a term for a term', async () => {
  const folder = await aFolder({
    'services.json': [{ id: 's1', name: 'Walk', status: 'active', organization: { id: 'o1', name: 'Exampleton' } }],
    'locations.json': { contents: [{ id: 'l1', name: 'Hall', location_type: 'physical', schedules: [] }] },
    'terms.json': { contents: [{ id: 't1', name: 'Food', description: 'Food', taxonomy: 'Needs' }] },
  });
  const result = await importDirectory(app.kith, { source: folder.path, key: 'mixed' });
  expect(result.services.added).toBe(1);
  expect(result.reasons.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
    { file: 'locations.json#contents/0', entity: 'record', reason: 'It is neither a service nor an organization.' },
  ]);
  await folder.remove();
});

it('reads a table that is not UTF-8', async () => {
  const folder = await aFolder(TABLES);
  await writeFile(
    path.join(folder.path, 'organizations.csv'),
    Buffer.from('id,name\n1,Caf\u00e9 Exampleton\n', 'latin1'),
  );
  const result = await importDirectory(app.kith, { source: folder.path, key: 'latin' });
  expect(result.reasons).toContainEqual(expect.objectContaining({ reason: expect.stringContaining('not UTF-8') }));
  expect(await app.kith.db.organization.count({ where: { name: 'Café Exampleton' } })).toBe(1);
  await folder.remove();
});

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '100.64.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'not an address',
])('counts %s as private', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(['93.184.215.14', '2606:2800:21f:cb07::1'])('counts %s as public', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

it.each([
  'http://127.0.0.1:9/',
  'http://localhost:9/',
  'http://[::1]:9/',
  'http://2130706433:9/',
  'http://0x7f.1:9/',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'ftp://example.org/x',
  'http://user:pw@example.org/',
])('does not reach %s for somebody from outside', async (address) => {
  await expect(fetchDirectory(address, { mayReachPrivate: false })).rejects.toMatchObject({
    kind: 'FORBIDDEN_ADDRESS',
  });
});

it('keeps its own sources out of reports', async () => {
  const result = await importDirectory(app.kith, {
    source: fileURLToPath(new URL('./fixtures/ohana', import.meta.url)),
    key: 'origin',
  });
  const source = await app.kith.db.directorySource.findUnique({ where: { key: 'origin' } });
  expect(source?.origin).toBe('ohana');
  expect(JSON.stringify(result.reasons)).not.toContain('/');
});
