import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Database, openDatabase } from '../../packages/server/src/infra/db.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The PostgreSQL to measure on; undefined: PGlite alone. */
export const server = process.env.KITH_TEST_POSTGRES ?? process.env.DATABASE_URL;

/** The address of a fresh database on the server (null: PGlite in memory), and how to be rid of it. */
export async function freshDatabase(): Promise<{ url: string | null; drop(): Promise<void> }> {
  if (!server) return { url: null, drop: async () => undefined };
  const name = `kith_bench_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** A fresh, empty database that is gone when it is closed. */
export async function openBenchDatabase(
  engine: 'pglite' | 'postgresql',
): Promise<{ database: Database; close(): Promise<void> }> {
  const fresh = engine === 'pglite' ? null : await freshDatabase();
  const database = await openDatabase({
    url: fresh?.url ?? null,
    dataDir: null,
    cacheDir: path.join(root, '.kith', 'cache'),
    migrations: await readMigrations(path.join(root, 'prisma', 'migrations')),
  });
  return {
    database,
    async close() {
      await database.close();
      await fresh?.drop();
    },
  };
}
