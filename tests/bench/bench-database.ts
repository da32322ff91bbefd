import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase } from '../../packages/server/src/infra/db.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';
import { refreshServiceSearch } from '../../packages/server/src/modules/directory/search-index.ts';
import { fillSynthetic } from './synthetic.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** postgresql://…/postgres of a server where databases may be made. */
export const server = process.env.KITH_TEST_POSTGRES ?? process.env.DATABASE_URL ?? null;

export const at = (list: readonly number[], share: number): number =>
  [...list].sort((left, right) => left - right)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
export const say = (line: string): void => console.log(line);

/** What hangs on a service, so that "with its relations" has something to load: the same every time. */
export const RELATIONS = [
  `INSERT INTO phone (id, service_id, number, type)
     SELECT md5('phone ' || id)::uuid, id, '01632 960' || lpad((abs(hashtext(id::text)) % 1000)::text, 3, '0'), 'voice' FROM service`,
  `INSERT INTO schedule (id, service_id, freq, interval, byday, dtstart, opens_at, closes_at, timezone)
     SELECT md5('schedule ' || n || id)::uuid, id, 'WEEKLY', 1, (ARRAY['MO','TU','WE','TH','FR','SA'])[1 + abs(hashtext(id::text) + n) % 6],
            '2026-01-05', '10:00', '12:00', 'Europe/London' FROM service, generate_series(1, 2) n`,
  `INSERT INTO cost_option (id, service_id, option, amount, currency)
     SELECT md5('cost ' || id)::uuid, id, 'Each visit', abs(hashtext(id::text)) % 9, 'GBP' FROM service WHERE is_free IS FALSE`,
  `INSERT INTO language (id, service_id, name, code) SELECT md5('language ' || id)::uuid, id, 'English', 'en' FROM service`,
  `INSERT INTO accessibility (id, location_id, description)
     SELECT md5('accessibility ' || id)::uuid, id, 'Step-free access' FROM location`,
];

export interface BenchDatabase {
  url: string;
  name: string;
  drop(): Promise<void>;
}

/**
 * A PostgreSQL database with that many made-up services. It is kept for the next run, since making it takes longer than
 * measuring; another migration or another way of making things up makes another one.
 */
export async function benchDatabase(size: number): Promise<BenchDatabase> {
  if (!server) throw new Error('Set KITH_TEST_POSTGRES=postgresql://user@host:port/postgres.');
  const migrations = await readMigrations(path.join(root, 'prisma', 'migrations'));
  const made = ['synthetic.ts', 'bench-database.ts'].map((file) =>
    readFileSync(path.join(root, 'tests', 'bench', file)),
  );
  const hash = createHash('sha256').update(migrations.map(({ checksum }) => checksum).join());
  for (const text of made) hash.update(text);
  const name = `kith_bench_${size}_${hash.digest('hex').slice(0, 8)}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  };
  try {
    const { rows } = await admin.query<{ note: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
      [name],
    );
    // One that was cut off while it was being made has no note.
    if (rows[0]?.note === 'whole') return { url: url.href, name, drop };
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    const began = performance.now();
    const database = await openDatabase({
      url: url.href,
      dataDir: null,
      cacheDir: path.join(root, '.kith', 'cache'),
      migrations,
    });
    await fillSynthetic(database.pool, size);
    for (const statement of RELATIONS) await database.pool.query(statement);
    await database.pool.query('ANALYZE');
    await refreshServiceSearch(database.pool, 'all');
    await database.pool.query('VACUUM ANALYZE');
    await database.close();
    await admin.query(`COMMENT ON DATABASE ${name} IS 'whole'`);
    say(
      `Made ${size.toLocaleString('en')} services in ${((performance.now() - began) / 1000).toFixed(0)} s; kept as ${name}.`,
    );
    return { url: url.href, name, drop };
  } finally {
    await admin.end();
  }
}
