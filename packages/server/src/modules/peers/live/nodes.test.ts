import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aTeamReady } from '../../../testing/peers.ts';
import { listenTo } from '../../../testing/streams.ts';

const server = process.env.KITH_TEST_POSTGRES;

/** PGlite is one process: there is nobody else to tell. */
describe.skipIf(!server)('two app nodes on one PostgreSQL', () => {
  let first: TestApp;
  let second: TestApp;
  let riverside: Awaited<ReturnType<typeof aTeamReady>>;
  let outside: pg.Client;
  let database = '';
  beforeAll(async () => {
    first = await createTestApp({ trustedProxies: 1 });
    const { rows } = await first.kith.database.pool.query<{ name: string }>('SELECT current_database() AS name');
    database = rows[0]?.name ?? '';
    const url = new URL(server ?? '');
    url.pathname = `/${database}`;
    second = await createTestApp({ trustedProxies: 1, databaseUrl: url.href });
    riverside = await aTeamReady(first);
    outside = new pg.Client({ connectionString: server });
    await outside.connect();
  });
  afterAll(async () => {
    await outside.end();
    await second.close();
    await first.close();
  });

  const listeners = () =>
    outside.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND application_name = 'kith-signals'",
      [database],
    );

  it('a change on one reaches a stream on the other, also after the connection was lost', async () => {
    const stream = await listenTo(second, riverside.coordinator.headers);
    expect(await stream.next()).toEqual({ kind: 'EVERYTHING', id: null });
    // From the moment that this node hears the others.
    expect(await stream.next()).toEqual({ kind: 'EVERYTHING', id: null });
    first.kith.signals.publish({ topic: 'queue', id: riverside.team.id });
    expect(await stream.next()).toEqual({ kind: 'QUEUE', id: null });

    const { rows } = await listeners();
    expect(rows).toHaveLength(1);
    await outside.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    // What was said meanwhile is lost; that it was is known.
    expect(await stream.next()).toEqual({ kind: 'EVERYTHING', id: null });
    first.kith.signals.publish({ topic: 'queue', id: riverside.team.id });
    expect(await stream.next()).toEqual({ kind: 'QUEUE', id: null });
    await stream.leave();
  });

  it('a signal that could not be sent goes out when the database is back, and the write does not fail', async () => {
    const heard: string[] = [];
    second.kith.signals.subscribe('match', ({ id }) => heard.push(id));
    // Every connection of the first node is lost at once.
    await outside.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'kith'",
      [database],
    );
    first.kith.signals.publish({ topic: 'match', id: 'm1' });
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['m1']);
  });
});
