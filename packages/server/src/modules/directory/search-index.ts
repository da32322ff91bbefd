import type pg from 'pg';
import { refreshPlaces } from './places-index.ts';
import { facetBitsSql } from './search-facets.ts';

/** Which services to index again. */
export type SearchScope = { sourceId: string } | { serviceIds: string[] } | 'all';

/** Anything that runs SQL on one connection: a client of `pg`, or a Prisma transaction (sqlOf). */
export interface SqlRunner {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** A Prisma transaction as a runner, so that an action can keep the index in step in its own transaction. */
export function sqlOf(tx: { $queryRawUnsafe(text: string, ...values: unknown[]): Promise<unknown> }): SqlRunner {
  return { query: async (text, values = []) => ({ rows: (await tx.$queryRawUnsafe(text, ...values)) as unknown[] }) };
}

// Two refreshes at once would count a word's documents wrong, or lock words in opposite orders.
const READ_TABLES =
  'service, organization, service_at_location, location, address, attribute, taxonomy_term, schedule, language, accessibility';
const SEARCH_LOCK = 7_263_004;
// Longer texts are cut: nobody searches for what stands on the twentieth page.
const MOST_CHARACTERS = 20_000;
// BM25: how soon more of the same word stops to matter, how much a long text counts less, and what "long" is. The mean
// length is a constant so that a service's impact does not change when other services come (cursors rely on it).
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.4;
const MEAN_LENGTH = 90;
/** Degrees: where a place that must not be found is put, about 5 km. */
export const SENSITIVE_GRID = 0.05;

/**
 * Brings the search tables in step with the directory: only ACTIVE services that are still in their source are found.
 * Set-based; words are written again only for services whose words changed. Call it inside the transaction that changed
 * the directory. With a pool, it makes a transaction of its own.
 */
export async function refreshServiceSearch(
  client: pg.PoolClient | pg.Pool | SqlRunner,
  scope: SearchScope,
): Promise<void> {
  if (!isPool(client)) return refresh(client as SqlRunner, scope);
  const connection = await client.connect();
  try {
    await connection.query('BEGIN');
    await refresh(connection, scope);
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}

function isPool(client: object): client is pg.Pool {
  return 'connect' in client && 'totalCount' in client;
}

async function refresh(client: SqlRunner, scope: SearchScope): Promise<void> {
  const { services, documents, rows, values } = scopeSql(scope);
  await client.query(`SELECT pg_advisory_xact_lock(${SEARCH_LOCK})::text`);
  const isBig = scope === 'all' || 'sourceId' in scope;
  // A fresh import has not been counted yet, and a plan for empty tables takes minutes.
  if (isBig) await client.query(`ANALYZE ${READ_TABLES}`);
  await refreshPlaces(client, scope);
  await client.query('DROP TABLE IF EXISTS pg_temp.search_stage');
  await client.query(
    'CREATE TEMP TABLE search_stage (n integer GENERATED ALWAYS AS IDENTITY, service_id uuid, source_id uuid, body text, words tsvector, is_changed boolean)',
  );
  await client.query(stageSql(services), values);
  await client.query('ANALYZE search_stage');
  await client.query(
    `UPDATE search_stage st SET is_changed = false FROM search_document d WHERE d.service_id = st.service_id AND d.words = st.words`,
  );
  await client.query(
    `WITH stale AS (
       SELECT d.doc, d.words FROM search_document d LEFT JOIN search_stage st USING (service_id)
       WHERE ${documents} AND coalesce(st.is_changed, true)
     ), gone AS (
       DELETE FROM search_posting p USING stale, unnest(stale.words) t, search_word w
       WHERE w.lexeme = t.lexeme AND p.word = w.id AND p.doc = stale.doc RETURNING p.word
     )
     UPDATE search_word w SET documents = w.documents - gone.n
     FROM (SELECT word, count(*)::int AS n FROM gone GROUP BY word) gone WHERE w.id = gone.word`,
    values,
  );
  await client.query(`DELETE FROM service_search ss WHERE ${rows}`, values);
  await client.query(
    `DELETE FROM search_document d WHERE ${documents} AND NOT EXISTS (SELECT FROM search_stage st WHERE st.service_id = d.service_id)`,
    values,
  );
  await client.query(
    `INSERT INTO search_document (service_id, source_id, words) SELECT service_id, source_id, words FROM search_stage WHERE is_changed
     ON CONFLICT (service_id) DO UPDATE SET words = excluded.words, source_id = excluded.source_id`,
  );
  await client.query(NEW_WORDS);
  await client.query(NEW_POSTINGS);
  await client.query(ROWS, []);
  await client.query('DROP TABLE pg_temp.search_stage');
  if (isBig) {
    // After a big change the planner must not work with yesterday's sizes.
    await client.query('ANALYZE service_search, search_document, search_word, search_posting, place');
  }
}

function scopeSql(scope: SearchScope): { services: string; documents: string; rows: string; values: unknown[] } {
  if (scope === 'all') return { services: 'true', documents: 'true', rows: 'true', values: [] };
  if ('sourceId' in scope) {
    return {
      services: 's.source_id = $1::uuid',
      documents: 'd.source_id = $1::uuid',
      rows: 'ss.source_id = $1::uuid',
      values: [scope.sourceId],
    };
  }
  return {
    services: 's.id = ANY ($1::uuid[])',
    documents: 'd.service_id = ANY ($1::uuid[])',
    rows: 'ss.service_id = ANY ($1::uuid[])',
    values: [scope.serviceIds],
  };
}

/** PostgreSQL takes "food/clothing" for the path of a file, one word that nobody types. */
function wordsSql(text: string): string {
  return `to_tsvector('kith_english', translate(${text}, '/', ' '))`;
}

/** The words of each service: A its name, B what it is in short, C at length, D who runs it and where. */
function stageSql(services: string): string {
  return `
    INSERT INTO search_stage (service_id, source_id, body, words, is_changed)
    SELECT id, source_id, concat_ws(' ', a, b, c, d),
           setweight(${wordsSql('a')}, 'A') || setweight(${wordsSql('b')}, 'B')
           || setweight(${wordsSql('c')}, 'C') || setweight(${wordsSql('d')}, 'D'), true
    FROM (
      SELECT s.id, s.source_id,
             concat_ws(' ', s.name, s.alternate_name) AS a,
             concat_ws(' ', s.summary, array_to_string(s.keywords, ' '), terms.names) AS b,
             left(concat_ws(' ', o.name, o.alternate_name, s.description, s.eligibility), ${MOST_CHARACTERS}) AS c,
             left(concat_ws(' ', places.names, o.description), ${MOST_CHARACTERS}) AS d
      FROM service s
      JOIN organization o ON o.id = s.organization_id
      LEFT JOIN LATERAL (
        SELECT string_agg(concat_ws(' ', t.name, a.value), ' ' ORDER BY t.name) AS names
        FROM attribute a JOIN taxonomy_term t ON t.id = a.taxonomy_term_id WHERE a.service_id = s.id
      ) terms ON true
      LEFT JOIN LATERAL (
        SELECT string_agg(concat_ws(' ', l.name, ad.city), ' ' ORDER BY l.id, ad.id) AS names
        FROM service_at_location sl JOIN location l ON l.id = sl.location_id LEFT JOIN address ad ON ad.location_id = l.id
        WHERE sl.service_id = s.id AND l.removed_at IS NULL AND NOT l.is_sensitive
      ) places ON true
      WHERE ${services} AND s.status = 'ACTIVE' AND s.removed_at IS NULL AND o.removed_at IS NULL
        -- Linked as one service: found once, as long as the entry that stands for it is offered.
        AND NOT EXISTS (SELECT FROM service m JOIN organization mo ON mo.id = m.organization_id
          WHERE m.id = s.same_as_id AND m.status = 'ACTIVE' AND m.removed_at IS NULL AND mo.removed_at IS NULL)
    ) texts`;
}

/** Stems that are new, each with the shortest word that was found for it ("hous" is shown as "house"). */
const NEW_WORDS = `
  WITH found AS MATERIALIZED (
    SELECT t.lexeme, min(st.n) AS n
    FROM search_stage st, unnest(st.words) t
    WHERE st.is_changed AND NOT EXISTS (SELECT FROM search_word w WHERE w.lexeme = t.lexeme)
    GROUP BY t.lexeme
  ), tokens AS MATERIALIZED (
    SELECT DISTINCT p.token
    FROM search_stage st, ts_parse('default', translate(st.body, '/', ' ')) p
    WHERE st.n IN (SELECT n FROM found) AND p.tokid IN (1, 2, 10, 11)
  ), spoken AS (
    SELECT DISTINCT ON (lexeme) word, lexeme
    FROM (SELECT word, (ts_lexize('english_stem', word))[1] AS lexeme FROM (SELECT lower(unaccent(token)) AS word FROM tokens) w) s
    ORDER BY lexeme, length(word), word
  )
  INSERT INTO search_word (lexeme, word)
  SELECT found.lexeme, coalesce(spoken.word, found.lexeme) FROM found LEFT JOIN spoken USING (lexeme) ORDER BY found.lexeme`;

/** In the order of words, so that the services of one word lie side by side. */
const NEW_POSTINGS = `
  WITH said AS (
    SELECT d.doc, t.lexeme, length(st.words) AS total,
           3 * cardinality(array_positions(t.weights, 'A')) + 2.5 * cardinality(array_positions(t.weights, 'B'))
           + cardinality(array_positions(t.weights, 'C')) + 0.3 * cardinality(array_positions(t.weights, 'D')) AS amount
    FROM search_stage st
    JOIN search_document d USING (service_id),
    LATERAL unnest(st.words) t
    WHERE st.is_changed
  ), added AS (
    INSERT INTO search_posting (word, doc, impact)
    SELECT w.id, said.doc,
           round(1000 * amount * ${SATURATION + 1} / (amount + ${SATURATION} * (${1 - LENGTH_WEIGHT} + ${LENGTH_WEIGHT} * total / ${MEAN_LENGTH}.0)))::int
    FROM said JOIN search_word w USING (lexeme)
    ORDER BY w.id, said.doc
    RETURNING word
  )
  UPDATE search_word w SET documents = w.documents + added.n
  FROM (SELECT word, count(*)::int AS n FROM added GROUP BY word) added WHERE w.id = added.word`;

/** Beside the weekdays: on dates of the month, whatever weekday they are. */
const BY_DATE = 1 << 7;
const DAY_BITS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
  .map((day, bit) => `CASE WHEN upper(sc.byday) LIKE '%${day}%' THEN ${1 << bit} ELSE 0 END`)
  .join(' | ');

/** One row per service and place. A virtual or postal place is no place to travel to. */
const ROWS = `
  WITH placed AS (
    SELECT s.id, l.id AS location_id, l.is_sensitive,
           CASE WHEN l.is_sensitive THEN round(spot.latitude / ${SENSITIVE_GRID}) * ${SENSITIVE_GRID} ELSE spot.latitude END AS latitude,
           CASE WHEN l.is_sensitive THEN round(spot.longitude / ${SENSITIVE_GRID}) * ${SENSITIVE_GRID} ELSE spot.longitude END AS longitude,
           row_number() OVER (PARTITION BY s.id ORDER BY spot.latitude IS NULL, l.id) AS rank
    FROM search_stage st
    JOIN service s ON s.id = st.service_id
    LEFT JOIN (service_at_location sl JOIN location l ON l.id = sl.location_id AND l.removed_at IS NULL AND l.location_type = 'PHYSICAL')
      ON sl.service_id = s.id
    LEFT JOIN LATERAL (
      -- Without coordinates: the middle of its postcode district, as far as other addresses tell.
      SELECT p.latitude, p.longitude FROM address ad JOIN place p ON p.key =
        CASE WHEN upper(ad.postal_code) ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}$'
             THEN left(upper(replace(ad.postal_code, ' ', '')), -3) ELSE left(ad.postal_code, 5) END
      WHERE l.latitude IS NULL AND ad.location_id = l.id AND p.kind IN ('OUTWARD_CODE', 'ZIP') LIMIT 1
    ) guess ON true
    CROSS JOIN LATERAL (
      SELECT CASE WHEN known THEN l.latitude ELSE guess.latitude END AS latitude,
             CASE WHEN known THEN l.longitude ELSE guess.longitude END AS longitude
      FROM (SELECT l.latitude BETWEEN -90 AND 90 AND l.longitude BETWEEN -180 AND 180 AND (l.latitude <> 0 OR l.longitude <> 0) AS known) k
    ) spot
  )
  INSERT INTO service_search (facets, doc, service_id, location_id, organization_id, source_id, latitude, longitude,
    last_modified_at, assured_at, minimum_age, maximum_age, days, is_main, is_sensitive, is_anywhere, name, languages, accessibility, term_ids)
  SELECT ${facetBitsSql('s')}, d.doc, s.id, placed.location_id, s.organization_id, s.source_id, placed.latitude, placed.longitude,
         s.last_modified_at, s.assured_at,
         -- least() passes over NULL, and would make "not said" an age of 999.
         CASE WHEN s.minimum_age IS NOT NULL THEN least(s.minimum_age, 999) END,
         CASE WHEN s.maximum_age IS NOT NULL THEN least(s.maximum_age, 999) END,
         coalesce(opening.days, 0),
         placed.rank = 1, coalesce(placed.is_sensitive, false), s.is_online OR placed.location_id IS NULL,
         lower(unaccent(left(s.name, 60))), spoken.languages, reachable.accessibility, terms.ids
  FROM placed
  JOIN service s ON s.id = placed.id
  JOIN search_document d ON d.service_id = s.id
  LEFT JOIN LATERAL (
    SELECT bit_or(${DAY_BITS} | CASE WHEN sc.byday IS NULL AND upper(sc.freq) = 'WEEKLY' AND sc.dtstart IS NOT NULL
                                     THEN 1 << (extract(isodow FROM sc.dtstart)::int - 1)
                                     WHEN sc.byday IS NULL AND upper(sc.freq) = 'MONTHLY' THEN ${BY_DATE} ELSE 0 END) AS days
    -- Two ways in, each with its own index: with OR every row of "schedule" is read for every service.
    FROM (SELECT * FROM schedule WHERE service_id = s.id
          UNION ALL SELECT at.* FROM service_at_location sl JOIN schedule at ON at.service_at_location_id = sl.id
          WHERE sl.service_id = s.id AND sl.location_id = placed.location_id) sc
  ) opening ON true
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT word) AS languages
    FROM (SELECT * FROM language la WHERE la.service_id = s.id UNION SELECT * FROM language la WHERE la.location_id = placed.location_id) la,
         LATERAL (VALUES (lower(la.name)), (lower(la.code))) v (word) WHERE word <> ''
  ) spoken ON true
  LEFT JOIN LATERAL (
    -- Details can tell the way, and whoever may filter by them can read them.
    SELECT array_agg(lower(concat_ws(' ', ac.description, CASE WHEN NOT placed.is_sensitive THEN ac.details END)) ORDER BY ac.id) AS accessibility
    FROM accessibility ac WHERE ac.location_id = placed.location_id
  ) reachable ON true
  LEFT JOIN LATERAL (
    WITH RECURSIVE up AS (
      SELECT t.id, t.parent_id FROM attribute a JOIN taxonomy_term t ON t.id = a.taxonomy_term_id WHERE a.service_id = s.id
      UNION SELECT t.id, t.parent_id FROM up JOIN taxonomy_term t ON t.id = up.parent_id
    ) SELECT array_agg(id) AS ids FROM up
  ) terms ON true`;
