import pg from 'pg';
import { readMigrations } from '../infra/migrate.ts';
import { openPglite, type Pglite } from '../infra/pglite.ts';

/** What tells two schemas apart: a test may change one, and the next must not meet it. */
const SCHEMA = `SELECT md5(string_agg(line, E'\\n' ORDER BY line)) AS hash FROM (
  SELECT format('%s %s', c.oid::regclass, c.relkind) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('%s.%s %s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attisdropped, attgenerated)
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL
  SELECT format('%s %s', pg_get_triggerdef(oid), tgenabled) FROM pg_trigger
  UNION ALL
  SELECT format('%s %s %s', conrelid::regclass, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('%s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_t%'
) AS parts (line)`;

interface Fresh {
  pglite: Pglite;
  schema: string;
  /** Rows that the migrations bring, as statements that put them back. */
  rows: { sql: string; values: unknown[] }[];
}

const unused: Fresh[] = [];

/**
 * An empty, migrated PGlite in memory. Closed, it is emptied and waits for the next file of tests in this process:
 * starting one costs six seconds of a processor, and there are a hundred files.
 *
 * @param cacheDir as openPglite has it
 */
export async function usedAgain(migrationsDir: string, cacheDir: string): Promise<Pglite> {
  const fresh = unused.pop() ?? (await open(migrationsDir, cacheDir));
  return {
    connection: fresh.pglite.connection,
    async close() {
      if (await empty(fresh)) unused.push(fresh);
      else await fresh.pglite.close();
    },
  };
}

async function open(migrationsDir: string, cacheDir: string): Promise<Fresh> {
  const pglite = await openPglite({ dataDir: null, cacheDir, migrations: await readMigrations(migrationsDir) });
  return withClient(pglite, async (client) => {
    const rows: Fresh['rows'] = [];
    for (const table of await filledTables(client)) {
      const columns = await client.query<{ name: string }>(
        `SELECT quote_ident(attname) AS name FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
        [table],
      );
      const list = columns.rows.map(({ name }) => name).join(', ');
      const kept = await client.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} AS t`);
      rows.push({
        sql: `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE
              SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1)`,
        values: [`[${kept.rows.map(({ row }) => row).join()}]`],
      });
    }
    return { pglite, schema: await schemaOf(client), rows };
  });
}

/** @returns false: it cannot be made as it was */
async function empty({ pglite, schema, rows }: Fresh): Promise<boolean> {
  return withClient(pglite, async (client) => {
    // PGlite is one session for everybody: what a test set, prepared or locked is still there.
    await client.query('DISCARD ALL');
    if ((await schemaOf(client)) !== schema) return false;
    await client.query('BEGIN');
    // Neither triggers nor references have a say in it.
    await client.query("SET LOCAL session_replication_role = 'replica'");
    const filled = await filledTables(client);
    if (filled.length > 0) await client.query(`TRUNCATE ${filled.join(', ')} RESTART IDENTITY CASCADE`);
    for (const { sql, values } of rows) await client.query(sql, values);
    await client.query('COMMIT');
    return true;
  });
}

async function withClient<T>(pglite: Pglite, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(pglite.connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function schemaOf(client: pg.Client): Promise<string> {
  return (await client.query<{ hash: string }>(SCHEMA)).rows[0]?.hash ?? '';
}

async function filledTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  if (rows.length === 0) return [];
  const counts = rows.map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name})`);
  return (await client.query<{ name: string }>(counts.join(' UNION ALL '))).rows.map(({ name }) => name);
}
