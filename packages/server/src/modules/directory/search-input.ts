import { GraphQLError } from 'graphql';
import type { AdvocacyKind, LifeArea, ProvisionType } from '../../../generated/prisma/enums.ts';

/** A search, checked: ids are uuids, texts are clean and short, lists hold no nulls. */
export interface ServiceSearch {
  text: string | null;
  near: string | null;
  position: { latitude: number; longitude: number } | null;
  withinKm: number | null;
  areas: readonly LifeArea[];
  provisionTypes: readonly ProvisionType[];
  advocacyKinds: readonly AdvocacyKind[];
  taxonomyTermIds: readonly string[];
  organizationId: string | null;
  openAt: Date | null;
  /** Begins at least once in this time; null: any time. */
  between: { from: Date; until: Date } | null;
  /** Bits, bit 0 is Monday; 0: any day. */
  days: number;
  isFree: boolean | null;
  isOnline: boolean | null;
  age: number | null;
  languages: readonly string[];
  accessibility: readonly string[];
  updatedSince: Date | null;
  order: 'BEST' | 'NEAREST' | 'NEXT_SESSION';
}

/** What can be asked at most. A person in distress types a sentence or two, never a page. */
export const searchLimits = { text: 300, near: 100, list: 20, word: 60, withinKm: 2_000, page: 50, days: 31 } as const;

/** A request that cannot be answered as it is; the sentence says what to change. */
export function badSearch(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Text without what nobody types on purpose: NUL, lone surrogates, zero-width and direction marks, control characters. */
export function cleanText(text: string | null | undefined, longest: number, what: string): string | null {
  if (text === null || text === undefined) return null;
  if (text.length > longest) throw badSearch(`Keep ${what} under ${longest} characters.`);
  const clean = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u{fffd}]/gu, (character) => (/\s/.test(character) ? ' ' : ''))
    // Marks stacked on one letter ("Zalgo") say nothing.
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return clean || null;
}

/** @throws BAD_USER_INPUT */
export function checkedList<T>(list: readonly (T | null)[] | null | undefined, what: string): T[] {
  if (!list) return [];
  if (list.length > searchLimits.list) throw badSearch(`Give at most ${searchLimits.list} ${what}.`);
  return [...new Set(list.filter((value) => value !== null))];
}

/** @throws BAD_USER_INPUT half a position, or one that is not on Earth */
export function checkedPosition(
  latitude: number | null | undefined,
  longitude: number | null | undefined,
): ServiceSearch['position'] {
  if (latitude == null && longitude == null) return null;
  if (latitude == null || longitude == null) throw badSearch('Give latitude and longitude together.');
  if (!(Math.abs(latitude) <= 90)) throw badSearch('latitude must be from -90 to 90 degrees.');
  if (!(Math.abs(longitude) <= 180)) throw badSearch('longitude must be from -180 to 180 degrees.');
  return { latitude, longitude };
}

/** @throws BAD_USER_INPUT */
export function checkedNumber(
  value: number | null | undefined,
  { least, most, what }: { least: number; most: number; what: string },
): number | null {
  if (value == null) return null;
  if (!(value >= least && value <= most)) throw badSearch(`${what} must be from ${least} to ${most}.`);
  return value;
}

/** @throws BAD_USER_INPUT half a time, one that ends before it begins, or one that is too long */
export function checkedBetween(
  from: Date | null | undefined,
  until: Date | null | undefined,
  most: number = searchLimits.days,
): ServiceSearch['between'] {
  if (!from && !until) return null;
  if (!from || !until) throw badSearch('Give the beginning and the end of the time together.');
  const days = (until.getTime() - from.getTime()) / 86_400_000;
  if (!(days > 0)) throw badSearch('The time must end after it begins.');
  if (days > most) throw badSearch(`Give at most ${most} days.`);
  return { from, until };
}

/** @throws BAD_USER_INPUT */
export function checkedPageSize(first: number | null | undefined): number {
  if (first == null || !Number.isInteger(first) || first < 1 || first > searchLimits.page)
    throw badSearch(`first must be from 1 to ${searchLimits.page}.`);
  return first;
}
