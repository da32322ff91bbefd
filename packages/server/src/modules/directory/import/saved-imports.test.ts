import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aSource, ask, bring, preview, seeRun, step } from '../../../testing/imports.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
let steward: Record<string, string>;
let sourceId: string;
let sources = 0;

beforeAll(async () => {
  app = await createTestApp();
  steward = (await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Bright' })).headers;
});
afterAll(() => app.close());
beforeEach(async () => {
  sourceId = await aSource(app, steward, { name: `Exampleton ${++sources}` });
});

const service = (id: string, name: string, more: object = {}) => ({
  ...{ id, name, status: 'active', description: `${name} for everybody.` },
  organization: { id: 'o1', name: 'Exampleton Trust' },
  phones: [{ id: `p${id}`, number: '01632 960101' }],
  ...more,
});
const file = (...services: object[]) => JSON.stringify({ contents: services });
const first = file(service('a', 'Chess group'), service('b', 'Debt advice'), service('c', 'Walk'));
const second = file(
  service('a', 'Chess and tea', { phones: [{ id: 'pa', number: '01632 960202' }] }),
  service('b', 'Debt advice'),
  service('d', 'Choir', { status: 'who knows' }),
);

/** The directory as everybody sees it: records of this source that are not hidden, without times. */
async function shown(): Promise<unknown> {
  const { rows } = await app.kith.database.pool.query(
    `SELECT jsonb_agg(to_jsonb(s) - 'last_modified_at' - 'fetched_at' || jsonb_build_object(
       'phones', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM phone p WHERE p.service_id = s.id),
       'found', (SELECT count(*) FROM service_search x WHERE x.service_id = s.id)) ORDER BY s.id) AS all
     FROM service s WHERE s.source_id = $1 AND s.removed_at IS NULL`,
    [sourceIdRaw()],
  );
  return rows[0]?.all;
}
const sourceIdRaw = () => Buffer.from(sourceId, 'base64').toString().replace(/^.*:/, '');
const apply = (id: string) => step(app, steward, `applyImport(importId: "${id}")`);

async function applied(content: string): Promise<string> {
  const id = await preview(app, steward, sourceId, 'services.json', content);
  expect(await apply(id)).toMatchObject({ __typename: 'ImportStepPayload' });
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'APPLIED' });
  return id;
}

it('shows what would happen, record by record with before and after, and changes nothing', async () => {
  await applied(first);
  const before = await shown();
  const id = await preview(app, steward, sourceId, 'services.json', second);
  expect(await seeRun(app, steward, id)).toMatchObject({
    ...{ status: 'READY', added: 1, changed: 1, removed: 1, unsure: 1, startedBy: 'Tom Bright', undoUntil: null },
    rows: {
      totalCount: 1,
      edges: [
        {
          node: {
            title: 'Chess and tea',
            fields: [
              { label: 'Name', before: ['Chess group'], after: ['Chess and tea'] },
              { label: 'Description', before: ['Chess group for everybody.'], after: ['Chess and tea for everybody.'] },
              { label: 'Telephone', before: ['01632 960101'], after: ['01632 960202'] },
            ],
          },
        },
      ],
    },
  });
  const titles = async (tab: string) =>
    (await seeRun(app, steward, id, tab)).rows.edges.map(({ node }) => `${node.title}: ${node.reasons.join(' ')}`);
  expect(await titles('REMOVED')).toEqual(['Walk: ']);
  expect(await titles('UNSURE')).toEqual([expect.stringContaining('Choir: status: "who knows" is not known')]);
  expect(await shown()).toEqual(before);
});

it('writes exactly what was previewed, hides what is gone and keeps it', async () => {
  await applied(first);
  await applied(second);
  const names = (
    await app.kith.db.service.findMany({ where: { sourceId: sourceIdRaw() }, orderBy: { name: 'asc' } })
  ).map(({ name, removedAt }) => `${name}${removedAt ? ' (hidden)' : ''}`);
  expect(names).toEqual(['Chess and tea', 'Choir', 'Debt advice', 'Walk (hidden)']);
});

it('takes an import back as a whole: the directory is as it was before', async () => {
  await applied(first);
  const before = await shown();
  const id = await applied(second);
  expect(await shown()).not.toEqual(before);
  expect(await seeRun(app, steward, id)).toMatchObject({
    undoUntil: '2026-12-23T09:00:00.000Z',
    appliedBy: 'Tom Bright',
  });
  await step(app, steward, `undoImport(importId: "${id}")`);
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'UNDONE', undoneBy: 'Tom Bright', undoUntil: null });
  expect(await shown()).toEqual(before);
  const choir = await app.kith.db.service.findFirst({ where: { sourceId: sourceIdRaw(), name: 'Choir' } });
  expect(choir?.removedAt).not.toBeNull();
});

describe('when somebody changed a record after the import', () => {
  const change = async () => {
    const chess = await app.kith.db.service.findFirstOrThrow({ where: { sourceId: sourceIdRaw(), recordId: 'a' } });
    await app.kith.db.service.update({ where: { id: chess.id }, data: { firstVisit: 'Ask for Pat.' } });
  };

  it('asks the steward, who keeps it', async () => {
    await applied(first);
    const id = await applied(second);
    await change();
    expect(await step(app, steward, `undoImport(importId: "${id}")`)).toMatchObject({
      __typename: 'ImportRowsChanged',
    });
    expect(await seeRun(app, steward, id, 'CHANGED_SINCE')).toMatchObject({
      ...{ status: 'APPLIED', changedSince: 1 },
      rows: { totalCount: 1, edges: [{ node: { title: 'Chess and tea' } }] },
    });
    await step(app, steward, `undoImport(importId: "${id}", undoesChanges: false)`);
    const names = (
      await app.kith.db.service.findMany({
        where: { sourceId: sourceIdRaw(), removedAt: null },
        orderBy: { name: 'asc' },
      })
    ).map(({ name, firstVisit }) => `${name} ${firstVisit ?? ''}`.trim());
    expect(names).toEqual(['Chess and tea Ask for Pat.', 'Debt advice', 'Walk']);
  });

  it('puts it back as well, when the steward says so', async () => {
    await applied(first);
    const before = await shown();
    const id = await applied(second);
    await change();
    await step(app, steward, `undoImport(importId: "${id}", undoesChanges: true)`);
    expect(await shown()).toEqual(before);
  });

  it('does not write a preview over it', async () => {
    await applied(first);
    const id = await preview(app, steward, sourceId, 'services.json', second);
    await change();
    await apply(id);
    expect(await seeRun(app, steward, id)).toMatchObject({
      status: 'FAILED',
      problem: expect.stringContaining('"Chess and tea" changed in the directory after this was read'),
    });
  });
});

it('writes a preview although a steward corrected a record meanwhile: the correction wins anyway', async () => {
  await applied(first);
  const id = await preview(app, steward, sourceId, 'services.json', second);
  const { id: serviceId } = await app.kith.db.service.findFirstOrThrow({
    where: { sourceId: sourceIdRaw(), recordId: 'a' },
  });
  await ask(
    app,
    steward,
    `mutation { correctService(input: { serviceId: "${serviceId}", areas: [MONEY] }) { __typename } }`,
  );
  await apply(id);
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'APPLIED' });
  expect(await app.kith.db.service.findUnique({ where: { id: serviceId } })).toMatchObject({
    name: 'Chess and tea',
    areas: ['MONEY'],
  });
});

it('refuses to apply twice, to undo what is not applied, and to undo after 30 days', async () => {
  await applied(first);
  const id = await applied(second);
  expect(await apply(id)).toMatchObject({ __typename: 'ImportNotPossible' });
  const ready = await preview(app, steward, sourceId, 'services.json', first);
  expect(await step(app, steward, `undoImport(importId: "${ready}")`)).toMatchObject({
    __typename: 'ImportNotPossible',
  });
  await step(app, steward, `discardImport(importId: "${ready}")`);
  const was = app.clock.now().getTime();
  app.clock.advance(30 * 24 * 60 * 60_000 + 1);
  // A session does not last that long.
  steward = (await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Bright' })).headers;
  expect(await step(app, steward, `undoImport(importId: "${id}")`)).toMatchObject({ __typename: 'ImportNotPossible' });
  expect(await app.kith.db.importRow.count({ where: { import: { sourceId: sourceIdRaw() } } })).toBe(0);
  app.clock.advance(was - app.clock.now().getTime());
  steward = (await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Bright' })).headers;
});

it('goes on with what a process that died left behind', async () => {
  await applied(first);
  const id = await preview(app, steward, sourceId, 'services.json', second);
  const run = { id: Buffer.from(id, 'base64').toString().replace(/^.*:/, '') };
  // A node said yes to it, or was reading it, and was gone.
  await app.kith.db.directoryImport.update({ where: run, data: { status: 'READING', claim: run.id } });
  await app.runJob('import directories');
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'READY', changed: 1 });
  await app.kith.db.directoryImport.update({ where: run, data: { status: 'APPLYING' } });
  await app.runJob('import directories');
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'APPLIED' });
  await app.kith.db.directoryImport.update({ where: run, data: { status: 'UNDOING' } });
  await app.runJob('import directories');
  expect(await seeRun(app, steward, id)).toMatchObject({ status: 'UNDONE' });
});

it('gives up what ended a process three times, and what was there stays', async () => {
  await applied(first);
  const before = await shown();
  const id = await preview(app, steward, sourceId, 'services.json', second);
  const run = { id: Buffer.from(id, 'base64').toString().replace(/^.*:/, '') };
  await app.kith.db.directoryImport.update({ where: run, data: { status: 'READING', begun: 3 } });
  await app.runJob('import directories');
  expect(await seeRun(app, steward, id)).toMatchObject({
    status: 'FAILED',
    problem: expect.stringContaining('does not begin again by itself'),
  });
  expect(await shown()).toEqual(before);
  // Somebody may try again, from the beginning.
  const { run: again } = await step(app, steward, `previewImport(sourceId: "${sourceId}")`);
  expect(await seeRun(app, steward, again?.id ?? '')).toMatchObject({ status: 'READY' });
});

it('takes a file in parts, and reads it again without bringing it again', async () => {
  const response = await bring(app, steward, sourceId, '../../services.json', first, 100);
  expect(response.status).toBe(200);
  for (let round = 0; round < 2; round++) {
    const { run } = await step(app, steward, `previewImport(sourceId: "${sourceId}")`);
    expect(await seeRun(app, steward, run?.id ?? '')).toMatchObject({ status: 'READY', added: 4 });
  }
  const { importSource } = await ask<{ importSource: object }>(
    app,
    steward,
    `{ importSource(id: "${sourceId}") { origin lastRun { status } runs(first: 5) { edges { node { status } } } } }`,
  );
  expect(importSource).toEqual({
    ...{ origin: 'services.json', lastRun: { status: 'READY' } },
    runs: { edges: [{ node: { status: 'READY' } }, { node: { status: 'DISCARDED' } }] },
  });
});

it.each([
  ['a program', 'setup.exe', 'MZ', 400],
  ['nothing', 'services.json', '', 400],
  ['a part of more than 1 MB', 'services.json', 'x'.repeat(1024 ** 2 + 1), 413],
])('does not take %s', async (_name, name, content, status) => {
  expect((await bring(app, steward, sourceId, name, content, 2 * 1024 ** 2)).status).toBe(status);
});

it('takes files from nobody but stewards and administrators, and from no other page', async () => {
  const { headers: advocate } = await aStaffMember(app, { roles: ['ADVOCATE'] });
  const { headers: administrator } = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
  expect((await bring(app, {}, sourceId, 'a.json', first)).status).toBe(401);
  expect((await bring(app, advocate, sourceId, 'a.json', first)).status).toBe(403);
  expect((await bring(app, administrator, sourceId, 'a.json', first)).status).toBe(200);
  const fromElsewhere = await app.fetch(
    new Request(`http://localhost:4000/console/upload?source=${sourceId}`, {
      method: 'POST',
      headers: { ...steward, origin: 'https://evil.example', 'x-kith-client': 'console' },
      body: 'x',
    }),
  );
  expect(fromElsewhere.status).toBe(403);
});
