import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseAway } from '../infra/database-away.ts';
import { openDatabase } from '../infra/db.ts';
import { readMigrations } from '../infra/migrate.ts';
import { inPlainWords } from '../plain-words.ts';
import { createTestApp, TEST_ROOT, type TestApp } from '../testing/app.ts';
import { anAsk, aTeamReady, fromElsewhere, REQUEST_PEER } from '../testing/peers.ts';

const server = process.env.KITH_TEST_POSTGRES;

/** PGlite lives in this process and cannot go away alone. */
describe.skipIf(!server)('while PostgreSQL drops every connection again and again', () => {
  let app: TestApp;
  let outside: pg.Client;
  beforeAll(async () => {
    app = await createTestApp({ trustedProxies: 1 });
    await aTeamReady(app);
    outside = new pg.Client({ connectionString: server });
    await outside.connect();
  });
  afterAll(async () => {
    await outside.end();
    await app.close();
  });

  const ask = (idempotencyKey: string) =>
    app.fetch(
      new Request('http://localhost:4000/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kith-client': 'test', ...fromElsewhere() },
        body: JSON.stringify({ query: REQUEST_PEER, variables: { input: anAsk({ idempotencyKey }) } }),
      }),
    );

  it('every ask is taken, a page says "try again" at most, and nothing is lost or made twice', async () => {
    const { rows } = await app.kith.database.pool.query<{ name: string }>('SELECT current_database() AS name');
    const drop = () =>
      outside.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [rows[0]?.name]);
    const keys = Array.from({ length: 60 }, () => randomUUID());
    const saved: string[] = [];
    const failures: string[] = [];
    for (let at = 0; at < keys.length; at += 6) {
      const asks = keys.slice(at, at + 6).map(async (key) => {
        const response = await ask(key);
        const body = await response.text();
        if (response.status === 200 && body.includes('"receipt"')) saved.push(key);
        else failures.push(`${response.status} ${response.headers.get('retry-after')} ${body}`);
      });
      const page = app.fetch(new Request('http://localhost:4000/connect'));
      await drop();
      await Promise.all(asks);
      const { status, headers } = await page;
      if (status !== 200) failures.push(`${status} ${headers.get('retry-after')} the page`);
    }
    expect(failures.filter((failure) => !/^503 [1-9].* the page$/.test(failure))).toEqual([]);

    const before = await app.kith.db.peerRequest.count();
    expect(before).toBeGreaterThanOrEqual(saved.length);
    for (const key of keys) expect((await ask(key)).status).toBe(200);
    expect(await app.kith.db.peerRequest.count()).toBe(keys.length);
  }, 60_000);

  it('a start fails with the reason, and the process lives on to tell it', async () => {
    const { rows } = await app.kith.database.pool.query<{ name: string }>('SELECT current_database() AS name');
    const url = new URL(server ?? '');
    url.pathname = `/${rows[0]?.name}`;
    const holder = new pg.Client({ connectionString: url.href });
    await holder.connect();
    try {
      // The lock that nodes queue on to migrate.
      await holder.query('SELECT pg_advisory_lock(7263001)');
      const opening = openDatabase({
        url: url.href,
        dataDir: null,
        cacheDir: '',
        migrations: await readMigrations(`${TEST_ROOT}/prisma/migrations`),
      }).catch((error: unknown) => error);
      const waiting = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";
      await expect.poll(async () => (await holder.query(`SELECT 1 ${waiting}`)).rowCount).toBe(1);
      await holder.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
      expect(inPlainWords(await opening)).toContain('cannot reach the database');
    } finally {
      await holder.end();
    }
  });
});

describe('an error says that the database is away', () => {
  it.each([
    ['as Node says it', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['as pg says it', new Error('Connection terminated unexpectedly')],
    [
      'as Prisma wraps it',
      Object.assign(new Error('Database error.'), {
        code: 'P2039',
        meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '57P01' } } },
      }),
    ],
    ['as an error of ours wraps it', new Error('search', { cause: Object.assign(new Error('x'), { code: '08006' }) })],
  ])('%s', (_how, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    null,
    'Connection terminated',
    new Error('He said: Connection terminated'),
    Object.assign(new Error(), { code: 'P2002' }),
  ])('and not when it is something else: %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
