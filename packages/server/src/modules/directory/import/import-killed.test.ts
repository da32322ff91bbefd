import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestApp, TEST_ROOT, type TestApp } from '../../../testing/app.ts';
import { aSource, preview, seeRun, step } from '../../../testing/imports.ts';
import { aStaffMember } from '../../../testing/people.ts';

const services = (name: (index: number) => string, indexes: readonly number[]) =>
  JSON.stringify({
    contents: indexes.map((index) => ({
      ...{ id: `s${String(index).padStart(4, '0')}`, name: name(index), status: 'active' },
      organization: { id: 'o1', name: 'Exampleton Trust' },
      phones: [{ id: `p${index}`, number: '01632 960101' }],
    })),
  });
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const MANY = 600;
const first = services((index) => `Group ${index}`, upTo(MANY));
const second = services(
  (index) => `Circle ${index}`,
  upTo(MANY)
    .slice(100)
    .concat([MANY, MANY + 1]),
);

async function everything(app: TestApp): Promise<unknown> {
  const { rows } = await app.kith.database.pool.query(
    `SELECT count(*)::int AS services, md5(string_agg(s.name || coalesce(s.removed_at::text, '') ||
       (SELECT count(*) FROM phone p WHERE p.service_id = s.id)::text, ',' ORDER BY s.id)) AS print,
       (SELECT count(*)::int FROM service_search) AS found FROM service s`,
  );
  return rows[0];
}

/** A node that takes the next step, and is killed while it waits for a row that somebody holds in the middle of it. */
async function killInTheMiddle(app: TestApp, recordId: string): Promise<void> {
  const { databaseUrl } = app.kith.config;
  const holder = new pg.Client({ connectionString: databaseUrl ?? '' });
  await holder.connect();
  let node: ChildProcess | null = null;
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM service WHERE record_id = $1 FOR UPDATE', [recordId]);
    node = spawn(process.execPath, [path.join(TEST_ROOT, 'packages/server/src/testing/import-round.ts')], {
      env: {
        ...process.env,
        ...{ NODE_ENV: 'test', KITH_DEMO: '0', DATABASE_URL: databaseUrl ?? '' },
        KITH_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (let isWaiting = false; !isWaiting; ) {
      if (node.exitCode !== null) throw new Error('The node ended before it could be killed.');
      // Within one transaction PostgreSQL shows the same picture of activity again and again.
      await holder.query('SELECT pg_stat_clear_snapshot()');
      const { rows } = await holder.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
      );
      isWaiting = rows.length > 0;
      if (!isWaiting) await wait(20);
    }
    const ended = once(node, 'exit');
    node.kill('SIGKILL');
    await ended;
    await holder.query('ROLLBACK');
  } finally {
    if (node?.exitCode === null) node.kill('SIGKILL');
    await holder.end();
  }
}

// PGlite has one process and one lane: nobody could hold a row while it writes. Its transactions are PostgreSQL's.
it.skipIf(!process.env.KITH_TEST_POSTGRES)(
  'never leaves half an import, nor half an undo, when it is killed in the middle, and goes on afterwards',
  async () => {
    const app = await createTestApp();
    try {
      const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
      const sourceId = await aSource(app, headers, { name: 'Exampleton' });
      const ask = (what: string, id: string, more = '') =>
        app.run(`mutation { ${what}(importId: "${id}"${more}) { __typename } }`, {}, headers);
      const one = await preview(app, headers, sourceId, 'a.json', first);
      await step(app, headers, `applyImport(importId: "${one}")`);
      const before = await everything(app);
      const two = await preview(app, headers, sourceId, 'b.json', second);
      await ask('applyImport', two);
      await killInTheMiddle(app, 's0500');
      expect(await everything(app)).toEqual(before);
      await app.runJob('import directories');
      expect(await seeRun(app, headers, two)).toMatchObject({
        status: 'APPLIED',
        added: 2,
        changed: 500,
        removed: 100,
      });
      const after = await everything(app);
      expect(after).not.toEqual(before);
      await ask('undoImport', two);
      await killInTheMiddle(app, 's0500');
      expect(await everything(app)).toEqual(after);
      await app.runJob('import directories');
      expect(await seeRun(app, headers, two)).toMatchObject({ status: 'UNDONE' });
      const shown = await app.kith.db.service.findMany({ where: { removedAt: null }, select: { name: true } });
      expect(new Set(shown.map(({ name }) => name))).toEqual(new Set(upTo(MANY).map((index) => `Group ${index}`)));
    } finally {
      await app.close();
    }
  },
  120_000,
);
