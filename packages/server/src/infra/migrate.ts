import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

/** A migration on disk was changed after it had been applied, or is missing. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 in hex, as Prisma writes it. */
  checksum: string;
}

// Any constant will do, as long as every node of one Kith takes the same lock.
const MIGRATION_LOCK = 7_263_001;

/** The migrations of a folder, oldest first. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each migration in a transaction of its own, in the table that Prisma's own tools use.
 * Several nodes may start at once: they queue on an advisory lock and find nothing left to do.
 *
 * @returns the names that were applied now
 * @throws {MigrationMismatch} an applied migration is not the one on disk
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  const appliedNow: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
      migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
    const applied = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const checksums = new Map(applied.rows.map((row) => [row.migration_name, row.checksum]));
    for (const name of checksums.keys()) {
      if (!migrations.some((migration) => migration.name === name)) {
        throw new MigrationMismatch(
          `The database has the migration "${name}", which this Kith does not know. Start the newer Kith that made it.`,
        );
      }
    }
    for (const migration of migrations) {
      const checksum = checksums.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum)
        throw new MigrationMismatch(
          `The migration "${migration.name}" was changed after it had been applied. Put the file back as it was.`,
        );
      await client.query('BEGIN');
      try {
        await client.query(migration.sql);
        await client.query(
          `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES ($1, $2, $3, now(), now(), 1)`,
          [randomUUID(), migration.checksum, migration.name],
        );
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      appliedNow.push(migration.name);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
  return appliedNow;
}

/**
 * Waits until somebody else has applied all migrations.
 *
 * @throws {MigrationMismatch} after half a minute: whoever has the database is an older Kith
 */
export async function waitForMigrations(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const applied = await pool
      .query<{ checksum: string }>('SELECT checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL')
      .catch(() => ({ rows: [] }));
    if (migrations.every((migration) => applied.rows.some((row) => row.checksum === migration.checksum))) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new MigrationMismatch(
    'The Kith that is running is an older one. Stop it and start it again, then repeat the command.',
  );
}
