import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { type Migration, migrate, waitForMigrations } from './migrate.ts';
import { PATIENCE_MS, PatientPool } from './patient-pool.ts';
import { connectionOfRunningKith, openPglite, type Pglite } from './pglite.ts';
import { statementNames } from './statement-names.ts';

/** A server that is frozen takes a connection and never answers. */
const CONNECT_WITHIN_MS = 5_000;

/** Prisma's client under a name that does not change with the generator. */
export interface Db extends PrismaClient {}
/** The client inside `db.$transaction(async (tx) => …)`. */
export type Tx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

export interface Database {
  engine: 'postgresql' | 'pglite';
  /** For what Prisma cannot say: search, import batches, jobs. */
  pool: pg.Pool;
  db: Db;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** postgresql://…; null: PGlite. */
  url: string | null;
  /** Folder of PGlite; null: in memory. */
  dataDir: string | null;
  cacheDir: string;
  migrations: readonly Migration[];
  /** Open already; left out: one is opened in dataDir. */
  pglite?: Pglite;
  /** Work beside a Kith that has the data folder open, instead of refusing. */
  mayJoin?: boolean;
  /** Connections of the pool. PGlite runs one statement at a time, whatever is set. */
  poolSize?: number;
}

/**
 * Opens the database, brings it to the newest migration and returns the two ways to talk to it.
 *
 * @throws {DataFolderUnavailable} see openPglite
 * @throws {MigrationMismatch} see migrate
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const running =
    options.url === null && options.mayJoin && options.dataDir ? connectionOfRunningKith(options.dataDir) : null;
  const pglite = options.url === null && !running ? (options.pglite ?? (await openPglite(options))) : null;
  const pool = new PatientPool({
    ...(options.url === null
      ? (running ?? pglite?.connection)
      : { connectionString: options.url, connectionTimeoutMillis: CONNECT_WITHIN_MS }),
    max: options.poolSize ?? (options.url === null ? 4 : 10),
    application_name: 'kith',
  });
  // A lost idle connection is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // Nor may one that is lost in somebody's hands: their next query says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new PrismaClient({
    adapter: new PrismaPg(pool, options.url === null ? {} : { statementNameGenerator: statementNames() }),
    // Longer than the pool is patient: a transaction waits for a lost database as well.
    transactionOptions: { maxWait: PATIENCE_MS + 1_000 },
  });
  const close = async () => {
    await db.$disconnect();
    if (!pool.ended) await pool.end();
    await pglite?.close();
  };
  try {
    // PGlite is one session: an advisory lock would not keep a joining process out of the holder's migration.
    if (running) await waitForMigrations(pool, options.migrations);
    else await migrate(pool, options.migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return { engine: options.url === null ? 'pglite' : 'postgresql', pool, db, close };
}
