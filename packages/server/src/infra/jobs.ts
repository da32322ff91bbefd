import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Kith } from '../kith.ts';

/**
 * Something that Kith does by itself, again and again. A run is a sweep over domain tables: safe to repeat, in bounded
 * batches, so that a process that dies in the middle loses nothing. It runs on one node at a time.
 */
export interface RecurringJob {
  /** Short and stable, in lower case: "lapse". */
  name: string;
  everyMinutes: number;
  run(kith: Kith): Promise<void>;
  /** Asks to be woken before the next round, for what should not wait a minute. */
  wakes?(kith: Kith, wake: () => void): void;
}

/** pg-boss keeps its own tables here, beside Kith's. */
const SCHEMA = 'pgboss';
// Rounds come from the clock; this is only how soon a node notices that one is due.
const NOTICES_WITHIN_SECONDS = 10;
const MINUTE = 60;
const DAY_MINUTES = 24 * 60;
const WAKE_AFTER_MS = 500;

/**
 * Runs the jobs from now on, on one of all nodes that share the database: pg-boss hands each round to one of them, and no
 * round begins while another of the same job goes on. A node that dies is noticed within a minute or so, and another
 * takes up what it left.
 *
 * @returns stops taking rounds, and waits for those that are under way
 */
export async function startJobs(kith: Kith, jobs: readonly RecurringJob[]): Promise<() => Promise<void>> {
  const isPglite = kith.database.engine === 'pglite';
  const boss = new PgBoss({
    db: { executeSql: (text, values) => ask(kith.database.pool, text, values) },
    backend: isPglite ? 'pglite' : 'postgres',
    schema: SCHEMA,
    // How soon the rounds of a node that died are given to another.
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
    // A few small tables that are emptied every day: rebuilding indexes is nothing that they need.
    reindex: false,
    monitorVacuum: false,
  });
  // The database may be away for a while; pg-boss goes on asking. An error without a listener would end the process.
  boss.on('error', (error) => kith.log.warn({ err: error }, 'jobs'));
  if (isPglite) await start(kith, boss, jobs);
  // Nodes that start at once would each make pg-boss's schema and queues, and all but one would stop with an error.
  else await inTurn(kith.database.pool, () => start(kith, boss, jobs));
  return () => boss.stop({ close: false, graceful: true, timeout: 10_000 });
}

async function start(kith: Kith, boss: PgBoss, jobs: readonly RecurringJob[]): Promise<void> {
  await boss.start();
  for (const job of jobs) await startJob(kith, boss, job);
}

// Any constant will do, as long as every node of one Kith takes the same lock.
const START_LOCK = 7_263_006;

async function inTurn(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [START_LOCK]).catch(() => undefined);
    client.release();
  }
}

async function startJob(kith: Kith, boss: PgBoss, job: RecurringJob): Promise<void> {
  const queue = job.name.replaceAll(' ', '-');
  await boss.createQueue(queue, {
    // One round at a time, waiting or under way, in the whole cluster: the table's unique index says so.
    policy: 'exclusive',
    retryLimit: 3,
    retryDelay: 10,
    retryBackoff: true,
    expireInSeconds: 30 * MINUTE,
    heartbeatSeconds: 30,
    retentionSeconds: DAY_MINUTES * MINUTE,
    deleteAfterSeconds: DAY_MINUTES * MINUTE,
  });
  // PGlite's folder has one process: a round that seems to go on was left by one that died.
  if (kith.database.engine === 'pglite') await boss.deleteAllJobs(queue);
  const worker = await boss.work(queue, { pollingIntervalSeconds: NOTICES_WITHIN_SECONDS }, () => runJob(kith, job));
  await boss.schedule(queue, cronOf(job.everyMinutes), null, { missed: 'once' });
  const begin = async () => {
    await boss.send(queue);
    boss.notifyWorker(worker);
  };
  // What a stop has left undone is taken up now and not at the next full hour.
  await begin();
  let isWaking = false;
  job.wakes?.(kith, () => {
    if (isWaking) return;
    isWaking = true;
    setTimeout(() => {
      isWaking = false;
      begin().catch((error: unknown) => kith.log.warn({ err: error, job: job.name }, 'a job could not be woken'));
    }, WAKE_AFTER_MS).unref();
  });
}

/** What goes wrong is logged here; pg-boss would keep the error's message in its tables, and that can hold values. */
async function runJob(kith: Kith, job: RecurringJob): Promise<void> {
  try {
    await job.run(kith);
  } catch (error) {
    kith.log.error({ err: error, job: job.name }, 'a job failed');
    throw new Error(`The job "${job.name}" failed; the log says where.`);
  }
}

/** @param minutes a divisor of an hour, or of a day in whole hours */
export function cronOf(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`;
  if (minutes < DAY_MINUTES) return `0 */${minutes / 60} * * *`;
  // While most people sleep.
  return '20 3 * * *';
}

/**
 * pg-boss sends whole transactions as one text. When such a text fails, its connection is left inside a broken
 * transaction: it must not go back to the pool, where on PGlite it would keep everybody else out.
 */
async function ask(pool: pg.Pool, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    // Without values, the simple protocol: only that takes several statements.
    const result = values?.length ? await client.query(text, values) : await client.query(text);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
