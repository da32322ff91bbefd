import { createHash, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type App, createApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { StillClock } from '../infra/clock.ts';
import { createLog } from '../infra/log.ts';
import type { OutgoingMail } from '../infra/mail.ts';
import { type Migration, migrate, readMigrations } from '../infra/migrate.ts';
import type { OutgoingText } from '../infra/text-message.ts';
import { TEST_NOW } from './test-now.ts';
import { usedAgain } from './used-again.ts';

/** A whole Kith with a still clock, a mailbox to look into and a log to read. Reached through its front door. */
export interface TestApp extends App {
  clock: StillClock;
  /** Mails that went out. They wait in the outbox until app.runJob('deliver letters'). */
  letters: OutgoingMail[];
  /** Texts that went out, likewise. */
  texts: OutgoingText[];
  /** Runs one round of a recurring job: in tests none runs by itself. */
  runJob(name: string): Promise<void>;
  /** Everything that was logged, as text. */
  logged(): string;
  /** Sends one GraphQL operation by HTTP. */
  run<T = Record<string, unknown>>(
    document: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{
    data?: T | null;
    errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  }>;
}

/** Root of the repository. */
export const TEST_ROOT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/[/\\]$/, '');

/**
 * A fresh, empty database each: PGlite, or PostgreSQL when KITH_TEST_POSTGRES names a server (postgresql://…/postgres).
 *
 * @param how.isOnDisk PGlite in settings.dataDir instead of in memory, for what must outlive the app
 */
export async function createTestApp(
  settings: Partial<Config> = {},
  how: { isOnDisk?: boolean } = {},
): Promise<TestApp> {
  const server = process.env.KITH_TEST_POSTGRES;
  const database = server ? await freshDatabase(server) : null;
  const config: Config = {
    ...(await readConfig({
      NODE_ENV: 'test',
      KITH_DEMO: '0',
      LOG_LEVEL: 'debug',
      KITH_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    })),
    ...(database ? { databaseUrl: database.url } : {}),
    ...settings,
  };
  const clock = new StillClock(TEST_NOW);
  const letters: OutgoingMail[] = [];
  const texts: OutgoingText[] = [];
  const sink = new PassThrough();
  let log = '';
  sink.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const app = await createApp(config, {
    clock,
    log: createLog('debug', sink),
    mail: { send: async (letter) => void letters.push(letter) },
    texts: { send: async (text) => void texts.push(text) },
    ...(!config.databaseUrl &&
      !how.isOnDisk && { pglite: await usedAgain(`${config.rootDir}/prisma/migrations`, config.cacheDir) }),
  });
  return {
    ...app,
    clock,
    letters,
    texts,
    async runJob(name) {
      const job = app.jobs.find((candidate) => candidate.name === name);
      if (!job) throw new Error(`There is no job "${name}", only: ${app.jobs.map((one) => one.name).join(', ')}.`);
      await job.run(app.kith);
    },
    logged: () => log,
    async run(document, variables, headers = {}) {
      const response = await app.fetch(
        new Request('http://localhost:4000/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-kith-client': 'test', ...headers },
          body: JSON.stringify({ query: document, variables }),
        }),
      );
      return (await response.json()) as never;
    },
    async close() {
      await app.close();
      await database?.drop();
    },
  };
}

const TEMPLATE = 'kith_test_template';

/** One template for each set of migrations: a changed migration does not meet the database of the one before. */
function templateName(migrations: readonly Migration[]): string {
  const all = createHash('sha256').update(migrations.map((migration) => migration.checksum).join());
  return `${TEMPLATE}_${all.digest('hex').slice(0, 12)}`;
}

async function freshDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `kith_test_${randomUUID().replaceAll('-', '')}`;
  try {
    // Test files run side by side: one makes the template, the others wait for it.
    await admin.query('SELECT pg_advisory_lock(7263002)');
    const template = await prepareTemplate(admin, server);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await admin.query('SELECT pg_advisory_unlock(7263002)');
  } finally {
    await admin.end();
  }
  return {
    url: withDatabase(server, name),
    async drop() {
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      await dropDatabase(client, name);
      await client.end();
    },
  };
}

async function prepareTemplate(admin: pg.Client, server: string): Promise<string> {
  const migrations = await readMigrations(`${TEST_ROOT}/prisma/migrations`);
  const template = templateName(migrations);
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${template}`);
  const pool = new pg.Pool({ connectionString: withDatabase(server, template), max: 1 });
  try {
    await migrate(pool, migrations);
  } finally {
    await pool.end();
  }
  return template;
}

/**
 * A pool's end() answers before the server has let go of its connections: wait for that, since a connection that is cut
 * instead tells its former owner, who does not listen any more.
 */
export async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { rows } = await admin.query<{ open: string }>(
      'SELECT count(*) AS open FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    if (Number(rows[0]?.open) === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
