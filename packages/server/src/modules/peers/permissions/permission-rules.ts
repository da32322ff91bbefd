import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';
import { dateOf, dayIn, daysLater } from '../promise-clock.ts';
import { NoLongerPossible } from '../rules.ts';

/** What a permission says, in clear. Only ever in memory. */
export interface PermissionWords {
  /** An organization or a person's part: "my landlord", "the job centre". */
  withWhom: string;
  about: string;
}

export type PermissionState = 'LIVE' | 'EXPIRED' | 'WITHDRAWN';

/** Longest text in characters, for the forms too. */
export const longestPermission = { withWhom: 200, about: 1_000 };

const MOST_DAYS = 366;
const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 48 * HALF_HOUR_MS;

/** @throws {InvalidInput} with whom or about what is missing, or too long */
export function readPermissionWords(input: { withWhom: string; about: string }): PermissionWords {
  const withWhom = readLine(input.withWhom, longestPermission.withWhom, 'withWhom');
  if (withWhom === null)
    throw new InvalidInput('Please say with whom, for example “my landlord” or “the job centre”.', 'withWhom');
  const about = readText(input.about, longestPermission.about, 'about');
  if (about === null) throw new InvalidInput('Please say what about, for example “the repairs in my flat”.', 'about');
  return { withWhom, about };
}

/**
 * The instant at which a day is over where the team is.
 *
 * @param expiresOn a calendar day at midnight UTC; the permission holds on that day
 * @throws {InvalidInput} passed, or more than a year ahead
 */
export function readExpiry(expiresOn: Date, timezone: string, now: Date): Date {
  const today = dateOf(dayIn(timezone, now));
  if (Number.isNaN(expiresOn.getTime()) || expiresOn < today)
    throw new InvalidInput('That day has passed. Choose today or a later day.', 'expiresOn');
  if (expiresOn.getTime() > today.getTime() + MOST_DAYS * DAY_MS)
    throw new InvalidInput('Choose a day within a year. It can be given again.', 'expiresOn');
  return endOfDay(expiresOn.toISOString().slice(0, 10), timezone);
}

/** The first half hour of the day after. No time zone is more than 14 hours from UTC. */
function endOfDay(day: string, timezone: string): Date {
  const next = daysLater(day, 1);
  let instant = new Date(dateOf(next).getTime() - 14 * 2 * HALF_HOUR_MS);
  while (dayIn(timezone, instant) < next) instant = new Date(instant.getTime() + HALF_HOUR_MS);
  return instant;
}

export function stateOfPermission(
  permission: { expiresAt: Date; withdrawnAt: Date | null },
  now: Date,
): PermissionState {
  if (permission.withdrawnAt !== null) return 'WITHDRAWN';
  return permission.expiresAt <= now ? 'EXPIRED' : 'LIVE';
}

/**
 * Speaking for somebody rests on their permission, given before and still live (S77).
 *
 * @param at when it was done
 * @throws {NoLongerPossible} withdrawn or expired by now, or given later
 */
export function assertLive(
  permission: { givenAt: Date; expiresAt: Date; withdrawnAt: Date | null },
  at: Date,
  now: Date,
): void {
  const state = stateOfPermission(permission, now);
  if (state === 'WITHDRAWN') throw new NoLongerPossible('This permission was taken back. Ask for a new one first.');
  if (state === 'EXPIRED') throw new NoLongerPossible('This permission has ended. Ask for a new one first.');
  if (permission.givenAt > at) throw new NoLongerPossible('This permission was given after that time.');
}
