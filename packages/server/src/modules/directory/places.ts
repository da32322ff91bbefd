import type pg from 'pg';
import { editDistance, findInGazetteer, type Spot } from './gazetteer.ts';

/** What a place in a search was understood as. */
export interface SearchPlace {
  name: string;
  latitude: number;
  longitude: number;
}

/** Either a place, or why it is none. */
export type PlaceAnswer = { place: SearchPlace; problem: null } | { place: null; problem: 'UNKNOWN' | 'AMBIGUOUS' };

const OUTWARD = /^[A-Z]{1,2}[0-9][A-Z0-9]?$/;
const POSTCODE = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$/;
/** Two middles of one name closer than this are one town. */
const SAME_TOWN_KM = 40;

/**
 * Where "M33", "m332ab", "Sale", "21215" or "Baltimore, MD" is, without asking anybody outside: first the middles of the
 * addresses in the directory, then the gazetteer that comes with Kith.
 */
export async function findPlace(pool: pg.Pool, near: string): Promise<PlaceAnswer> {
  const raw = near.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const compact = raw.toUpperCase().replace(/[\s-]/g, '');
  const postcode = POSTCODE.exec(compact);
  if (postcode?.[1] && postcode[2]) return byPostcode(pool, postcode[1], postcode[2]);
  // Half a postcode, or one inside more words: "Sale M33", "M33 2".
  const outward = raw
    .toUpperCase()
    .split(/[\s,]+/)
    .find((part) => OUTWARD.test(part));
  if (outward) return byPostcode(pool, outward, null);
  const zip = /^(\d{5})(-?\d{4})?$/.exec(compact) ?? /(?:^|\s)(\d{5})$/.exec(raw);
  if (zip?.[1]) return byZip(pool, zip[1]);
  return byName(pool, raw);
}

async function byPostcode(pool: pg.Pool, outward: string, inward: string | null): Promise<PlaceAnswer> {
  const area = /^[A-Z]+/.exec(outward)?.[0] ?? '';
  const keys = [...(inward ? [outward + inward] : []), outward];
  const known = await lookUp(pool, ['POSTCODE', 'OUTWARD_CODE'], keys);
  const best = keys.map((key) => known.find((spot) => spot.key === key)).find((spot) => spot !== undefined);
  // Named as far as it is known: of an unknown postcode only its district.
  if (best) return answer(best.key === outward ? outward : `${outward} ${inward}`, best);
  const near = findInGazetteer('area', area)[0] ?? (await lookUp(pool, ['POSTCODE_AREA'], [area]))[0];
  return near ? answer(`${outward} (${near.name} area)`, near) : { place: null, problem: 'UNKNOWN' };
}

async function byZip(pool: pg.Pool, zip: string): Promise<PlaceAnswer> {
  const [known] = await lookUp(pool, ['ZIP'], [zip]);
  if (known) return answer(zip, known);
  const [city] = findInGazetteer('zip', zip.slice(0, 3));
  return city ? answer(`${zip} (${city.name} area)`, city) : { place: null, problem: 'UNKNOWN' };
}

async function byName(pool: pg.Pool, raw: string): Promise<PlaceAnswer> {
  const [first = '', ...rest] = raw.split(',').map((part) => plain(part));
  const stripped = first.replace(/^(north|south|east|west|central|greater|downtown|city of|near|in|around) /, '');
  const inLine = /^(.+) ([a-z]{2})$/.exec(first);
  const readings: [name: string, region: string | null][] = [
    [first, rest[0] ?? null],
    ...(inLine?.[1] && inLine[2] ? [[inLine[1], inLine[2]] as [string, string]] : []),
    [stripped, rest[0] ?? null],
  ];
  for (const [name, region] of readings) {
    if (name.length < 2) continue;
    for (const spots of [await lookUp(pool, ['CITY'], [name]), findInGazetteer('town', name)]) {
      const found = choose(name, region === 'uk' ? 'gb' : region, spots);
      if (found) return found;
    }
  }
  return first.length < 5 ? { place: null, problem: 'UNKNOWN' } : byMisspelling(pool, first);
}

async function byMisspelling(pool: pg.Pool, name: string): Promise<PlaceAnswer> {
  const most = name.length < 8 ? 1 : 2;
  const { rows } = await pool.query<Spot>(
    `SELECT key, name, region, country, latitude, longitude, weight FROM place
     WHERE kind = 'CITY' AND abs(length(key) - length($1)) <= $2 AND levenshtein_less_equal(left(key, 60), $1, $2) <= $2
     ORDER BY weight DESC LIMIT 20`,
    [name.slice(0, 60), most],
  );
  // The wide world has a town within two letters of almost anything ("Atlantis", "Atlanta").
  const spots = rows.length > 0 ? rows : findInGazetteer('town', (key) => editDistance(key, name, 1) <= 1);
  // A guess only when there is nothing else that it could be.
  return new Set(spots.map((spot) => spot.key)).size === 1
    ? (choose(name, null, spots) ?? { place: null, problem: 'UNKNOWN' })
    : { place: null, problem: 'UNKNOWN' };
}

/** One town, several towns of that name, or none in that region. */
function choose(name: string, region: string | null, spots: Spot[]): PlaceAnswer | null {
  const there = region
    ? spots.filter((spot) => plain(spot.region) === region || plain(spot.country) === region)
    : spots;
  const candidates = [...(there.length > 0 ? there : spots)].sort((left, right) => right.weight - left.weight);
  const [best] = candidates;
  if (!best) return null;
  const others = candidates.filter((spot) => kilometresBetween(spot, best) > SAME_TOWN_KM);
  // Another town of the name that the directory hardly knows does not make it unclear.
  if (others.some((spot) => spot.weight * 5 >= best.weight)) return { place: null, problem: 'AMBIGUOUS' };
  return answer(best.name || name, best);
}

async function lookUp(pool: pg.Pool, kinds: string[], keys: string[]): Promise<Spot[]> {
  const { rows } = await pool.query<Spot>(
    `SELECT key, name, region, country, latitude, longitude, weight FROM place
     WHERE key = ANY ($1::text[]) AND kind = ANY ($2::text[]) ORDER BY weight DESC`,
    [keys, kinds],
  );
  return rows;
}

function answer(name: string, spot: Spot): PlaceAnswer {
  return { place: { name, latitude: spot.latitude, longitude: spot.longitude }, problem: null };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.']/g, '').replace(/\s+/g, ' ').trim();
}

/** Haversine. */
export function kilometresBetween(
  left: { latitude: number; longitude: number },
  right: { latitude: number; longitude: number },
): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((right.latitude - left.latitude) * radians) / 2) ** 2 +
    Math.cos(left.latitude * radians) *
      Math.cos(right.latitude * radians) *
      Math.sin(((right.longitude - left.longitude) * radians) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(Math.min(1, half)));
}
