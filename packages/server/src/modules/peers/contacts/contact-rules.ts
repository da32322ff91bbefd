import type { ContactChannel, PeerActivity, PeerIntervention } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { readText } from '../../../plain-text.ts';
import { NoLongerPossible } from '../rules.ts';

/** How a contact felt, said by whoever recorded it. About the contact, never about a person. */
export const contactMoods = ['GOOD', 'MIXED', 'HARD'] as const;
export type ContactMood = (typeof contactMoods)[number];

/** What goes with a contact in words, in clear. Only ever in memory. */
export interface ContactWords {
  mood: ContactMood | null;
  note: string | null;
  nextStep: string | null;
  /** What came of speaking for somebody. */
  outcome: string | null;
}

/** What somebody sends who records a contact; raw ids. */
export interface ContactInput {
  interventions: readonly PeerIntervention[];
  activities?: readonly PeerActivity[] | null | undefined;
  /** What INTERCEDING rests on. */
  permissionId?: string | null | undefined;
  /** Null: now. */
  at?: Date | null | undefined;
  /** Null: the way that the person asked for. */
  channel?: ContactChannel | null | undefined;
  mood?: ContactMood | null | undefined;
  note?: string | null | undefined;
  nextStep?: string | null | undefined;
  outcome?: string | null | undefined;
}

/** Longest text in characters, for the forms too. */
export const longestNote = { note: 1_000, nextStep: 300, outcome: 500, comment: 2_000 };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Clocks of phones differ. */
const MOST_AHEAD_MS = 5 * MINUTE_MS;
const MOST_DAYS_AGO = 7;
/** A slip can be taken back for so long; afterwards what is right is written beside it. */
const UNDO_MINUTES = 10;

/** @throws {InvalidInput} in the future, or longer ago than a week */
export function readContactTime(at: Date | null | undefined, now: Date): Date {
  if (!at) return now;
  const ago = now.getTime() - at.getTime();
  if (Number.isNaN(ago) || ago < -MOST_AHEAD_MS)
    throw new InvalidInput('This time is still to come. Choose when it was.', 'at');
  if (ago > MOST_DAYS_AGO * DAY_MS)
    throw new InvalidInput(
      'This is more than a week ago. Record it as of the last days, and say when in the note.',
      'at',
    );
  return ago < 0 ? now : at;
}

/** Each once, in the order given. */
export function readCodes<T extends string>(codes: readonly T[] | null | undefined): T[] {
  return [...new Set(codes ?? [])];
}

/** @throws {InvalidInput} too long */
export function readContactWords(input: ContactInput): ContactWords | null {
  const words: ContactWords = {
    mood: input.mood ?? null,
    note: readText(input.note, longestNote.note, 'note'),
    nextStep: readText(input.nextStep, longestNote.nextStep, 'nextStep'),
    outcome: readText(input.outcome, longestNote.outcome, 'outcome'),
  };
  return Object.values(words).some((value) => value !== null) ? words : null;
}

/** @throws {InvalidInput} empty, or too long */
export function readComment(words: string): string {
  const text = readText(words, longestNote.comment, 'words');
  if (text === null) throw new InvalidInput('Please write a few words first.', 'words');
  return text;
}

/** Until when a contact can be taken back. */
export function undoUntil(recordedAt: Date): Date {
  return new Date(recordedAt.getTime() + UNDO_MINUTES * MINUTE_MS);
}

/** What was recorded after that is fresh: sent again, it is the same. */
export function undoFrom(now: Date): Date {
  return new Date(now.getTime() - UNDO_MINUTES * MINUTE_MS);
}

/** @throws {NoLongerPossible} */
export function assertCanUndo(recordedAt: Date, now: Date): void {
  if (undoUntil(recordedAt) <= now)
    throw new NoLongerPossible('This has stood here for a while. Write beside it how it was.');
}
