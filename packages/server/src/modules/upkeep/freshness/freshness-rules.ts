import type { LifeArea } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';

/** After so many days an entry should be checked again, unless its part of life has a rule of its own. */
export const DEFAULT_DAYS = 180;
export const [FEWEST_DAYS, MOST_DAYS] = [30, 730] as const;
/** Never more than one letter to one address in so many days. */
export const LETTER_EVERY_DAYS = 30;
/** Whoever never answers is asked this often, and then only twice a year. */
export const UNANSWERED_LETTERS = 3;
export const REST_DAYS = 180;
/** How long the link in a letter works. */
export const LINK_DAYS = 60;
/** As many as somebody checks in one sitting; the others come with the next letter. */
export const MOST_IN_LETTER = 20;
/** In a day: a mail server that suddenly sends thousands is taken for a spammer's. */
export const MOST_LETTERS_A_DAY = 200;
/** Who checked, for the public. */
export const ITSELF = 'the centre itself';

const DAY_MS = 24 * 60 * 60 * 1000;
export const daysAfter = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);
export const daysBefore = (from: Date, days: number): Date => daysAfter(from, -days);

/** Days by part of life; what is not in it has the default. */
export type FreshnessRules = ReadonlyMap<LifeArea, number>;

/** Of several parts of life, the strictest counts. */
export function daysFor(areas: readonly LifeArea[], rules: FreshnessRules): number {
  return areas.length === 0 ? DEFAULT_DAYS : Math.min(...areas.map((area) => rules.get(area) ?? DEFAULT_DAYS));
}

/** @throws {InvalidInput} not a whole number of days within the bounds */
export function readDays(days: number): number {
  if (!Number.isInteger(days) || days < FEWEST_DAYS || days > MOST_DAYS)
    throw new InvalidInput(`Choose from ${FEWEST_DAYS} to ${MOST_DAYS} days.`, 'rules');
  return days;
}

/** How far an entry can be relied on, for everybody. */
export interface Assurance {
  /** Last checked and found right; null: not known. */
  at: Date | null;
  /** Who checked, in words; null: not known. */
  by: string | null;
  /** The day by which it should be checked again. Null: now, since nobody has. */
  dueAt: Date | null;
  isDue: boolean;
  /** One line to show. */
  words: string;
}

/** The badge of an entry: what was checked, by whom, and whether it is time again. */
export function assuranceOf(
  service: { assuredAt: Date | null; assuredBy: string | null; areas: readonly LifeArea[]; source: { name: string } },
  rules: FreshnessRules,
  now: Date,
): Assurance {
  const at = service.assuredAt;
  if (!at) return { at: null, by: null, dueAt: null, isDue: true, words: 'Not checked yet' };
  const by = service.assuredBy ?? service.source.name;
  const dueAt = daysAfter(at, daysFor(service.areas, rules));
  return { at, by, dueAt, isDue: dueAt <= now, words: `Checked ${howLongAgo(at, now)} by ${by}` };
}

/** "today", "yesterday", "12 days ago", "4 months ago", "more than 2 years ago" */
function howLongAgo(at: Date, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - at.getTime()) / DAY_MS));
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  if (days < 731) return `${Math.floor(days / 30.4)} months ago`;
  return `more than ${Math.floor(days / 365.25)} years ago`;
}
