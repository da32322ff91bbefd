import type { SearchPlace } from './places.ts';
import { facetFilter, ONLINE_BIT, passingFacetsSql } from './search-facets.ts';
import { hits } from './search-hits.ts';
import type { ServiceSearch } from './search-input.ts';
import { Values } from './search-values.ts';
import type { Understood } from './search-words.ts';

/** One search, ready to be asked. */
export interface Question {
  search: ServiceSearch;
  /** Null: no text, or nothing in it that could be searched for. */
  words: Understood | null;
  place: SearchPlace | null;
  /** Around the place; null: anywhere. */
  radiusKm: number | null;
  /** Any word is enough. */
  isLoose: boolean;
  asOf: Date;
  /** Sort keys of the last row of the page before. */
  after: [number, string, number] | null;
  limit: number;
}

/** Sort keys [first, second, doc] · service id · metres and whether the place is sensitive · groups found. */
export type FoundRow = [
  first: number,
  second: string,
  doc: number,
  serviceId: string,
  metres: number | null,
  isSensitive: boolean,
  mask: number,
];

/** What the one statement answers. */
export interface Answer {
  /** How many services have exactly these facets, and how many of them have a distance. */
  combinations: { facets: number; count: number; placed: number }[];
  page: FoundRow[];
}

// Kilometres. Real distances to a place that must not be found would add up to its address.
const BANDS_KM = [5, 10, 25, 50, 100];
/** Where the weight of distance has fallen by half: a bus ride. Somebody who says where they are means it. */
const HALF_KM = 4;
/** Without a place (a helpline, a national fund) something counts like a place this far away. */
const PLACELESS_KM = 10;
const EARTH_METRES = 12_742_000;
/** More than any distance on Earth. */
const FARTHEST = 30_000_000;
const SCORE_STEPS = 2_097_151;
/** Minutes since 1970, later than any session: in the year 2160. */
const NEVER_MINUTES = 100_000_000;
/** Up to here looking up each service costs less than reading all. */
const FEW_POSTINGS = 6_000;

/** The whole search as one statement: page, total and facets. Texts of people only ever go in as values. */
export function searchStatement(question: Question): { text: string; values: unknown[] } {
  const values = new Values();
  const { search, words, place, after, limit } = question;
  const filters = rowFilters(search, values);
  const isByPlaceRow =
    search.days !== 0 || search.openAt !== null || search.between !== null || search.accessibility.length > 0;
  const needsBase = place !== null || isByPlaceRow;
  const isList = !words && !needsBase && search.order !== 'NEXT_SESSION';
  // The planner does not know how rare a word is. Few services are looked up one by one, many read in one go.
  const isRare = words !== null && words.postings <= FEW_POSTINGS;
  const fresh = isList ? '0' : freshSql(question.asOf, values);
  const ctes: string[] = [];
  if (words && (isRare || !needsBase)) ctes.push(hits(words, question.isLoose, false, values));
  if (needsBase) {
    const rows = isRare
      ? `hits CROSS JOIN LATERAL (SELECT * FROM service_search s WHERE s.doc = hits.doc OFFSET 0) r`
      : 'service_search r';
    ctes.push(base(question, { rows, filters, fresh }, values));
  }
  if (words && needsBase && !isRare) ctes.push(hits(words, question.isLoose, true, values));
  const source = needsBase
    ? `base r ${words ? 'JOIN hits h USING (doc)' : ''}`
    : isRare
      ? 'hits h CROSS JOIN LATERAL (SELECT * FROM service_search s WHERE s.doc = h.doc AND s.is_main OFFSET 0) r'
      : words
        ? 'hits h JOIN service_search r USING (doc)'
        : 'service_search r';
  const where = [...(needsBase ? [] : ['r.is_main', ...filters]), ...(words ? wordFilters(words, values) : [])];
  const whereSql = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const spot = needsBase ? 'r.spot' : 'NULL::int';
  const score = scoreSql({ words, hasPlace: place !== null, freshness: needsBase ? 'r.fresh' : fresh, spot });
  const first =
    place && search.order === 'NEAREST'
      ? `coalesce(${spot} / 2, ${FARTHEST})::bigint * ${SCORE_STEPS + 1} + ${SCORE_STEPS} - least(${SCORE_STEPS}, ${score})`
      : search.order === 'NEXT_SESSION'
        ? `coalesce(extract(epoch FROM ${nextSql(question.asOf, values)})::bigint / 60, ${NEVER_MINUTES}) * ${SCORE_STEPS + 1} + ${SCORE_STEPS} - least(${SCORE_STEPS}, ${score})`
        : words || place
          ? `-(${score})`
          : '0';
  // Without words and place there is no best: by name.
  const second = words || place ? "''" : 'r.name';
  const keys = `${first} AS k1, ${second} AS k2, r.doc, r.facets, ${spot} AS spot, ${words ? 'h.mask' : '0'} AS mask`;
  if (!isList) ctes.push(`found AS MATERIALIZED (SELECT ${keys} FROM ${source} ${whereSql})`);
  const found = isList ? `(SELECT ${keys} FROM ${source} ${whereSql}) f` : 'found f';
  const counted = isList ? `${source} ${whereSql}` : 'found';
  const passing = passingFacetsSql('f.facets', facetFilter(search));
  // Written without the first key where it says nothing, so that the index on names answers in order.
  const order = isList ? 'f.k2 COLLATE "C", f.doc' : 'f.k1, f.k2 COLLATE "C", f.doc';
  const keyset = after
    ? ` AND (${order}) > (${isList ? '' : `${values.add(after[0], 'bigint')}, `}${values.add(after[1], 'text')}, ${values.add(after[2], 'int')})`
    : '';
  const text = `
    ${ctes.length > 0 ? `WITH ${ctes.join(',\n')}` : ''}
    SELECT (SELECT coalesce(json_agg(json_build_array(c.facets, c.n, c.placed)), '[]')
            FROM (SELECT facets, count(*) AS n, ${isList ? '0' : 'count(spot)'} AS placed FROM ${counted} GROUP BY facets) c) AS combinations,
           (SELECT coalesce(json_agg(json_build_array(p.k1, p.k2, p.doc, d.service_id, p.spot / 2, p.spot % 2 = 1, p.mask)
                                     ORDER BY p.k1, p.k2 COLLATE "C", p.doc), '[]')
            FROM (SELECT * FROM ${found} WHERE ${passing}${keyset} ORDER BY ${order} LIMIT ${values.add(limit, 'int')}) p
            JOIN search_document d USING (doc)) AS page`;
  return { text, values: values.list };
}

/** One row per service that passes and, with a place, is near it or can be used from anywhere. */
function base(question: Question, of: { rows: string; filters: string[]; fresh: string }, values: Values): string {
  const { place, radiusKm } = question;
  const { metres, isNear } = place ? distance(place, question, values) : { metres: 'NULL::int', isNear: 'true' };
  const most = radiusKm === null ? FARTHEST : Math.round(radiusKm * 1000);
  const name = place || question.words ? '' : 'min(r.name) AS name,';
  return `base AS MATERIALIZED (
    SELECT r.doc, min(r.facets) AS facets, min(${of.fresh}) AS fresh, ${name}
           min(CASE WHEN m.metres <= ${most}
                    THEN CASE WHEN r.is_sensitive THEN ${banded('m.metres')} * 2 + 1 ELSE m.metres * 2 END END) AS spot
    FROM ${of.rows} CROSS JOIN LATERAL (SELECT ${metres} AS metres) m
    WHERE ${[isNear, ...of.filters].join(' AND ')}
    GROUP BY r.doc)`;
}

function freshSql(asOf: Date, values: Values): string {
  const daysAgo = (days: number) => values.add(new Date(asOf.getTime() - days * 86_400_000), 'timestamptz');
  return `CASE WHEN r.assured_at > ${daysAgo(180)} THEN 2 WHEN r.last_modified_at > ${daysAgo(365)} THEN 1 ELSE 0 END`;
}

/** When the service of a row happens next, by any of its schedules. Each has an index of its own: apart, not with OR. */
function nextSql(asOf: Date, values: Values): string {
  const since = values.add(asOf, 'timestamptz');
  return `(SELECT least(
      (SELECT min(schedule_next(s, ${since})) FROM schedule s WHERE s.service_id = d.service_id),
      (SELECT min(schedule_next(s, ${since})) FROM service_at_location sl JOIN schedule s ON s.service_at_location_id = sl.id
       WHERE sl.service_id = d.service_id))
    FROM search_document d WHERE d.doc = r.doc)`;
}

/** Reads the one row that the statement answers. */
export function readAnswer(row: { combinations: [number, number, number][]; page: FoundRow[] }): Answer {
  return {
    combinations: row.combinations.map(([facets, count, placed]) => ({ facets, count, placed })),
    page: row.page,
  };
}

function scoreSql(of: { words: Understood | null; hasPlace: boolean; freshness: string; spot: string }): string {
  const { words, hasPlace, freshness, spot } = of;
  const full = words
    ? words.groups.reduce((sum, group) => sum + Math.max(0, ...group.words.map((word) => word.weight)), 0)
    : 1;
  const bits = words ? facetFilter({ ...NO_WISH, areas: words.areas }).areas : 0;
  // float8 throughout: numeric, PostgreSQL's default for 1.0, takes five times as long.
  const parts = [
    '1e6::float8',
    words ? `h.amount / ${Math.max(1, Math.round(full * 200_000))}::float8` : '',
    bits ? `CASE WHEN r.facets & ${bits} <> 0 THEN ${words?.areaWeight ?? 1}::float8 ELSE 1 END` : '',
    `(1 + 0.02::float8 * ${freshness})`,
    hasPlace
      ? `(0.1::float8 + 0.9::float8 / (1 + coalesce(${spot} / 2, ${PLACELESS_KM * 1000}) / ${HALF_KM * 1000}::float8))`
      : '',
  ];
  return `(${parts.filter((part) => part !== '').join(' * ')})::bigint`;
}

const NO_WISH = { areas: [], provisionTypes: [], advocacyKinds: [], isFree: null, isOnline: null } as const;

function wordFilters(words: Understood, values: Values): string[] {
  const conditions = [
    ...words.phrases.map((phrase) => `d.words @@ phraseto_tsquery('kith_english', ${values.add(phrase, 'text')})`),
    ...words.excluded.map((word) => `NOT d.words @@ plainto_tsquery('kith_english', ${values.add(word, 'text')})`),
  ];
  return conditions.length === 0
    ? []
    : [`EXISTS (SELECT FROM search_document d WHERE d.doc = r.doc AND ${conditions.join(' AND ')})`];
}

function rowFilters(search: ServiceSearch, values: Values): string[] {
  const filters: string[] = [];
  if (search.organizationId) filters.push(`r.organization_id = ${values.add(search.organizationId, 'uuid')}`);
  if (search.taxonomyTermIds.length > 0) filters.push(`r.term_ids && ${values.add(search.taxonomyTermIds, 'uuid[]')}`);
  if (search.age !== null) {
    const age = values.add(search.age, 'int');
    filters.push(
      `(r.minimum_age IS NULL OR r.minimum_age <= ${age}) AND (r.maximum_age IS NULL OR r.maximum_age >= ${age})`,
    );
  }
  if (search.languages.length > 0) {
    const languages = search.languages.map((language) => language.toLowerCase());
    filters.push(`r.languages && ${values.add(languages, 'text[]')}`);
  }
  for (const wish of search.accessibility) {
    const text = values.add(wish.toLowerCase(), 'text');
    filters.push(`EXISTS (SELECT FROM unnest(r.accessibility) a (said) WHERE strpos(a.said, ${text}) > 0)`);
  }
  if (search.updatedSince) filters.push(`r.last_modified_at >= ${values.add(search.updatedSince, 'timestamptz')}`);
  if (search.days !== 0) filters.push(`r.days & ${values.add(search.days, 'int')} <> 0`);
  if (search.openAt) filters.push(anySchedule(`schedule_is_open(s, ${values.add(search.openAt, 'timestamptz')})`));
  if (search.between) {
    const from = values.add(search.between.from, 'timestamptz');
    const until = values.add(search.between.until, 'timestamptz');
    filters.push(anySchedule(`schedule_begins_between(s, ${from}, ${until})`));
  }
  return filters;
}

/** Of the service or of it at this place: each by its own index, since an OR would read every schedule for every service. */
function anySchedule(isSo: string): string {
  return `r.days <> 0 AND EXISTS (
    SELECT FROM schedule s WHERE s.service_id = r.service_id AND ${isSo}
    UNION ALL
    SELECT FROM service_at_location sl JOIN schedule s ON s.service_at_location_id = sl.id
    WHERE sl.service_id = r.service_id AND sl.location_id = r.location_id AND ${isSo})`;
}

/** Metres from the place, and the box around it that the position index answers. */
function distance(place: SearchPlace, question: Question, values: Values): { metres: string; isNear: string } {
  const latitude = values.add(place.latitude, 'float8');
  const longitude = values.add(place.longitude, 'float8');
  const metres = `round(${EARTH_METRES} * asin(sqrt(least(1, sin(radians(r.latitude - ${latitude}) / 2) ^ 2
    + cos(radians(${latitude})) * cos(radians(r.latitude)) * sin(radians(r.longitude - ${longitude}) / 2) ^ 2))))::int`;
  const anywhere =
    question.search.withinKm === null ? 'r.is_anywhere' : `(r.is_anywhere AND r.facets & ${ONLINE_BIT} <> 0)`;
  if (question.radiusKm === null) return { metres, isNear: `(r.latitude IS NOT NULL OR ${anywhere})` };
  const up = question.radiusKm / 111.1;
  const cosine = Math.cos((Math.min(89.9, Math.abs(place.latitude) + up) * Math.PI) / 180);
  const aside = question.radiusKm / (111.1 * cosine);
  // Around a pole or across the date line every longitude is near.
  const isWide = Math.abs(place.latitude) + up >= 89 || Math.abs(place.longitude) + aside >= 180;
  const corner = (x: number, y: number) => `point(${values.add(x, 'float8')}, ${values.add(y, 'float8')})`;
  const box = `box(${corner(isWide ? -180 : place.longitude - aside, place.latitude - up)}, ${corner(isWide ? 180 : place.longitude + aside, place.latitude + up)})`;
  return {
    metres,
    isNear: `(${anywhere} OR (r.latitude IS NOT NULL AND point(r.longitude, r.latitude) <@ ${box} AND m.metres <= ${Math.round(question.radiusKm * 1000)}))`,
  };
}

function banded(metres: string): string {
  const steps = BANDS_KM.map((band) => `WHEN ${metres} <= ${band * 1000} THEN ${band * 1000}`).join(' ');
  return `(CASE ${steps} ELSE ceil(${metres} / 100000.0)::int * 100000 END)`;
}
