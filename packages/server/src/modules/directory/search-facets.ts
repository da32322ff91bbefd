import type { AdvocacyKind, LifeArea, ProvisionType } from '../../../generated/prisma/enums.ts';

/** The life areas in the order of their bits in service_search.facets. Only ever add at the end. */
export const LIFE_AREAS = [
  'EMPLOYMENT',
  'HOUSING',
  'LEISURE',
  'EDUCATION',
  'ADVOCACY',
  'MONEY',
  'HEALTH',
  'CARING',
  'RELATIONSHIPS',
  'DAILY_LIVING',
] as const satisfies readonly LifeArea[];

/** The provision types in the order of their bits. */
export const PROVISION_TYPES = [
  'SELF_HELP_GROUP',
  'ONLINE_GROUP',
  'PEER_DELIVERED',
  'PEER_OPERATED',
  'PEER_PARTNERSHIP',
  'PEER_EMPLOYEE',
] as const satisfies readonly ProvisionType[];

/** The kinds of advocacy in the order of their bits. */
export const ADVOCACY_KINDS = ['CITIZEN', 'SELF', 'GROUP', 'PEER'] as const satisfies readonly AdvocacyKind[];

const FIRST_PROVISION_BIT = 12;
const FIRST_ADVOCACY_BIT = 20;
const FREE = 1 << 28;
const ONLINE = 1 << 29;

/** The bit of services that can be used from anywhere. */
export const ONLINE_BIT = ONLINE;

/** One number with a bit for everything that search counts: a service's facets, or the ones that a search asks for. */
export interface FacetFilter {
  /** Any of these bits; 0: no wish. */
  areas: number;
  provisionTypes: number;
  advocacyKinds: number;
  isFree: boolean | null;
  isOnline: boolean | null;
}

function bitsOf<T>(all: readonly T[], wanted: readonly T[], firstBit: number): number {
  return wanted.reduce((bits, value) => bits | (1 << (firstBit + all.indexOf(value))), 0);
}

/** SQL: whether a service with these bits passes. */
export function passingFacetsSql(facets: string, filter: FacetFilter): string {
  const conditions = [filter.areas, filter.provisionTypes, filter.advocacyKinds]
    .filter((bits) => bits !== 0)
    .map((bits) => `${facets} & ${bits} <> 0`);
  if (filter.isFree !== null) conditions.push(`${facets} & ${FREE} ${filter.isFree ? '<>' : '='} 0`);
  if (filter.isOnline !== null) conditions.push(`${facets} & ${ONLINE} ${filter.isOnline ? '<>' : '='} 0`);
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}

/** The filter as bits. */
export function facetFilter(wanted: {
  areas: readonly LifeArea[];
  provisionTypes: readonly ProvisionType[];
  advocacyKinds: readonly AdvocacyKind[];
  isFree: boolean | null;
  isOnline: boolean | null;
}): FacetFilter {
  return {
    areas: bitsOf<LifeArea>(LIFE_AREAS, wanted.areas, 0),
    provisionTypes: bitsOf<ProvisionType>(PROVISION_TYPES, wanted.provisionTypes, FIRST_PROVISION_BIT),
    advocacyKinds: bitsOf<AdvocacyKind>(ADVOCACY_KINDS, wanted.advocacyKinds, FIRST_ADVOCACY_BIT),
    isFree: wanted.isFree,
    isOnline: wanted.isOnline,
  };
}

type Dimension = 'areas' | 'provisionTypes' | 'advocacyKinds' | 'isFree' | 'isOnline';

/** Whether a service with these bits passes, leaving one dimension out when its own counts are made. */
export function passes(facets: number, filter: FacetFilter, without?: Dimension): boolean {
  if (filter.areas && without !== 'areas' && !(facets & filter.areas)) return false;
  if (filter.provisionTypes && without !== 'provisionTypes' && !(facets & filter.provisionTypes)) return false;
  if (filter.advocacyKinds && without !== 'advocacyKinds' && !(facets & filter.advocacyKinds)) return false;
  if (filter.isFree !== null && without !== 'isFree' && Boolean(facets & FREE) !== filter.isFree) return false;
  return !(filter.isOnline !== null && without !== 'isOnline' && Boolean(facets & ONLINE) !== filter.isOnline);
}

/** What a search found, counted. */
export interface FacetCounts {
  totalCount: number;
  areas: { area: LifeArea; count: number }[];
  provisionTypes: { provisionType: ProvisionType; count: number }[];
  advocacyKinds: { advocacyKind: AdvocacyKind; count: number }[];
  free: number;
  online: number;
}

/**
 * Counts per facet from counts per combination of bits. Each facet is counted as if its own filter were not set, so that
 * somebody who chose housing still sees how many there are about money.
 *
 * @param combinations how many services have exactly these bits
 */
export function countFacets(
  combinations: readonly { facets: number; count: number }[],
  filter: FacetFilter,
): FacetCounts {
  const sum = (without: Dimension | undefined, bit: number) =>
    combinations.reduce(
      (total, row) => total + ((bit === 0 || row.facets & bit) && passes(row.facets, filter, without) ? row.count : 0),
      0,
    );
  const shown = <T extends { count: number }>(rows: T[]) =>
    rows.filter((row) => row.count > 0).sort((left, right) => right.count - left.count);
  return {
    totalCount: sum(undefined, 0),
    areas: shown(LIFE_AREAS.map((area, bit) => ({ area, count: sum('areas', 1 << bit) }))),
    provisionTypes: shown(
      PROVISION_TYPES.map((provisionType, bit) => ({
        provisionType,
        count: sum('provisionTypes', 1 << (FIRST_PROVISION_BIT + bit)),
      })),
    ),
    advocacyKinds: shown(
      ADVOCACY_KINDS.map((advocacyKind, bit) => ({
        advocacyKind,
        count: sum('advocacyKinds', 1 << (FIRST_ADVOCACY_BIT + bit)),
      })),
    ),
    free: sum('isFree', FREE),
    online: sum('isOnline', ONLINE),
  };
}

/** SQL for the bits of one service row. */
export function facetBitsSql(service: string): string {
  const bits = (column: string, type: string, values: readonly string[], first: number) =>
    values
      .map(
        (value, bit) =>
          `CASE WHEN '${value}'::${type} = ANY (${service}.${column}) THEN ${1 << (first + bit)} ELSE 0 END`,
      )
      .join(' | ');
  return [
    bits('areas', 'life_area', LIFE_AREAS, 0),
    bits('provision_types', 'provision_type', PROVISION_TYPES, FIRST_PROVISION_BIT),
    bits('advocacy_kinds', 'advocacy_kind', ADVOCACY_KINDS, FIRST_ADVOCACY_BIT),
    `CASE WHEN ${service}.is_free THEN ${FREE} ELSE 0 END`,
    `CASE WHEN ${service}.is_online THEN ${ONLINE} ELSE 0 END`,
  ].join(' | ');
}
