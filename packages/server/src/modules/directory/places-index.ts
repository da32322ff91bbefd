import type { SearchScope, SqlRunner } from './search-index.ts';

/**
 * Keys of the places that an address lies in. Only full codes count: "M33 2AB" gives M33 and M332AB, "21215-3041" gives
 * 21215. Places that must not be found give none: a postcode with one refuge in it would be its address.
 */
const KEYS = `
  SELECT l.latitude, l.longitude, l.source_id, k.kind, k.key, k.name, k.region, upper(coalesce(ad.country, '')) AS country
  FROM address ad
  JOIN location l ON l.id = ad.location_id
  CROSS JOIN LATERAL (
    SELECT code, city, state, substring(code FROM '^([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}$') AS outward,
           substring(code FROM '^([0-9]{5})(?:-?[0-9]{4})?$') AS zip
    FROM (SELECT upper(replace(ad.postal_code, ' ', '')) AS code, btrim(coalesce(ad.city, '')) AS city,
                 btrim(upper(coalesce(ad.state_province, ''))) AS state OFFSET 0) raw
    OFFSET 0
  ) a
  CROSS JOIN LATERAL (VALUES
    ('POSTCODE', CASE WHEN a.outward IS NOT NULL THEN a.code END, a.outward || ' ' || right(a.code, 3), ''),
    ('OUTWARD_CODE', a.outward, a.outward, ''),
    ('POSTCODE_AREA', rtrim(left(a.outward, 2), '0123456789'), rtrim(left(a.outward, 2), '0123456789'), ''),
    ('ZIP', a.zip, a.zip, a.state),
    ('CITY', CASE WHEN length(a.city) BETWEEN 2 AND 60 AND a.city ~ '[[:alpha:]]' THEN lower(unaccent(a.city)) END, initcap(a.city),
             CASE WHEN a.zip IS NOT NULL THEN a.state ELSE '' END)
  ) k (kind, key, name, region)
  WHERE k.key IS NOT NULL AND NOT l.is_sensitive AND l.removed_at IS NULL
    AND l.latitude BETWEEN -90 AND 90 AND l.longitude BETWEEN -180 AND 180 AND (l.latitude <> 0 OR l.longitude <> 0)`;

/** The middle value, not the mean: one address in the wrong town must not move a whole town. */
const MIDDLES = `
  SELECT kind, key, region, country, min(name), percentile_cont(0.5) WITHIN GROUP (ORDER BY latitude),
         percentile_cont(0.5) WITHIN GROUP (ORDER BY longitude), count(*)::int
  FROM found GROUP BY kind, key, region, country`;

const COLUMNS = 'kind, key, region, country, name, latitude, longitude, weight';

/** Derives where places are from the addresses in the directory. A few services only add places that were not known. */
export async function refreshPlaces(client: SqlRunner, scope: SearchScope): Promise<void> {
  if (scope !== 'all' && 'serviceIds' in scope) {
    await client.query(
      `WITH found AS (${KEYS} AND l.id IN (SELECT sl.location_id FROM service_at_location sl WHERE sl.service_id = ANY ($1::uuid[])))
       INSERT INTO place (${COLUMNS}) ${MIDDLES} ON CONFLICT DO NOTHING`,
      [scope.serviceIds],
    );
    return;
  }
  await client.query('DELETE FROM place');
  await client.query(`WITH found AS (${KEYS}) INSERT INTO place (${COLUMNS}) ${MIDDLES}`);
}
