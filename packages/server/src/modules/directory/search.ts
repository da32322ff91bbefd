import type { Kith } from '../../kith.ts';
import { findPlace, type PlaceAnswer, type SearchPlace } from './places.ts';
import { fingerprintOf, readCursor, type SearchCursor, writeCursor } from './search-cursor.ts';
import { countFacets, type FacetCounts, facetFilter, passes } from './search-facets.ts';
import type { ServiceSearch } from './search-input.ts';
import { kilometresOf, reasonsFor } from './search-reasons.ts';
import { type Answer, type FoundRow, type Question, readAnswer, searchStatement } from './search-statement.ts';
import { askInTime } from './search-time.ts';
import { type Understood, understandText } from './search-words.ts';

/** A page of services that were found, as ids: the caller loads what is to be shown. */
export interface FoundServices {
  hits: { serviceId: string; cursor: string; distanceKm: number | null; matchedOn: string[] }[];
  hasNextPage: boolean;
  counts: FacetCounts;
  place: SearchPlace | null;
  placeProblem: 'UNKNOWN' | 'AMBIGUOUS' | null;
  corrections: { typed: string; readAs: string }[];
  /** Words that could not be looked for. */
  leftOut: string[];
  /** Kilometres around the place; null: no place, or no limit. */
  withinKm: number | null;
  /** Farther than it looks at first, since there was little. */
  isWider: boolean;
  /** Nothing had most of the words: any of them was enough. */
  isAnyWord: boolean;
  /** The words point to money, or it was the one part of life asked for. */
  isAboutMoney: boolean;
}

/** How far it looks at first. */
export const NEAR_KM = 25;

interface Attempt {
  radiusKm: number | null;
  isLoose: boolean;
  /** As good an answer as this many results. */
  enough: number;
}

/**
 * Finds services. With a place and no limit of distance it looks around the corner first, and wider only when there is
 * little; with words it wants most of them first, and takes any of them only when nothing has most.
 *
 * @param first checked page size
 * @throws BAD_USER_INPUT a cursor that is not ours, or of another search
 */
export async function searchServices(
  kith: Pick<Kith, 'database' | 'keys' | 'clock'>,
  search: ServiceSearch,
  first: number,
  after: string | null,
): Promise<FoundServices> {
  const { pool } = kith.database;
  const fingerprint = fingerprintOf(kith.keys, search);
  const cursor = after === null ? null : readCursor(kith.keys, after, fingerprint);
  const [where, words] = await Promise.all([
    placeOf(kith, search, cursor),
    search.text === null ? null : understandText(pool, search.text, cursor),
  ]);
  const asOf = cursor ? new Date(cursor.asOf) : kith.clock.now();
  const said = words && (words.groups.length > 0 || wasSaying(search.text)) ? words : null;
  let answer: Answer = { combinations: [], page: [] };
  let used: Attempt = { radiusKm: null, isLoose: false, enough: 0 };
  // Words of which the index knows none find nothing, rather than everything.
  if (!said || said.groups.length > 0) {
    for (const attempt of attemptsFor(search, said, where.place, cursor)) {
      used = attempt;
      const statement = searchStatement({
        search,
        words: said,
        place: where.place,
        radiusKm: attempt.radiusKm,
        isLoose: attempt.isLoose,
        asOf,
        after: cursor?.after ?? null,
        limit: first + 1,
      } satisfies Question);
      const [row] = await askInTime<Parameters<typeof readAnswer>[0]>(pool, search, statement);
      if (row) answer = readAnswer(row);
      if (countOf(answer, search, where.place) >= attempt.enough) break;
    }
  }
  const page = answer.page.slice(0, first);
  const cursorOf = (row: FoundRow): string =>
    writeCursor(kith.keys, {
      search: fingerprint,
      asOf: asOf.getTime(),
      place: where.place && [where.place.name, where.place.latitude, where.place.longitude],
      radiusKm: used.radiusKm,
      isLoose: used.isLoose,
      total: words?.total ?? 0,
      documents: words?.documents ?? [],
      after: [row[0], row[1], row[2]],
    });
  return {
    hits: page.map((row) => ({
      serviceId: row[3],
      cursor: cursorOf(row),
      distanceKm: kilometresOf(row[4]),
      matchedOn: reasonsFor(row, said, where.place),
    })),
    hasNextPage: answer.page.length > first,
    counts: countFacets(answer.combinations, facetFilter(search)),
    place: where.place,
    placeProblem: where.problem,
    corrections: words?.corrections ?? [],
    leftOut: words?.leftOut ?? [],
    withinKm: where.place ? used.radiusKm : null,
    isWider: where.place !== null && search.withinKm === null && used.radiusKm !== NEAR_KM,
    isAnyWord: used.isLoose && (said?.groups.filter(({ kind }) => kind === 'TYPED').length ?? 0) > 1,
    isAboutMoney: said?.areas.includes('MONEY') || (search.areas.length === 1 && search.areas[0] === 'MONEY'),
  };
}

async function placeOf(
  kith: Pick<Kith, 'database'>,
  search: ServiceSearch,
  cursor: SearchCursor | null,
): Promise<PlaceAnswer | { place: null; problem: null }> {
  if (cursor?.place) {
    const [name, latitude, longitude] = cursor.place;
    return { place: { name, latitude, longitude }, problem: null };
  }
  if (search.position)
    return { place: { name: search.near ?? 'the place you gave', ...search.position }, problem: null };
  return search.near === null ? { place: null, problem: null } : findPlace(kith.database.pool, search.near);
}

/** Whether there was any word at all: "the" and "???" are the same as an empty field. */
function wasSaying(text: string | null): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text ?? '');
}

function attemptsFor(
  search: ServiceSearch,
  words: Understood | null,
  place: SearchPlace | null,
  cursor: SearchCursor | null,
): Attempt[] {
  if (cursor) return [{ radiusKm: cursor.radiusKm, isLoose: cursor.isLoose, enough: 0 }];
  const loosenings = words && words.groups.length > 1 ? [false, true] : [false];
  if (!place || search.withinKm !== null)
    return loosenings.map((isLoose) => ({ radiusKm: place ? search.withinKm : null, isLoose, enough: 1 }));
  return [
    { radiusKm: NEAR_KM, isLoose: false, enough: 10 },
    { radiusKm: 100, isLoose: false, enough: 3 },
    { radiusKm: 100, isLoose: loosenings.length > 1, enough: 1 },
    { radiusKm: 500, isLoose: loosenings.length > 1, enough: 1 },
  ];
}

/** How many were found; around a place, how many are there and not just online. */
function countOf(answer: Answer, search: ServiceSearch, place: SearchPlace | null): number {
  const filter = facetFilter(search);
  return answer.combinations.reduce(
    (sum, row) => sum + (passes(row.facets, filter) ? (place && search.isOnline !== true ? row.placed : row.count) : 0),
    0,
  );
}
