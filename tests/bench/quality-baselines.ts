import MiniSearch from 'minisearch';
import type pg from 'pg';

/** Answers a text with record ids, best first. */
export type Engine = (text: string) => Promise<string[]>;

interface Row {
  id: string;
  name: string;
  description: string;
  terms: string;
}

/** What most directories do: any of the words, ts_rank over name and description. */
export async function plainTsRank(pool: pg.Pool): Promise<Engine> {
  await pool.query('DROP TABLE IF EXISTS quality_baseline');
  await pool.query(
    `CREATE TABLE quality_baseline AS
     SELECT id, to_tsvector('english', concat_ws(' ', name, description)) AS words FROM (${ROWS}) r`,
  );
  return async (text) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM quality_baseline b, websearch_to_tsquery('english', $1) q
       WHERE b.words @@ q ORDER BY ts_rank(b.words, q) DESC, id LIMIT 20`,
      [(text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' or ')],
    );
    return rows.map((row) => row.id);
  };
}

/**
 * MiniSearch (BM25+) over the same texts. As its manual advises: names count more, and words are found by their beginning
 * and with slips.
 */
export async function miniSearch(pool: pg.Pool, withTerms: boolean, isTuned: boolean): Promise<Engine> {
  const { rows } = await pool.query<Row>(ROWS);
  const index = new MiniSearch<Row>({
    fields: ['name', 'description', ...(withTerms ? ['terms'] : [])],
    ...(isTuned ? { searchOptions: { boost: { name: 3, terms: 2 }, prefix: true, fuzzy: 0.2 } } : {}),
  });
  index.addAll(rows);
  return async (text) =>
    index
      .search(text)
      .slice(0, 20)
      .map((found) => String(found.id));
}

const ROWS = `
  SELECT s.record_id AS id, s.name, concat_ws(' ', s.summary, s.description) AS description, coalesce(t.names, '') AS terms
  FROM service s
  LEFT JOIN LATERAL (SELECT string_agg(tt.name, ' ') AS names FROM attribute a JOIN taxonomy_term tt ON tt.id = a.taxonomy_term_id
                     WHERE a.service_id = s.id) t ON true
  WHERE s.status = 'ACTIVE' AND s.removed_at IS NULL`;
