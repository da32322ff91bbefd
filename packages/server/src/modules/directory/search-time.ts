import type pg from 'pg';
import { badSearch, type ServiceSearch } from './search-input.ts';

/** Longer than this nobody waits for a list, and one visitor must not keep the database from the others. */
const LONGEST_MS = 5_000;
/** SQLSTATE query_canceled. */
const CANCELED = '57014';

/** Whether every place that is left has to be asked when it is open or on: no index knows that. */
function readsTimetables({ order, between, openAt, days }: ServiceSearch): boolean {
  return order === 'NEXT_SESSION' || between !== null || openAt !== null || days !== 0;
}

/**
 * Asks the database, and gives up in time what would read the timetables of too many places. PGlite, which holds small
 * directories, has no such clock.
 *
 * @throws BAD_USER_INPUT it took too long; the sentence says what makes it less
 */
export async function askInTime<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  search: ServiceSearch,
  statement: { text: string; values: unknown[] },
  longestMs = LONGEST_MS,
): Promise<Row[]> {
  if (!readsTimetables(search)) return (await pool.query<Row>(statement.text, statement.values)).rows;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL statement_timeout = ${longestMs}`);
    const { rows } = await client.query<Row>(statement.text, statement.values);
    await client.query('COMMIT');
    client.release();
    return rows;
  } catch (error) {
    const isBack = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    // One that cannot even go back is thrown away.
    client.release(!isBack);
    if ((error as { code?: unknown }).code !== CANCELED) throw error;
    throw badSearch('These are too many places at once. Add words, a place or a part of life.');
  }
}
