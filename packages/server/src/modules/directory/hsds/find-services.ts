import type pg from 'pg';
import { findPlace } from '../places.ts';
import type { HsdsQuery } from './query.ts';
import { taxonomyIdOf } from './shapes.ts';

/** The rows that a query asks for, as SQL that counts them and reads them in slices. */
export interface Selection {
  /** From FROM on; `s` is the service, `o` its organization, `at` the service at a location when places are listed. */
  from: string;
  values: unknown[];
}

// A postcode search of a service that must not be found answers in steps this wide.
const BAND_METRES = 5_000;

/**
 * Services, or services at locations, that the public may see and that a query asks for. Plain SQL, since a word or a
 * circle may stand for more ids than a statement takes values.
 */
export async function selectServices(pool: pg.Pool, query: HsdsQuery, kind: 'services' | 'places'): Promise<Selection> {
  const values: unknown[] = [];
  const value = (given: unknown, type: string) => {
    values.push(given);
    return `$${values.length}::${type}`;
  };
  const conditions = ["s.removed_at IS NULL AND s.status <> 'UNVERIFIED' AND o.removed_at IS NULL"];
  if (kind === 'places') conditions.push('l.removed_at IS NULL');
  if (query.search)
    conditions.push(
      `EXISTS (SELECT FROM search_document d WHERE d.service_id = s.id AND d.words @@ plainto_tsquery('kith_english', ${value(query.search, 'text')}))`,
    );
  if (query.organizationId) {
    const id = value(query.organizationId, 'uuid');
    conditions.push(`(o.hsds_id = ${id} OR o.id = ${id})`);
  }
  if (query.modifiedAfter) conditions.push(`s.last_modified_at >= ${value(query.modifiedAfter, 'timestamptz')}`);
  // For people of at least this age: it takes somebody of this age or older.
  if (query.minimumAge !== null)
    conditions.push(`coalesce(s.maximum_age, 999) >= ${value(query.minimumAge, 'float8')}`);
  if (query.maximumAge !== null) conditions.push(`coalesce(s.minimum_age, 0) <= ${value(query.maximumAge, 'float8')}`);
  const term = await termCondition(pool, query, value);
  if (term)
    conditions.push(
      `EXISTS (SELECT FROM attribute a JOIN taxonomy_term t ON t.id = a.taxonomy_term_id WHERE a.service_id = s.id AND ${term})`,
    );
  if (query.postcode !== null) {
    const { place } = await findPlace(pool, query.postcode);
    // Positions of places that must not be found are coarse here, and told in steps.
    const spot = kind === 'places' ? 'AND near.location_id = at.location_id' : '';
    conditions.push(
      place
        ? `EXISTS (SELECT FROM service_search near WHERE near.service_id = s.id ${spot} AND near.latitude IS NOT NULL
             AND ${metres(value(place.latitude, 'float8'), value(place.longitude, 'float8'))} <= ${value(query.proximity, 'float8')})`
        : 'false',
    );
  }
  const places =
    kind === 'places'
      ? 'JOIN service_at_location at ON at.service_id = s.id JOIN location l ON l.id = at.location_id'
      : '';
  return {
    from: `FROM service s JOIN organization o ON o.id = s.organization_id ${places} WHERE ${conditions.join(' AND ')}`,
    values,
  };
}

/** A condition on `t`, a taxonomy term; null: none was asked for. */
export async function termCondition(
  pool: pg.Pool,
  query: HsdsQuery,
  value: (given: unknown, type: string) => string,
): Promise<string | null> {
  const conditions: string[] = [];
  if (query.taxonomyTermId) {
    const id = value(query.taxonomyTermId, 'uuid');
    conditions.push(`(t.hsds_id = ${id} OR t.id = ${id})`);
  }
  if (query.taxonomyId) {
    const name = (await taxonomyNames(pool)).find((one) => taxonomyIdOf(one) === query.taxonomyId);
    conditions.push(`t.taxonomy = ${value(name ?? null, 'text')}`);
  }
  return conditions.length > 0 ? conditions.join(' AND ') : null;
}

/** The classifications that terms name. */
export async function taxonomyNames(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ taxonomy: string }>(
    'SELECT taxonomy FROM taxonomy_term GROUP BY taxonomy ORDER BY taxonomy COLLATE "C"',
  );
  return rows.map(({ taxonomy }) => taxonomy);
}

function metres(latitude: string, longitude: string): string {
  const exact = `12742000 * asin(sqrt(least(1, sin(radians(near.latitude - ${latitude}) / 2) ^ 2
    + cos(radians(${latitude})) * cos(radians(near.latitude)) * sin(radians(near.longitude - ${longitude}) / 2) ^ 2)))`;
  return `CASE WHEN near.is_sensitive THEN ceil((${exact}) / ${BAND_METRES}) * ${BAND_METRES} ELSE ${exact} END`;
}
