import type { Kith } from '../../kith.ts';
import { type FoundServices, searchServices } from './search.ts';
import type { ServiceSearch } from './search-input.ts';

/** What there is when a search found nothing, and what was given up for it. */
export interface InsteadSearch {
  reason: 'FARTHER' | 'FEWER_WISHES' | 'OTHER_WORDS' | 'ANYTHING';
  found: FoundServices;
}

/** More would be a list of its own. */
export const MOST_INSTEAD = 5;

/** Wishes that somebody may give up sooner than what they are after, or where. */
const NO_WISHES = {
  openAt: null,
  between: null,
  days: 0,
  isFree: null,
  isOnline: null,
  age: null,
  languages: [],
  accessibility: [],
  updatedSince: null,
  organizationId: null,
} as const satisfies Partial<ServiceSearch>;
const NO_KINDS = { areas: [], provisionTypes: [], advocacyKinds: [], taxonomyTermIds: [] } as const;

/** Gives up the least first: distance, then wishes, then words, then everything but the place. */
export async function searchInstead(
  kith: Pick<Kith, 'database' | 'keys' | 'clock'>,
  search: ServiceSearch,
): Promise<InsteadSearch> {
  const farther = { ...search, withinKm: null };
  const fewer = { ...farther, ...NO_WISHES };
  const wordless = { ...fewer, text: null };
  const steps: [InsteadSearch['reason'], ServiceSearch][] = [
    ...(search.withinKm === null ? [] : [['FARTHER', farther] as [InsteadSearch['reason'], ServiceSearch]]),
    ['FEWER_WISHES', fewer],
    ['OTHER_WORDS', wordless],
  ];
  for (const [reason, attempt] of steps) {
    const found = await searchServices(kith, attempt, MOST_INSTEAD, null);
    if (found.hits.length > 0) return { reason, found };
  }
  const anything = { ...wordless, ...NO_KINDS };
  return { reason: 'ANYTHING', found: await searchServices(kith, anything, MOST_INSTEAD, null) };
}
