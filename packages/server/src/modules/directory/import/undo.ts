import type pg from 'pg';
import { refreshServiceSearch } from '../search-index.ts';
import { CHILDREN, type Table } from './columns.ts';
import { applyCorrections } from './corrections.ts';
import { ImportRowsChanged } from './problems.ts';
import { printOf, type Snapped } from './snapshot.ts';

const BATCH = 250;
const ENTITIES: readonly Snapped[] = ['taxonomy_term', 'organization', 'location', 'service'];

/**
 * Which rows of an import say something else now than when it was written: SQL conditions for `import_row r` joined with
 * its record `t`. Gone altogether counts as well.
 */
function changedSince(entity: Snapped): string {
  return `r.import_id = $1 AND r.entity = '${entity}' AND r.change <> 'REFUSE' AND r.written IS NOT NULL
    AND (t.id IS NULL OR r.written <> ${printOf(entity)})`;
}

/** How many records somebody changed since the import was applied, and their places in it, in order. */
export async function rowsChangedSince(
  client: pg.Pool | pg.PoolClient,
  importId: string,
  most: number,
): Promise<{ count: number; seqs: number[] }> {
  const union = ENTITIES.map(
    (entity) => `SELECT r.seq FROM import_row r LEFT JOIN ${entity} t ON t.id = r.row_id WHERE ${changedSince(entity)}`,
  ).join(' UNION ALL ');
  const { rows } = await client.query<{ seq: number; count: number }>(
    `SELECT seq, count(*) OVER ()::int AS count FROM (${union}) x ORDER BY seq LIMIT $2`,
    [importId, most],
  );
  return { count: rows[0]?.count ?? 0, seqs: rows.map(({ seq }) => seq) };
}

/**
 * Takes an import back as a whole. Call it with the source locked, inside a transaction. What it added is hidden and kept
 * (a request may be attached to it by now), what it changed is as it was, what it hid is there again; only a place that
 * must not be found since stays so. Rows that somebody
 * changed since are left alone or put back as well, as the steward chose.
 *
 * @param undoesChanges null: the steward was not asked, since there was nothing to choose
 * @throws {ImportRowsChanged} something changed since, and nobody chose
 */
export async function undoApplied(
  client: pg.PoolClient,
  applied: { id: string; sourceId: string },
  undoesChanges: boolean | null,
  now: Date,
  onProgress: (done: number) => void,
): Promise<void> {
  await client.query('CREATE TEMP TABLE undo_kept (seq int PRIMARY KEY) ON COMMIT DROP');
  if (undoesChanges !== true) {
    for (const entity of ENTITIES) {
      await client.query(
        `INSERT INTO undo_kept SELECT r.seq FROM import_row r LEFT JOIN ${entity} t ON t.id = r.row_id WHERE ${changedSince(entity)}`,
        [applied.id],
      );
    }
    const { rows } = await client.query<{ kept: number }>('SELECT count(*)::int AS kept FROM undo_kept');
    const kept = rows[0]?.kept ?? 0;
    if (kept > 0 && undoesChanges === null) throw new ImportRowsChanged(kept);
  }
  for (const entity of ENTITIES) {
    for await (const seqs of batchesOf(client, applied.id, entity)) {
      await putBack(client, applied.id, entity, seqs, now);
      onProgress(seqs.length);
    }
  }
  await applyCorrections(client, applied.sourceId);
  await refreshServiceSearch(client, { sourceId: applied.sourceId });
}

async function* batchesOf(client: pg.PoolClient, importId: string, entity: Snapped): AsyncGenerator<number[]> {
  for (let after = -1; ; ) {
    const { rows } = await client.query<{ seq: number }>(
      `SELECT r.seq FROM import_row r WHERE r.import_id = $1 AND r.entity = $2 AND r.change <> 'REFUSE' AND r.seq > $3
         AND NOT EXISTS (SELECT 1 FROM undo_kept k WHERE k.seq = r.seq) ORDER BY r.seq LIMIT ${BATCH}`,
      [importId, entity, after],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)?.seq ?? after;
    yield rows.map(({ seq }) => seq);
  }
}

async function putBack(client: pg.PoolClient, importId: string, entity: Snapped, seqs: number[], now: Date) {
  // Terms have no time of their own and are never hidden: what no service names is shown to nobody.
  if (entity !== 'taxonomy_term') {
    await client.query(
      `UPDATE ${entity} SET removed_at = $3, last_modified_at = $3 WHERE removed_at IS NULL AND id IN (
         SELECT row_id FROM import_row WHERE import_id = $1 AND seq = ANY($2) AND change = 'ADD')`,
      [importId, seqs, now],
    );
  }
  const { rows } = await client.query<{ keys: string[]; ids: string[] }>(
    `SELECT array_agg(DISTINCT key) AS keys, array_agg(DISTINCT row_id::text) AS ids
     FROM import_row, jsonb_object_keys(before -> 'row') AS key
     WHERE import_id = $1 AND seq = ANY($2) AND change <> 'ADD' AND before IS NOT NULL`,
    [importId, seqs],
  );
  const { keys, ids } = rows[0] ?? { keys: [], ids: [] };
  if (!keys || !ids || ids.length === 0) return;
  const from = `FROM import_row WHERE import_id = $1 AND seq = ANY($2) AND change <> 'ADD' AND before IS NOT NULL`;
  const touched = keys.includes('last_modified_at')
    ? ` || jsonb_build_object('last_modified_at', $3::timestamptz)`
    : '';
  await insertAgain(
    client,
    entity,
    keys,
    `SELECT jsonb_agg((before -> 'row')${touched}) ${from}`,
    touched === '' ? [importId, seqs] : [importId, seqs, now],
  );
  if (entity === 'taxonomy_term') return;
  for (const table of CHILDREN[entity])
    await client.query(`DELETE FROM ${table} WHERE ${entity}_id = ANY($1::uuid[])`, [ids]);
  for (const table of CHILDREN[entity]) {
    const children = `SELECT jsonb_array_elements(before -> 'children' -> '${table}') AS child ${from}`;
    const found = await client.query<{ keys: string[] | null }>(
      `SELECT array_agg(DISTINCT key) AS keys FROM (${children}) c, jsonb_object_keys(c.child) AS key`,
      [importId, seqs],
    );
    const columns = found.rows[0]?.keys;
    if (columns)
      await insertAgain(client, table, columns, `SELECT jsonb_agg(child) FROM (${children}) c`, [importId, seqs]);
  }
}

/** Puts rows in as they were; columns that a later Kith added keep what they hold. */
async function insertAgain(
  client: pg.PoolClient,
  table: Table,
  keys: readonly string[],
  rows: string,
  values: unknown[],
): Promise<void> {
  // Nor does it undo that a steward linked two entries since.
  const columns = keys.filter((key) => key !== 'same_as_id').map((key) => `"${key.replaceAll('"', '""')}"`);
  // Taking something back must never show where a refuge is.
  const newValue = (name: string) => (name === '"is_sensitive"' ? `excluded.${name} OR t.${name}` : `excluded.${name}`);
  await client.query(
    `INSERT INTO ${table} AS t (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, (${rows}))
     ON CONFLICT (id) DO UPDATE SET ${columns.map((name) => `${name} = ${newValue(name)}`).join(', ')}`,
    values,
  );
}
