import type pg from 'pg';
import { ImportRefused } from './problems.ts';
import type { ImportProgress } from './progress.ts';
import type { Counts } from './report.ts';
import type { Stage } from './stage.ts';
import { prepareSeen, storeAggregates, storeTerms, type Writing } from './store.ts';

export interface Compared {
  organizations: Counts;
  services: Counts;
  locations: Counts;
}

/** Imports, applies and undoes of one source wait for each other; the lock goes with the transaction, whatever ends it. */
export async function lockSource(client: pg.PoolClient, key: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('kith import ' || $1, 0))`, [key]);
  // What is written down as JSON must read the same whoever reads it.
  await client.query(`SET LOCAL TimeZone = 'UTC'`);
}

/**
 * Compares everything that was staged with the directory, and writes it unless it is a preview. What happens to each
 * record goes into the book.
 *
 * @throws {ImportRefused} it looks like another directory than the one that is known under this key
 */
export async function compareDirectory(
  writing: Omit<Writing, 'onProgress'>,
  key: string,
  onProgress: (progress: ImportProgress) => void,
): Promise<Compared> {
  const { client, stage, book, report } = writing;
  const total = stage.countKept('organization') + stage.countKept('location') + stage.countKept('service');
  let done = 0;
  const whole: Writing = {
    ...writing,
    onProgress(count) {
      done += count;
      onProgress({ phase: 'writing', done, total });
    },
  };
  await refuseAnotherDirectory(client, stage, writing.sourceId, key);
  await prepareSeen(client);
  await storeTerms(whole);
  const organizations = await storeAggregates(whole, 'organization');
  const locations = await storeAggregates(whole, 'location');
  const services = await storeAggregates(whole, 'service');
  await book.refuse(report);
  return { organizations, services, locations };
}

/** Of organizations, services and locations together. */
export function sumOf({ organizations, services, locations }: Compared): Counts {
  const all = [organizations, services, locations];
  const sum = (name: keyof Counts) => all.reduce((total, counts) => total + counts[name], 0);
  return { added: sum('added'), changed: sum('changed'), removed: sum('removed'), unchanged: sum('unchanged') };
}

const ENOUGH_TO_TELL = 10;

/** Two folders may both be called "data": the second must not wipe out the first. */
async function refuseAnotherDirectory(
  client: pg.PoolClient,
  stage: Stage,
  sourceId: string,
  key: string,
): Promise<void> {
  const { rows } = await client.query<{ live: number }>(
    'SELECT count(*)::int AS live FROM service WHERE source_id = $1 AND removed_at IS NULL',
    [sourceId],
  );
  if ((rows[0]?.live ?? 0) < ENOUGH_TO_TELL) return;
  for (const batch of stage.batches('service', 1_000)) {
    const known = await client.query('SELECT 1 FROM service WHERE source_id = $1 AND id = ANY($2::uuid[]) LIMIT 1', [
      sourceId,
      batch.map((aggregate) => aggregate.id),
    ]);
    if (known.rows.length > 0) return;
  }
  throw new ImportRefused(
    'ANOTHER_DIRECTORY',
    `None of its services was in the directory that Kith knows as "${key}", so it looks like another one. Give it a name of its own with --key.`,
  );
}
