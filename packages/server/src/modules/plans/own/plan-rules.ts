import type { PlanPart } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { readText } from '../../../plain-text.ts';

export const planKinds = [
  'BRING',
  'GOOD_AT',
  'MATTERS',
  'GOOD_THING',
  'SETBACK',
  'TURNING_POINT',
  'MEANING',
  'MEETING',
  'IN_MY_CORNER',
  'SIGN',
  'HELPS',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** The part of the plan that an entry stands in. Null: the journey, which is shared with nobody. */
export const partOf: Readonly<Record<PlanKind, PlanPart | null>> = {
  BRING: 'STRENGTHS',
  GOOD_AT: 'STRENGTHS',
  MATTERS: 'STRENGTHS',
  GOOD_THING: null,
  SETBACK: null,
  TURNING_POINT: null,
  MEANING: null,
  MEETING: 'MEETINGS',
  IN_MY_CORNER: 'CORNER',
  SIGN: 'SIGNS',
  HELPS: 'SIGNS',
};

/** An entry in clear. Only ever in memory. */
export interface PlanWords {
  kind: PlanKind;
  /** What it is; for a meeting: what I want. */
  words: string;
  /** YYYY-MM-DD; null: not said. */
  onDay: string | null;
  /** With whom the meeting is. */
  who: string | null;
  /** Who comes along. */
  comes: string | null;
  /** What was decided in the meeting. */
  decided: string | null;
}

export interface PlanEntryInput {
  kind: PlanKind;
  words: string;
  /** A calendar day at midnight UTC. */
  onDay?: Date | null | undefined;
  who?: string | null | undefined;
  comes?: string | null | undefined;
  decided?: string | null | undefined;
}

/** Longest text in characters, for the forms too. */
export const longestPlan = { words: 1_000, who: 200, comes: 200, decided: 1_000 };

/** A plan is a page, not an archive. */
export const MOST_ENTRIES = 300;

const [EARLIEST, LATEST] = [new Date('1900-01-01'), new Date('2200-01-01')];

/** @throws {InvalidInput} says nothing, is too long, or has a day that cannot be */
export function readEntry(input: PlanEntryInput): PlanWords {
  const words = readText(input.words, longestPlan.words, 'words');
  if (words === null) throw new InvalidInput('Write a few words first.', 'words');
  const onDay = input.onDay ?? null;
  if (onDay !== null && !(onDay >= EARLIEST && onDay < LATEST))
    throw new InvalidInput('Write the day like this: 24/12/2026.', 'onDay');
  const isMeeting = input.kind === 'MEETING';
  return {
    kind: input.kind,
    words,
    onDay: onDay?.toISOString().slice(0, 10) ?? null,
    who: isMeeting ? readText(input.who, longestPlan.who, 'who') : null,
    comes: isMeeting ? readText(input.comes, longestPlan.comes, 'comes') : null,
    decided: isMeeting ? readText(input.decided, longestPlan.decided, 'decided') : null,
  };
}
