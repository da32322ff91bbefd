import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aSource, ask, preview, SAVE, seeRun, step } from '../../../testing/imports.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
let steward: Record<string, string>;
let server: Server;
let address = '';
let says: object[] = [];
let sourceId = '';
let sources = 0;
beforeAll(async () => {
  app = await createTestApp({ mayImportPrivate: true });
  steward = (await aStaffMember(app, { roles: ['STEWARD'] })).headers;
  server = createServer((_request, response) => response.end(JSON.stringify({ contents: says })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services`;
});
afterAll(async () => {
  server.close();
  await app.close();
});

const service = (id: number, more: object = {}) => ({
  ...{
    id: `s${id}`,
    name: `Chess club ${id}`,
    status: 'active',
    description: 'For everybody.',
    email: 'a@example.org',
  },
  ...{ organization: { id: 'o1', name: 'Exampleton Trust' }, phones: [{ id: `p${id}`, number: '01632 960101' }] },
  ...more,
});
const services = (count: number, more: object = {}) => Array.from({ length: count }, (_, id) => service(id, more));

beforeEach(async () => {
  sourceId = await aSource(app, steward, { name: `Feed ${++sources}`, address });
  says = services(12);
  const { run } = await step(app, steward, `previewImport(sourceId: "${sourceId}")`);
  await step(app, steward, `applyImport(importId: "${run?.id}")`);
  await ask(app, steward, SAVE, { input: { sourceId, appliesUpTo: 3 } });
});

/** Reads the feed as it is now. @returns what became of it without anybody's yes */
async function afterReading(): Promise<string> {
  const { run } = await step(app, steward, `previewImport(sourceId: "${sourceId}")`);
  return (await seeRun(app, steward, run?.id ?? '')).status;
}

it('applies by itself what changes little', async () => {
  says = [...services(10), service(10, { description: 'For all.' }), service(11), service(12)];
  expect(await afterReading()).toBe('APPLIED');
  expect(await app.kith.db.service.count({ where: { recordId: 's10', description: 'For all.' } })).toBe(1);
});

it.each([
  ['most records say something else', () => services(12, { description: 'Pay first.' })],
  [
    'changed and removed ones are together too many',
    () => [...services(2, { alert: 'Closed' }), ...services(10).slice(2)],
  ],
  [
    'a telephone number changes',
    () => [service(0, { phones: [{ id: 'p0', number: '01632 960999' }] }), ...services(12).slice(1)],
  ],
  ['an e-mail address changes', () => [service(0, { email: 'b@example.org' }), ...services(12).slice(1)]],
  ['a web address comes', () => [service(0, { url: 'https://example.org/pay' }), ...services(12).slice(1)]],
])('waits for a steward when %s', async (_what, feed) => {
  says = feed();
  expect(await afterReading()).toBe('READY');
});

it('is not for a source that somebody on the way could change, nor for a file', async () => {
  for (const input of [
    { name: 'Plain', address: 'http://example.org/services', appliesUpTo: 3 },
    { name: 'File', appliesUpTo: 0 },
  ]) {
    const { saveImportSource } = await ask<{ saveImportSource: object }>(app, steward, SAVE, { input });
    expect(saveImportSource).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('https://'),
    });
  }
});

it('never shows where a refuge is by taking an import back', async () => {
  const place = (name: string) =>
    JSON.stringify({
      contents: [
        service(0, {
          service_at_locations: [
            { id: 'sl', location: { id: 'l1', name, latitude: 53.42, longitude: -2.31, addresses: [] } },
          ],
        }),
      ],
    });
  const fileId = await aSource(app, steward, { name: `File ${sources}` });
  const applied = async (name: string) => {
    const id = await preview(app, steward, fileId, 'services.json', place(name));
    await step(app, steward, `applyImport(importId: "${id}")`);
    return id;
  };
  await applied('The old house');
  const id = await applied("Women's refuge");
  const location = () =>
    app.kith.db.location.findFirstOrThrow({
      where: { source: { name: `File ${sources}` } },
      select: { name: true, isSensitive: true },
    });
  expect(await location()).toEqual({ name: "Women's refuge", isSensitive: true });
  await step(app, steward, `undoImport(importId: "${id}")`);
  expect(await location()).toEqual({ name: 'The old house', isSensitive: true });
});

it('writes down who changed a source and who applied or took back an import', async () => {
  const events = await app.kith.db.auditEvent.findMany({
    where: { objectType: { in: ['ImportSource', 'ImportRun'] } },
  });
  const actions = events.map(({ action }) => action);
  for (const action of ['add import source', 'change import source', 'apply import', 'undo import'])
    expect(actions).toContain(action);
  expect(JSON.stringify(events.map(({ id: _id, ...event }) => event))).not.toContain('example.org');
});
