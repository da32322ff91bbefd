import type { Kith } from '../../../kith.ts';
import { refreshServiceSearch } from '../../directory/search-index.ts';
import { ALIKE, MOST_FOUND, MOST_SHARING, NEARLY_THE_SAME, reasonsOf, type SharedThing } from './duplicate-rules.ts';

// One key for each thing that two entries of the same service would share. A place that must not be found is no key: what
// is said here could lead to it.
const KEYS = `
  SELECT s.id, 'PHONE' AS kind, right(regexp_replace(p.number, '\\D', '', 'g'), 9) AS key
  FROM offered s JOIN phone p ON p.service_id = s.id WHERE length(regexp_replace(p.number, '\\D', '', 'g')) >= 9
  UNION
  SELECT s.id, 'EMAIL', lower(btrim(s.email)) FROM offered s WHERE s.email LIKE '%_@_%'
  UNION
  SELECT s.id, 'WEB_PAGE', regexp_replace(lower(btrim(s.url)), '^(https?://)?(www\\.)?|[/?#]*$', '', 'g')
  FROM offered s WHERE length(s.url) > 5
  UNION
  SELECT s.id, 'POSTCODE', upper(regexp_replace(a.postal_code, '\\s', '', 'g'))
  FROM offered s JOIN service_at_location sl ON sl.service_id = s.id
  JOIN location l ON l.id = sl.location_id AND l.removed_at IS NULL AND NOT l.is_sensitive
  JOIN address a ON a.location_id = l.id WHERE length(a.postal_code) >= 5`;

/**
 * Two entries are likely the same when their names are alike and at least one thing besides agrees: phone, e-mail, web page
 * or postcode. Always the same answer for the same directory. What a steward has decided about a pair is not asked again.
 */
const CANDIDATES = `
  WITH offered AS MATERIALIZED (
    SELECT s.id, s.organization_id, s.email, s.url, lower(unaccent(s.name)) AS name
    FROM service s JOIN organization o ON o.id = s.organization_id
    WHERE s.removed_at IS NULL AND o.removed_at IS NULL AND s.status <> 'DEFUNCT'
  ), keys AS MATERIALIZED (${KEYS}),
  telling AS MATERIALIZED (
    SELECT k.* FROM keys k JOIN (
      SELECT kind, key FROM keys WHERE key <> '' GROUP BY 1, 2 HAVING count(*) BETWEEN 2 AND ${MOST_SHARING}) g USING (kind, key)
  ), pairs AS (
    SELECT a.id AS first, b.id AS second, array_agg(DISTINCT a.kind ORDER BY a.kind) AS shared
    FROM telling a JOIN telling b ON b.kind = a.kind AND b.key = a.key AND b.id > a.id
    GROUP BY 1, 2
  )
  SELECT p.first, p.second, p.shared, similarity(f.name, s.name)::float8 AS alike
  FROM pairs p JOIN offered f ON f.id = p.first JOIN offered s ON s.id = p.second
  WHERE similarity(f.name, s.name) >= CASE WHEN f.organization_id = s.organization_id THEN ${NEARLY_THE_SAME} ELSE ${ALIKE} END
    AND NOT EXISTS (SELECT FROM service_pair k WHERE k.first_id = p.first AND k.second_id = p.second)
  ORDER BY 4 DESC, 1, 2 LIMIT ${MOST_FOUND}`;

/** Looks through the directory and notes new pairs for a steward. Merges nothing. @returns how many are new */
export async function findDuplicates(kith: Kith): Promise<number> {
  const { rows } = await kith.database.pool.query<{
    first: string;
    second: string;
    shared: SharedThing[];
    alike: number;
  }>(CANDIDATES);
  const { count } = await kith.db.servicePair.createMany({
    data: rows.map(({ first, second, shared, alike }) => ({
      firstId: first,
      secondId: second,
      reasons: reasonsOf(shared, alike),
      foundAt: kith.clock.now(),
    })),
    skipDuplicates: true,
  });
  return count;
}

/** An entry stands behind another only while that one is offered: when it went, the other one is listed again. */
export async function showForsaken(kith: Kith): Promise<void> {
  const { rows } = await kith.database.pool.query<{ id: string }>(
    `SELECT s.id FROM service s LEFT JOIN search_document d ON d.service_id = s.id
     WHERE s.same_as_id IS NOT NULL AND s.status = 'ACTIVE' AND s.removed_at IS NULL
       AND (d.service_id IS NULL) = NOT EXISTS (SELECT FROM service m JOIN organization o ON o.id = m.organization_id
         WHERE m.id = s.same_as_id AND m.status = 'ACTIVE' AND m.removed_at IS NULL AND o.removed_at IS NULL)`,
  );
  if (rows.length > 0) await refreshServiceSearch(kith.database.pool, { serviceIds: rows.map(({ id }) => id) });
}
