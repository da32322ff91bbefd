import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder, aZip } from '../../../testing/import-sources.ts';
import { aSource, ask, preview, SAVE, seeRun, step } from '../../../testing/imports.ts';
import { aStaffMember } from '../../../testing/people.ts';
import { importDirectory } from './import-directory.ts';
import { readIntoStage } from './read-into-stage.ts';
import { ReportBook } from './report.ts';
import { Stage } from './stage.ts';

let app: TestApp;
let steward: Record<string, string>;
let server: Server;
let asked = 0;
beforeAll(async () => {
  app = await createTestApp();
  steward = (await aStaffMember(app, { roles: ['STEWARD'] })).headers;
  server = createServer((_request, response) => {
    asked++;
    response.end('{"contents":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await app.close();
});

it.each(['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.0.0.1', '017700000001', '[::ffff:127.0.0.1]', '127.1'])(
  'never reaches this machine as %s, however often its schedule says so',
  async (host) => {
    const { port } = server.address() as AddressInfo;
    const sourceId = await aSource(app, steward, { name: host, address: `http://${host}:${port}/x`, everyHours: 1 });
    await app.runJob('import directories');
    const { importSource } = await ask<{ importSource: { lastRun: { status: string; problem: string } } }>(
      app,
      steward,
      `{ importSource(id: "${sourceId}") { lastRun { status problem } } }`,
    );
    expect(importSource.lastRun).toMatchObject({ status: 'FAILED' });
    expect(importSource.lastRun.problem).toContain('private network');
    await ask(app, steward, SAVE, { input: { sourceId, everyHours: 0 } });
    expect(asked).toBe(0);
  },
);

it.each([
  'file:///etc/passwd',
  'ftp://example.org/a',
  'javascript:alert(1)',
  'http://me:secret@example.org/',
  'example',
  'http://',
])('does not save the address %s', async (address) => {
  const { saveImportSource } = await ask<{ saveImportSource: object }>(app, steward, SAVE, {
    input: { name: 'x', address },
  });
  expect(saveImportSource).toMatchObject({ __typename: 'InvalidInput' });
});

it.each([
  ['a zip bomb', aZip({ 'services.csv': 'a'.repeat(20_000_000) }), 'zip bomb'],
  ['a zip with a name that leads out of it', aZip({ '../services.csv': 'id,name\n' }), 'leads out of the zip'],
  ['half a zip', aZip({ 'services.csv': 'id,name\n1,2\n' }).subarray(0, 60), 'not a whole zip'],
])('refuses %s that somebody brings, and says why', async (_name, content, why) => {
  const sourceId = await aSource(app, steward, { name: 'Zip' });
  const id = await preview(app, steward, sourceId, 'directory.zip', content);
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'FAILED', problem: expect.stringContaining(why) });
});

it('refuses more rows than a directory has, before they fill the disk', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `${index},o1,Group ${index},active`);
  const folder = await aFolder({
    'services.csv': `id,organization_id,name,status\n${rows.join('\n')}`,
    'organizations.csv': 'id,name\no1,Trust\n',
  });
  const report = new ReportBook();
  const stage = new Stage(report);
  await expect(
    readIntoStage({
      source: folder.path,
      sourceName: 'many',
      format: 'auto',
      mayReachPrivate: false,
      key: 'many',
      stage,
      report,
      onProgress: () => undefined,
      limits: { rows: 1_000 },
    }),
  ).rejects.toMatchObject({ kind: 'TOO_BIG' });
  stage.close();
  await folder.remove();
});

const EVIL = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
];
it('lets no markup and no program through in any column of any CSV', async () => {
  const targets = await ask<{ columnTargets: { target: string }[] }>(app, steward, '{ columnTargets { target } }');
  const columns = targets.columnTargets.map(({ target }) => target).filter((target) => !target.endsWith('.id'));
  const cells = columns.map(
    (target, index) => `"${target.endsWith('.name') ? 'Tea ' : ''}${EVIL[index % EVIL.length]}"`,
  );
  const mapping = [{ file: '*', columns: columns.map((target) => ({ column: target.replace('.', '_'), target })) }];
  const sourceId = await aSource(app, steward, { name: 'Evil', mapping });
  const csv = `${columns.map((target) => target.replace('.', '_')).join(',')}\n${cells.join(',')}\n`;
  const id = await preview(app, steward, sourceId, 'evil.csv', csv);
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'READY' });
  await step(app, steward, `applyImport(importId: "${id}")`);
  for (const table of [
    'service',
    'organization',
    'location',
    'phone',
    'address',
    'schedule',
    'accessibility',
    'import_row',
  ]) {
    const { rows } = await app.kith.database.pool.query(`SELECT to_jsonb(t)::text AS text FROM ${table} t`);
    for (const { text } of rows) expect(text).not.toMatch(/<script|<img|onerror/i);
  }
  const links = await app.kith.db.service.findMany({
    where: { source: { name: 'Evil' } },
    select: { url: true, email: true },
  });
  expect(links).toEqual([{ url: null, email: null }]);
});

it('reads tables of different encodings side by side, and tells which was which', async () => {
  const zip = aZip({
    'organizations.csv': 'id,name\n1,Café Exampleton\n',
    'services.csv': 'id,organization_id,name,status\n2,1,Th\u00e9 dansant,active\n',
  });
  const sourceId = await aSource(app, steward, { name: 'Encodings' });
  const id = await preview(app, steward, sourceId, 'a.zip', zip);
  expect(await seeRun(app, steward, id, 'ADDED')).toMatchObject({
    rows: { edges: [{ node: { title: 'Café Exampleton' } }, { node: { title: 'Thé dansant' } }] },
  });
});

it('keeps ids with characters that no database takes out of it', async () => {
  const folder = await aFolder({
    'services.json': [
      { id: 's\u0000\ud800', name: 'Tea', status: 'active', organization: { id: 'o\u0000', name: 'Trust' } },
    ],
  });
  const result = await importDirectory(app.kith, { source: path.join(folder.path, 'services.json'), key: 'nul' });
  expect(result.services.added).toBe(1);
  await folder.remove();
});
