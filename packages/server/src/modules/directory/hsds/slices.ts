import type pg from 'pg';
import type { HsdsObject } from './shapes.ts';

/** The keys of the last row of a slice, in the order of the list. */
export type Mark = readonly string[];

/**
 * Which rows of a list: so many passed over, for a page that somebody names by its number; or those after a row, which
 * costs the same at the end of a large directory as at its beginning.
 */
export type Part = { skip: number } | { after: Mark | null };

export interface Slice {
  records: HsdsObject[];
  /** Go on from here; null: there is no more. */
  last: Mark | null;
}

/** A list that can be counted and read in slices, in the order of ids: rows that are added or changed shift no page. */
export interface HsdsList {
  count(): Promise<number>;
  slice(part: Part, take: number): Promise<Slice>;
}

/** A list in SQL. `from` ends with its conditions; `keys` are uuids, and together they name one row. */
export interface Listing {
  from: string;
  values: readonly unknown[];
  keys: readonly string[];
}

export async function countOf(pool: pg.Pool, { from, values }: Listing): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, [...values]);
  return rows[0]?.n ?? 0;
}

/** Reads `columns` of a part of a list. A slice that is not full is the last. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  { from, values, keys }: Listing,
  columns: string,
  part: Part,
  take: number,
): Promise<{ rows: Row[]; last: Mark | null }> {
  const isAfter = 'after' in part && part.after !== null;
  const after = isAfter ? (part.after ?? []) : [];
  const condition = isAfter
    ? `AND (${keys.join(', ')}) > (${keys.map((_, index) => `$${values.length + index + 1}::uuid`).join(', ')})`
    : '';
  const offset = 'skip' in part ? `OFFSET ${part.skip}` : '';
  const { rows } = await pool.query<Row & { mark: string[] }>(
    `SELECT ${columns}, ARRAY[${keys.join(', ')}] AS mark ${from} ${condition} ORDER BY ${keys.join(', ')} ${offset} LIMIT ${take}`,
    [...values, ...after],
  );
  return { rows, last: rows.length < take ? null : (rows.at(-1)?.mark ?? null) };
}

/** A list that is in memory already. */
export function inMemory(all: readonly HsdsObject[]): HsdsList {
  return {
    count: async () => all.length,
    async slice(part, take) {
      const start = 'skip' in part ? part.skip : Number(part.after?.[0] ?? 0);
      const records = all.slice(start, start + take);
      return { records, last: records.length < take ? null : [String(start + take)] };
    },
  };
}
