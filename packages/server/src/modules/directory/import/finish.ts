import type pg from 'pg';
import { refreshServiceSearch } from '../search-index.ts';
import { applyCorrections } from './corrections.ts';
import type { Counts } from './report.ts';
import { rememberWritten } from './row-book.ts';
import { refreshPlannerFigures } from './store.ts';

/** From this many new rows on, the planner's old figures are wrong. */
const MANY = 100;

/**
 * What follows the writing, in its transaction: corrections win over the source, search is brought in step, and what now
 * stands is remembered, so that it can be taken back.
 */
export async function finishWriting(written: {
  client: pg.PoolClient;
  sourceId: string;
  importId: string;
  compared: Omit<Counts, 'unchanged'> & Partial<Counts>;
  now: Date;
}): Promise<void> {
  const { client, sourceId, importId, compared } = written;
  const { added, changed, removed } = compared;
  await applyCorrections(client, sourceId);
  if (added + changed + removed > 0) {
    if (added + changed > MANY) await refreshPlannerFigures(client);
    await refreshServiceSearch(client, { sourceId });
  }
  await rememberWritten(client, importId);
  await client.query(
    `UPDATE directory_import SET added = $2, changed = $3, removed = $4, unchanged = $5, phase = NULL, claim = NULL WHERE id = $1`,
    [importId, added, changed, removed, compared.unchanged ?? 0],
  );
}
