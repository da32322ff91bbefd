import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../app.ts';
import { createLog } from '../infra/log.ts';
import { importDirectory } from '../modules/directory/import/import-directory.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { addService } from '../testing/directory.ts';
import { aPartner } from '../testing/partners.ts';
import { aStaffMember } from '../testing/people.ts';

const ORUK = fileURLToPath(new URL('../modules/directory/import/fixtures/oruk', import.meta.url));
const NAMES = '{ services(first: 50) { totalCount edges { node { name } } } }';
const NEXT = '{ services(first: 50) { edges { node { nextSession { startsAt } } } } }';

let app: TestApp;
let other: App;
let service: { id: string; sourceId: string };
beforeAll(async () => {
  app = await createTestApp();
  // A second node on the same database; PGlite has but one.
  other = process.env.KITH_TEST_POSTGRES
    ? await createApp(app.kith.config, { clock: app.clock, log: createLog('silent') })
    : app;
  await aPartner(app);
  service = await addService(app, {
    name: 'Tea and company',
    schedules: [
      { freq: 'WEEKLY', byday: 'MO', opensAt: '09:30', closesAt: '10:30', dtstart: new Date('2026-01-05T00:00:00Z') },
    ],
  });
});
afterAll(async () => {
  if (other !== app) await other.close();
  await app.close();
});

/** A new minute, with nothing kept. */
beforeEach(async () => {
  app.clock.advance(60_000);
  await nameIt('Tea and company');
});

async function get(node: App, query: string, headers: Record<string, string> = {}, more: Record<string, string> = {}) {
  const url = `http://localhost:4000/graphql?${new URLSearchParams({ query, ...more })}`;
  const response = await node.fetch(new Request(url, { headers }));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Past Kith, so that whoever still has the old answer has kept it. */
async function nameIt(name: string) {
  await app.kith.db.service.update({ where: { id: service.id }, data: { name } });
}

/** Asks until the node hears the others; from then on it keeps. */
async function keeping(node: App, query = NAMES): Promise<string> {
  await get(node, query);
  await vi.waitFor(() => expect(node.kith.signals.isHearing()).toBe(true), { timeout: 20_000 });
  return (await get(node, query)).text;
}

it('answers the same question without the database, for a minute', async () => {
  expect(await keeping(app)).toContain('Tea and company');
  await nameIt('Something else');
  expect((await get(app, NAMES)).text).toContain('Tea and company');
  expect((await get(app, `${NAMES} `)).text).toContain('Something else');
  app.clock.advance(60_000);
  expect((await get(app, NAMES)).text).toContain('Something else');
});

it('says whether anything changed, in few bytes, also to a proxy that made the tag weak', async () => {
  await keeping(app);
  const { headers } = await get(app, NAMES);
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{20,}"$/);
  expect(headers.get('cache-control')).toBe('public, max-age=30, stale-while-revalidate=300');
  for (const asked of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get(app, NAMES, { 'if-none-match': asked });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  }
  expect((await get(app, NAMES, { 'if-none-match': '"other"' })).status).toBe(200);
  await importDirectory(app.kith, { source: ORUK, key: 'changed' });
  expect((await get(app, NAMES, { 'if-none-match': etag })).status).toBe(200);
});

describe('when a directory changes', () => {
  it('forgets on every node what was read before an import', async () => {
    await keeping(app);
    await keeping(other);
    await importDirectory(app.kith, { source: ORUK, key: `import-${app.clock.now().getTime()}` });
    expect((await get(app, NAMES)).text).toContain('Tuesday Walk and Talk');
    await vi.waitFor(async () => expect((await get(other, NAMES)).text).toContain('Tuesday Walk and Talk'), 20_000);
  });

  it('forgets on every node what was read before a correction', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    await keeping(app);
    await keeping(other);
    await nameIt('Something else');
    const corrected = await app.run(
      'mutation ($input: CorrectServiceInput!) { correctService(input: $input) { __typename } }',
      { input: { serviceId: service.id, areas: ['LEISURE'] } },
      headers,
    );
    expect(corrected.data?.correctService).toEqual({ __typename: 'CorrectServicePayload' });
    expect((await get(app, NAMES)).text).toContain('Something else');
    await vi.waitFor(async () => expect((await get(other, NAMES)).text).toContain('Something else'), 20_000);
  });

  it('does not keep what was being read while it changed', async () => {
    await keeping(app);
    const { pool } = app.kith.database;
    const writer = await pool.connect();
    const busy = () => pool.totalCount - pool.idleCount;
    await writer.query('BEGIN');
    await writer.query('LOCK TABLE service_search, service');
    const reading = get(app, `${NAMES}#`);
    await vi.waitFor(() => expect(busy()).toBeGreaterThan(1), 20_000);
    app.kith.signals.publish({ topic: 'directory', id: 'test' });
    await writer.query('COMMIT');
    writer.release();
    await reading;
    await nameIt('Something else');
    expect((await get(app, `${NAMES}#`)).text).toContain('Something else');
  });
});

describe('what is for one person', () => {
  it('keeps no answer to staff, and gives staff none of the others', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    const hidden = await addService(app, { name: 'Not checked yet', status: 'UNVERIFIED' });
    const query = `{ service(id: "${hidden.id}") { name } }`;
    const seen = await get(app, query, headers);
    expect(seen.text).toContain('Not checked yet');
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(await keeping(app, query)).not.toContain('Not checked yet');
    expect((await get(app, query, headers)).text).toContain('Not checked yet');
    expect((await get(app, query)).text).not.toContain('Not checked yet');
  });

  it('keeps nothing that was asked with a link or a cookie, whatever they are worth', async () => {
    await keeping(app);
    for (const [header, value] of [
      ['cookie', 'a=b'],
      ['authorization', 'Link unknown'],
    ] as const) {
      const headers = { [header]: value };
      const query = `${NAMES} # ${header}`;
      await get(app, query, headers);
      await nameIt('Something else');
      expect((await get(app, query)).text).toContain('Something else');
      expect((await get(app, NAMES, headers)).text).toContain('Something else');
      await nameIt('Tea and company');
    }
  });

  it('reads the settings of a partner anew each time, and everything that is asked with them', async () => {
    const query = `{ embed { partnerName } services { totalCount } }`;
    expect(await keeping(app, query)).toContain('"embed":null');
    const ask = async () => (await get(app, query, { 'x-kith-partner': 'pk_riverside' })).text;
    expect(await ask()).toContain('Riverside');
    const { db } = app.kith;
    await db.partner.update({ where: { publicKey: 'pk_riverside' }, data: { name: 'Riverside House' } });
    expect(await ask()).toContain('Riverside House');
  });

  it('marks what mixes open data with anything else as for nobody to keep', async () => {
    for (const query of [
      '{ services { totalCount } viewer { id } }',
      '{ services { totalCount } ...Mine } fragment Mine on Query { myRequest { id } }',
      '{ service(id: "x") { corrections { note } } }',
      '{ askForm { proofOfWork { salt } } }',
    ])
      expect((await get(app, query)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('whoever tries to leave a wrong answer for others', () => {
  it('gets another place for every other address and header that could matter', async () => {
    const kept = await keeping(app);
    await nameIt('Something else');
    for (const [headers, more] of [
      [{}, { operationName: '' }],
      [{}, { partner: 'pk_riverside' }],
      [{ 'x-kith-partner': 'pk_riverside' }, {}],
      [{ accept: 'application/graphql-response+json' }, {}],
    ] as [Record<string, string>, Record<string, string>][])
      expect((await get(app, NAMES, headers, more)).text).toContain('Something else');
    // What GraphQL never sees makes no difference either.
    for (const [header, value] of [
      ['x-forwarded-host', 'evil.example'],
      ['host', 'evil.example'],
      ['origin', 'https://a.example'],
    ] as const)
      expect((await get(app, NAMES, { [header]: value })).text).toBe(kept);
  });

  it('cannot make two questions look like one', async () => {
    await keeping(app);
    const ask = async (address: string) =>
      (await app.fetch(new Request(`http://localhost:4000/graphql?${address}`))).text();
    const twice = (first: string, second: string) =>
      `query=${encodeURIComponent(first)}&query=${encodeURIComponent(second)}`;
    const other = '{ services { placeProblem } }';
    const answers = [await ask(twice(NAMES, other)), await ask(twice(other, NAMES))];
    expect(answers[0]).not.toBe(answers[1]);
    expect(await ask(`query=${encodeURIComponent(NAMES)}`)).toBe((await get(app, NAMES)).text);
  });

  it('is sent away with a key that may not be used there, although the answer is kept', async () => {
    const partner = { 'x-kith-partner': 'pk_riverside' };
    await keeping(app);
    expect((await get(app, NAMES, partner)).status).toBe(200);
    const { status, headers } = await get(app, NAMES, { ...partner, origin: 'https://evil.example' });
    expect([status, headers.get('cache-control')]).toEqual([403, 'no-store']);
    const { db, clock } = app.kith;
    const only = { where: { publicKey: 'pk_riverside' } };
    await db.partner.update({ ...only, data: { disabledAt: clock.now() } });
    expect((await get(app, NAMES, partner)).status).toBe(403);
    await db.partner.update({ ...only, data: { disabledAt: null } });
  });

  it('keeps no refusal and no error', async () => {
    await keeping(app);
    const query = '{ services(first: 20, after: "x") { totalCount } }';
    expect((await get(app, query)).headers.get('cache-control')).toBe('no-store');
    expect((await get(app, query, { 'if-none-match': '*' })).text).toContain('"errors"');
  });
});

describe('what is true for a moment only', () => {
  it('keeps the next session until the minute is over', async () => {
    app.clock.advance(new Date('2026-11-30T09:29:50Z').getTime() - app.clock.now().getTime());
    expect(await keeping(app, NEXT)).toContain('2026-11-30T09:30:00.000Z');
    const { headers } = await get(app, NEXT);
    expect(headers.get('cache-control')).toBe('public, max-age=10');
    app.clock.advance(15_000);
    const later = await get(app, NEXT);
    expect(later.text).not.toContain('2026-11-30T09:30:00.000Z');
    expect(later.headers.get('etag')).not.toBe(headers.get('etag'));
  });

  it.each([
    ['in the query', '{ services(search: { openAt: "2026-11-30T10:00:00Z" }) { totalCount } }', {}],
    [
      'as a variable',
      'query ($at: ServiceSearch) { services(search: $at) { totalCount } }',
      { variables: '{"at":{"openAt":"2026-11-30T10:00:00Z"}}' },
    ],
  ])('lets nobody keep what is open now for longer, asked %s', async (_where, query, more) => {
    app.clock.advance(40_000);
    expect((await get(app, query, {}, more)).headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
  });
});
