import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { cronOf, type RecurringJob, startJobs } from './jobs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

it.each([
  [1, '* * * * *'],
  [15, '*/15 * * * *'],
  [60, '0 */1 * * *'],
  [360, '0 */6 * * *'],
  [1440, '20 3 * * *'],
])('runs what is due every %d minutes at “%s”', (minutes, cron) => {
  expect(cronOf(minutes)).toBe(cron);
});

// PGlite has one node: only PostgreSQL can show two.
it('runs a round on one of its nodes, never two at the same time, and the next when it is woken', async () => {
  let running = 0;
  let most = 0;
  let rounds = 0;
  const enough = Promise.withResolvers<void>();
  const wakes: (() => void)[] = [];
  const job: RecurringJob = {
    name: 'count rounds',
    everyMinutes: 60,
    async run(kith) {
      running++;
      most = Math.max(most, running);
      // Long enough for another node to come in between, were it let.
      for (let step = 0; step < 20; step++) await kith.db.team.count();
      running--;
      rounds++;
      if (rounds >= 3) enough.resolve();
      else for (const wake of wakes) wake();
    },
    wakes: (_kith, wake) => void wakes.push(wake),
  };
  const nodes = app.kith.database.engine === 'postgresql' ? [1, 2] : [1];
  const stops = await Promise.all(nodes.map(() => startJobs(app.kith, [job])));
  await enough.promise;
  await Promise.all(stops.map((stop) => stop()));
  expect(most).toBe(1);
}, 30_000);

it('logs what goes wrong without its words, and keeps none of them in a table', async () => {
  const failed = Promise.withResolvers<void>();
  const job: RecurringJob = {
    name: 'fail',
    everyMinutes: 60,
    async run() {
      failed.resolve();
      throw new Error('Canary of somebody');
    },
  };
  const stop = await startJobs(app.kith, [job]);
  await failed.promise;
  await stop();
  expect(app.logged()).toContain('a job failed');
  expect(app.logged()).not.toContain('Canary');
  const { rows } = await app.kith.database.pool.query<{ text: string }>(
    "SELECT row_to_json(j)::text AS text FROM pgboss.job j WHERE name = 'fail'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toContain('Canary');
});
