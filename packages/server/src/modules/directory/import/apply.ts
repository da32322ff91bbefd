import type pg from 'pg';
import { finishWriting } from './finish.ts';
import { ImportOutdated } from './problems.ts';
import { isDifferentFrom, type Snapped } from './snapshot.ts';
import type { Aggregate } from './stage.ts';
import { type Kept, linkTerms, type Pen, writeAggregates, writeTerms } from './store.ts';

const BATCH = 250;
const KEPT: readonly Kept[] = ['organization', 'location', 'service'];

/** The import that is to be applied, as it was previewed. */
export interface Previewed {
  id: string;
  sourceId: string;
  startedAt: Date;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

/**
 * Writes exactly what was previewed. Call it with the source locked, inside a transaction: all of it, or nothing.
 *
 * @throws {ImportOutdated} the directory changed under the preview
 */
export async function applyPreviewed(
  client: pg.PoolClient,
  previewed: Previewed,
  now: Date,
  onProgress: (done: number) => void,
): Promise<void> {
  await assertStillAsPreviewed(client, previewed);
  const pen: Pen = { client, sourceId: previewed.sourceId, now };
  for await (const terms of rowsToWrite(client, previewed.id, 'taxonomy_term')) await writeTerms(pen, terms);
  for await (const terms of rowsToWrite(client, previewed.id, 'taxonomy_term')) await linkTerms(pen, terms);
  for (const entity of KEPT) {
    for await (const rows of rowsToWrite(client, previewed.id, entity)) {
      const changedIds = rows.filter(({ change }) => change === 'CHANGE').map(({ rowId }) => rowId);
      await writeAggregates(pen, entity, rows, changedIds);
      onProgress(rows.length);
    }
    await client.query(
      `UPDATE ${entity} SET removed_at = $2, last_modified_at = $2 WHERE id IN (
         SELECT row_id FROM import_row WHERE import_id = $1 AND entity = $3 AND change = 'REMOVE')`,
      [previewed.id, now, entity],
    );
  }
  await finishWriting({ client, sourceId: previewed.sourceId, importId: previewed.id, compared: previewed, now });
}

type RowToWrite = Pick<Aggregate, 'hash' | 'row' | 'children'> & { change: 'ADD' | 'CHANGE'; rowId: string };

async function* rowsToWrite(client: pg.PoolClient, importId: string, entity: Snapped): AsyncGenerator<RowToWrite[]> {
  for (let after = -1; ; ) {
    const { rows } = await client.query<{ seq: number; change: 'ADD' | 'CHANGE'; row_id: string; after: Aggregate }>(
      `SELECT seq, change, row_id, after FROM import_row
       WHERE import_id = $1 AND entity = $2 AND change IN ('ADD', 'CHANGE') AND seq > $3 ORDER BY seq LIMIT ${BATCH}`,
      [importId, entity, after],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)?.seq ?? after;
    yield rows.map(({ change, row_id, after: { hash, row, children } }) => ({
      ...{ change, rowId: row_id, hash, row, children },
    }));
  }
}

async function assertStillAsPreviewed(client: pg.PoolClient, previewed: Previewed): Promise<void> {
  const others = await client.query(
    `SELECT 1 FROM directory_import WHERE source_id = $1 AND id <> $2 AND (applied_at > $3 OR undone_at > $3) LIMIT 1`,
    [previewed.sourceId, previewed.id, previewed.startedAt],
  );
  if (others.rows.length > 0)
    throw new ImportOutdated(
      'Another import of this source was applied or taken back after this one was read. Read the source again.',
    );
  const names: string[] = [];
  for (const entity of [...KEPT, 'taxonomy_term'] as const) {
    const { rows } = await client.query<{ title: string | null }>(
      `SELECT r.title FROM import_row r LEFT JOIN ${entity} t ON t.id = r.row_id
       WHERE r.import_id = $1 AND r.entity = $2 AND r.change <> 'REFUSE'
         AND CASE r.change WHEN 'ADD' THEN t.id IS NOT NULL
             ELSE t.id IS NULL OR ${isDifferentFrom(entity, 'r.before')} END
       ORDER BY r.seq LIMIT 4`,
      [previewed.id, entity],
    );
    names.push(...rows.map(({ title }) => `"${title ?? 'a record without a name'}"`));
  }
  if (names.length === 0) return;
  const shown = names.slice(0, 3).join(', ');
  throw new ImportOutdated(
    `${shown}${names.length > 3 ? ' and others' : ''} changed in the directory after this was read. Read the source again, so that nothing is lost.`,
  );
}
