import type pg from 'pg';
import { CHILDREN, COLUMNS, type Table } from './columns.ts';
import { fieldChanges, type Snapshot, sentenceOf } from './plain-changes.ts';
import type { Counts, ReportBook } from './report.ts';
import type { RowBook } from './row-book.ts';
import { snapshotOf } from './snapshot.ts';
import type { Aggregate, Stage } from './stage.ts';

export type Kept = 'organization' | 'location' | 'service';

/** What writing rows needs. */
export interface Pen {
  client: pg.PoolClient;
  sourceId: string;
  now: Date;
}

/** What every step of comparing and writing needs. */
export interface Writing extends Pen {
  /** Where it is written down what happens to each record. */
  book: RowBook;
  stage: Stage;
  report: ReportBook;
  isPreview: boolean;
  onProgress(done: number): void;
}

const BATCH = 250;

/** Compares and, unless it is a preview, writes the records of one entity. Unchanged records are not touched. */
export async function storeAggregates(writing: Writing, entity: Kept): Promise<Counts> {
  const counts: Counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const batch of writing.stage.batches(entity, BATCH)) {
    await remember(
      writing,
      entity,
      batch.map((aggregate) => aggregate.id),
    );
    const known = await readKnown(writing, entity, batch);
    const added: Aggregate[] = [];
    const changed: Aggregate[] = [];
    for (const aggregate of batch) {
      const before = known.get(aggregate.id);
      if (!before) added.push(aggregate);
      else if (before.hash !== aggregate.hash || before.isRemoved) changed.push(aggregate);
      else counts.unchanged++;
    }
    counts.added += added.length;
    counts.changed += changed.length;
    for (const aggregate of added) tell(writing, entity, aggregate, 'added', 'New in the source.');
    if (changed.length > 0) await tellChanges(writing, entity, changed, known);
    await writing.book.write(entity, 'ADD', added);
    await writing.book.write(entity, 'CHANGE', changed);
    if (!writing.isPreview && added.length + changed.length > 0) {
      await writeAggregates(
        writing,
        entity,
        [...added, ...changed],
        changed.map((aggregate) => aggregate.id),
      );
    }
    writing.onProgress(batch.length);
  }
  await remember(writing, entity, writing.stage.marks(`refused ${entity}`));
  counts.removed = await remove(writing, entity);
  return counts;
}

/** Taxonomy terms have no history: they are brought in step, and stay when something may still point at them. */
export async function storeTerms(writing: Writing): Promise<void> {
  for (const batch of writing.stage.batches('taxonomy_term', BATCH)) {
    const { rows } = await writing.client.query<{ id: string; row: Record<string, unknown> }>(
      'SELECT id, to_jsonb(t) AS row FROM taxonomy_term t WHERE id = ANY($1::uuid[])',
      [batch.map(({ id }) => id)],
    );
    const known = new Map(rows.map(({ id, row }) => [id, row]));
    const isSame = ({ id, row }: Aggregate) =>
      Object.entries(row).every(
        ([name, value]) => JSON.stringify(known.get(id)?.[name] ?? null) === JSON.stringify(value ?? null),
      );
    await writing.book.write(
      'taxonomy_term',
      'ADD',
      batch.filter(({ id }) => !known.has(id)),
    );
    await writing.book.write(
      'taxonomy_term',
      'CHANGE',
      batch.filter((term) => known.has(term.id) && !isSame(term)),
    );
  }
  if (writing.isPreview) return;
  for (const batch of writing.stage.batches('taxonomy_term', BATCH)) await writeTerms(writing, batch);
  // Parents may come after their children.
  for (const batch of writing.stage.batches('taxonomy_term', BATCH)) await linkTerms(writing, batch);
}

/** Writes terms without the terms above them, which may come later. */
export async function writeTerms({ client, sourceId }: Pen, terms: readonly Pick<Aggregate, 'row'>[]): Promise<void> {
  const rows = terms.map((term) => ({ ...term.row, source_id: sourceId }));
  await upsert(client, 'taxonomy_term', rows, true);
}

export async function linkTerms({ client }: Pen, terms: readonly Pick<Aggregate, 'row'>[]): Promise<void> {
  await client.query(
    `UPDATE taxonomy_term t SET parent_id = r.parent_id FROM json_to_recordset($1::json) AS r(id uuid, parent_id uuid)
     WHERE t.id = r.id AND t.parent_id IS DISTINCT FROM r.parent_id`,
    [JSON.stringify(terms.map(({ row }) => ({ id: row.id, parent_id: row.parent_id })))],
  );
}

/** Without fresh figures the planner takes tables that were empty a second ago for empty still, and search stands still. */
export async function refreshPlannerFigures(client: pg.PoolClient): Promise<void> {
  await client.query(`ANALYZE ${Object.keys(COLUMNS).join(', ')}`);
}

/** A scratch table of what was seen, gone with the transaction. */
export async function prepareSeen(client: pg.PoolClient): Promise<void> {
  await client.query('CREATE TEMP TABLE import_seen (entity text NOT NULL, id uuid NOT NULL) ON COMMIT DROP');
  // Nobody counts a scratch table: without the index the planner compares every record with every other.
  await client.query('CREATE INDEX ON import_seen (id, entity)');
}

async function remember(writing: Writing, entity: Kept, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await writing.client.query('INSERT INTO import_seen SELECT $1, unnest($2::uuid[])', [entity, ids]);
}

interface Known {
  hash: string;
  isRemoved: boolean;
}

async function readKnown(writing: Writing, entity: Kept, batch: readonly Aggregate[]): Promise<Map<string, Known>> {
  const { rows } = await writing.client.query<{ id: string; hash: string; removed: boolean }>(
    `SELECT id, encode(content_hash, 'hex') AS hash, removed_at IS NOT NULL AS removed FROM ${entity} WHERE id = ANY($1::uuid[])`,
    [batch.map((aggregate) => aggregate.id)],
  );
  return new Map(rows.map((row) => [row.id, { hash: row.hash, isRemoved: row.removed }]));
}

/** Writes records with what hangs on them; of those that were there before, nothing old stays. */
export async function writeAggregates(
  { client, sourceId, now }: Pen,
  entity: Kept,
  aggregates: readonly Pick<Aggregate, 'hash' | 'row' | 'children'>[],
  changedIds: readonly string[],
): Promise<void> {
  const stamp = now.toISOString();
  const rows = aggregates.map((aggregate) => ({
    ...aggregate.row,
    source_id: sourceId,
    content_hash: `\\x${aggregate.hash}`,
    fetched_at: stamp,
    last_modified_at: stamp,
    removed_at: null,
  }));
  await upsert(client, entity, rows, false);
  const tables = CHILDREN[entity];
  if (changedIds.length > 0) {
    for (const table of tables)
      await client.query(`DELETE FROM ${table} WHERE ${entity}_id = ANY($1::uuid[])`, [changedIds]);
  }
  for (const table of tables) {
    const children = aggregates.flatMap((aggregate) => aggregate.children[table] ?? []);
    if (children.length > 0) await upsert(client, table, children, false);
  }
}

async function upsert(client: pg.PoolClient, table: Table, rows: readonly object[], isOnlyIfDifferent: boolean) {
  const columns = Object.entries(COLUMNS[table]);
  const names = columns.map(([name]) => `"${name}"`);
  const others = names.filter((name) => name !== '"id"');
  const isDifferent = `(${others.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')})`;
  await client.query(
    `INSERT INTO ${table} AS t (${names.join(', ')})
     SELECT ${names.join(', ')} FROM json_to_recordset($1::json) AS r(${columns.map(([name, type]) => `"${name}" ${type}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
     ${isOnlyIfDifferent ? `WHERE ${isDifferent}` : ''}`,
    [JSON.stringify(rows)],
  );
}

async function remove(writing: Writing, entity: Kept): Promise<number> {
  const gone = `source_id = $1 AND removed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM import_seen WHERE import_seen.entity = '${entity}' AND import_seen.id = ${entity}.id)`;
  const { rows } = await writing.client.query<{ id: string; record_id: string; name: string | null }>(
    `SELECT id, record_id, name FROM ${entity} WHERE ${gone} ORDER BY name, id`,
    [writing.sourceId],
  );
  await writing.book.remove(entity, rows);
  if (!writing.isPreview && rows.length > 0)
    await writing.client.query(`UPDATE ${entity} SET removed_at = $2, last_modified_at = $2 WHERE ${gone}`, [
      writing.sourceId,
      writing.now,
    ]);
  for (const row of rows) {
    writing.report.add({
      file: null,
      line: null,
      entity,
      recordId: row.record_id,
      title: row.name,
      outcome: 'removed',
      reason: 'No longer in the source; kept, but not shown.',
    });
  }
  return rows.length;
}

/** How people reach it, and whether they may find where it is. */
const DELICATE = new Set(['url', 'email', 'phone', 'contact', 'is_sensitive']);

async function tellChanges(writing: Writing, entity: Kept, changed: readonly Aggregate[], known: Map<string, Known>) {
  const { rows } = await writing.client.query<{ id: string; before: Snapshot }>(
    `SELECT id, ${snapshotOf(entity)} AS before FROM ${entity} t WHERE id = ANY($1::uuid[])`,
    [changed.map((aggregate) => aggregate.id)],
  );
  const before = new Map(rows.map((row) => [row.id, row.before]));
  for (const aggregate of changed) {
    const isBack = known.get(aggregate.id)?.isRemoved;
    const changes = fieldChanges(before.get(aggregate.id) ?? null, aggregate);
    if (changes.some(({ key }) => DELICATE.has(key))) writing.book.noteDelicate();
    const what = sentenceOf(changes);
    tell(writing, entity, aggregate, 'changed', isBack ? 'It is back in the source.' : what);
  }
}

function tell(
  writing: Writing,
  entity: Kept,
  aggregate: Aggregate,
  outcome: 'added' | 'changed',
  reason: string,
): void {
  const { file, line, recordId, title } = aggregate;
  writing.report.add({ file, line, entity, recordId, title, outcome, reason });
}
