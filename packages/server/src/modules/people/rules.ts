import type { Energy } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';

const MINUTE = 60_000;

/** How long a staff session holds. Milliseconds. */
export const sessionLimits = {
  idleMs: 30 * MINUTE,
  absoluteMs: 12 * 60 * MINUTE,
  /** Using a session is written down at most this often. */
  touchMs: MINUTE,
} as const;

/** Wrong passwords in a row before an account rests, and for how long. */
export const lockLimits = { attempts: 5, restMs: 15 * MINUTE } as const;

export const PASSWORD_MIN_LENGTH = 12;
const PASSWORD_MAX_LENGTH = 128;
const BREAK_WORDS_MAX_LENGTH = 300;
const BREAK_MAX_DAYS = 366;
const DAY = 24 * 60 * MINUTE;

/** Whether a session still holds: used in the last half hour, and begun today. */
export function isSessionAlive(session: { signedInAt: Date; lastUsedAt: Date }, now: Date): boolean {
  return (
    now.getTime() - session.lastUsedAt.getTime() < sessionLimits.idleMs &&
    now.getTime() - session.signedInAt.getTime() < sessionLimits.absoluteMs
  );
}

/** How an advocate is: saved as it is today, without what was before (A2). */
export interface EnergyToday {
  energy: Energy;
  breakUntil: Date | null;
  breakWords: string | null;
}

/**
 * What to save when an advocate says how they are. A day and words belong to a break only; otherwise they are dropped.
 *
 * @param today the first moment of the day, UTC
 * @throws {InvalidInput} the break ends before today or is longer than a year, or the words are too long
 */
export function energyToSave(
  input: { energy: Energy; breakUntil?: Date | null; breakWords?: string | null },
  today: Date,
): EnergyToday {
  if (input.energy !== 'BREAK') return { energy: input.energy, breakUntil: null, breakWords: null };
  const breakUntil = input.breakUntil ?? null;
  if (breakUntil && breakUntil.getTime() < today.getTime()) {
    throw new InvalidInput('That day has passed. Choose today or a later day, or leave it open.', 'breakUntil');
  }
  if (breakUntil && breakUntil.getTime() > today.getTime() + BREAK_MAX_DAYS * DAY) {
    throw new InvalidInput('Choose a day within the next year, or leave it open.', 'breakUntil');
  }
  const breakWords = input.breakWords?.trim() || null;
  if (breakWords && breakWords.length > BREAK_WORDS_MAX_LENGTH) {
    throw new InvalidInput(`Use at most ${BREAK_WORDS_MAX_LENGTH} letters for what people are told.`, 'breakWords');
  }
  if (breakWords && hasControlCharacters(breakWords)) {
    throw new InvalidInput('There are signs in the words that cannot be shown. Type them again.', 'breakWords');
  }
  return { energy: 'BREAK', breakUntil, breakWords };
}

/** How an advocate is on a day: a break ends by itself after the day that they named. */
export function energyOn(profile: { energy: Energy; breakUntil: Date | null }, now: Date): Energy {
  if (profile.energy === 'BREAK' && profile.breakUntil && startOfDay(now) > profile.breakUntil) return 'FINE';
  return profile.energy;
}

/** The first moment of a day, UTC: how dates without a time are stored. */
export function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** @throws {InvalidInput} too short, too long, or with signs that a keyboard does not make */
export function assertUsablePassword(password: string): void {
  if (password.length < PASSWORD_MIN_LENGTH || password.length > PASSWORD_MAX_LENGTH) {
    throw new InvalidInput(
      `Use a password of ${PASSWORD_MIN_LENGTH} to ${PASSWORD_MAX_LENGTH} letters. Four or five words are good.`,
      'password',
    );
  }
}

/** @throws {InvalidInput} not an e-mail address that can be written to */
export function usableEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > 254 || !/^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[a-z0-9-]{2,}$/.test(email)) {
    throw new InvalidInput('This is not an e-mail address. It looks like name@example.org.', 'email');
  }
  return email;
}

/** @throws {InvalidInput} empty, too long, or with line breaks */
export function usableName(text: string, field: string): string {
  const name = text.trim();
  if (name.length === 0 || name.length > 80 || hasControlCharacters(name)) {
    throw new InvalidInput('Write a name of 1 to 80 letters.', field);
  }
  return name;
}

function hasControlCharacters(text: string): boolean {
  // Control, bidirectional override and zero-width signs: they can make a text look like another one.
  return /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(text.replaceAll('\n', ' '));
}
