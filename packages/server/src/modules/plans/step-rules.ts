import type { PeerActivity, StepOwner, StepState } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';
import { readText } from '../../plain-text.ts';

/** What a step says, in clear. Only ever in memory. */
export interface StepWords {
  what: string;
  ifItGoesWrong: string | null;
  /** Where and when the two meet, when they go together. */
  meetingPoint: string | null;
  /** Raw id of a service that it is about. Sealed too: which service somebody goes to is theirs to tell. */
  serviceId: string | null;
}

/** Something small to do, as it is proposed. Raw ids. */
export interface StepInput {
  owner: StepOwner;
  what: string;
  ifItGoesWrong?: string | null | undefined;
  /** A calendar day at midnight UTC. */
  onDay?: Date | null | undefined;
  serviceId?: string | null | undefined;
  /** "Go with me". */
  isAccompanied?: boolean | null | undefined;
  meetingPoint?: string | null | undefined;
  activity?: PeerActivity | null | undefined;
}

export const gotThereAnswers = ['YES', 'NOT_YET', 'RATHER_NOT_SAY'] as const;
export const helpedAnswers = ['YES', 'A_BIT', 'NO', 'RATHER_NOT_SAY'] as const;
export type GotThere = (typeof gotThereAnswers)[number];
export type Helped = (typeof helpedAnswers)[number];

/** Did you get there, did it help (S95). All of it may be left out. */
export interface FollowUp {
  gotThere: GotThere | null;
  helped: Helped | null;
  words: string | null;
}

/** Longest text in characters, for the forms too. */
export const longestStep = { what: 300, ifItGoesWrong: 1_000, meetingPoint: 300, followUp: 1_000 };

const MOST_DAYS_AHEAD = 2 * 366;
const MOST_DAYS_AGO = 31;
const DAY_MS = 24 * 60 * 60 * 1000;

/** @throws {InvalidInput} says nothing, is too long, or goes together without a day and a place */
export function readStep(input: StepInput, now: Date): { words: StepWords; onDay: Date | null } {
  const what = readText(input.what, longestStep.what, 'what');
  if (what === null) throw new InvalidInput('Please say what the step is, in a few words.', 'what');
  const onDay = readDay(input.onDay ?? null, now);
  const meetingPoint = readText(input.meetingPoint, longestStep.meetingPoint, 'meetingPoint');
  if (input.isAccompanied && onDay === null) throw new InvalidInput('Say on which day you go together.', 'onDay');
  if (input.isAccompanied && meetingPoint === null)
    throw new InvalidInput('Say where and at what time you meet.', 'meetingPoint');
  return {
    onDay,
    words: {
      what,
      ifItGoesWrong: readText(input.ifItGoesWrong, longestStep.ifItGoesWrong, 'ifItGoesWrong'),
      meetingPoint,
      serviceId: input.serviceId ?? null,
    },
  };
}

function readDay(day: Date | null, now: Date): Date | null {
  if (day === null) return null;
  const ahead = (day.getTime() - now.getTime()) / DAY_MS;
  if (!(ahead <= MOST_DAYS_AHEAD && ahead >= -MOST_DAYS_AGO))
    throw new InvalidInput('Choose a day within the next two years, or leave it open.', 'onDay');
  return day;
}

/** @throws {InvalidInput} nothing at all, or too long */
export function readFollowUp(input: {
  gotThere?: GotThere | null | undefined;
  helped?: Helped | null | undefined;
  words?: string | null | undefined;
}): FollowUp {
  const answer: FollowUp = {
    gotThere: input.gotThere ?? null,
    helped: input.helped ?? null,
    words: readText(input.words, longestStep.followUp, 'words'),
  };
  if (Object.values(answer).every((value) => value === null))
    throw new InvalidInput('Choose an answer, or “rather not say”.', 'gotThere');
  return answer;
}

/** Whether it is time to ask how it was: it is done, or its day is over. */
export function asksFollowUp(
  step: {
    state: StepState;
    isAccompanied: boolean;
    onDay: Date | null;
    followedUpAt: Date | null;
    hasService: boolean;
  },
  today: Date,
): boolean {
  if (step.followedUpAt !== null || step.state === 'LET_GO' || !(step.isAccompanied || step.hasService)) return false;
  return step.state === 'DONE' || (step.onDay !== null && step.onDay < today);
}
