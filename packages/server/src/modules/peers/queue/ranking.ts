import {
  type Asked,
  type Candidate,
  type Exclusion,
  exclusionOf,
  explain,
  type Fit,
  isRatherNot,
  misfitOf,
} from '../suggestion-rules.ts';

/** Somebody who waits, as the rules look at them. */
export interface Waiting extends Asked {
  reference: string;
  waitingSince: Date;
  /** Whom they would like to be with again, if both want; null or left out: not said. */
  againWithId?: string | null;
}

/** Somebody who has waited longer than the one who is looked at, and whom the same advocate would suit. */
export interface WaitedLonger {
  requestId: string;
  reference: string;
  waitingSince: Date;
  /** Nobody else of the team could meet them now. */
  isOnlyOne: boolean;
}

/** Only a human being introduces. */
export interface SuggestedAdvocate extends Fit {
  advocateId: string;
  firstName: string;
  openMatches: number;
  capacity: number;
  /** Longest wait first. */
  waitedLonger: WaitedLonger[];
}

/** An advocate who is not suggested, and why. */
export interface NotSuggested {
  advocateId: string;
  firstName: string;
  exclusion: Exclusion;
}

export const MOST_SUGGESTIONS = 3;
const MOST_WAITED_LONGER = 3;
const AGAIN = 'They would like to be together again, if both want';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The advocates to think of first, with reasons in plain words, and who else has waited longer for each of them.
 * Deterministic; no score is kept or shown.
 *
 * @param today calendar day of the team, at midnight UTC as dates are stored
 * @param queue everybody of the team who waits, in any order
 */
export function suggest(
  asked: Asked & Partial<Waiting>,
  team: readonly Candidate[],
  today: Date,
  most: number = MOST_SUGGESTIONS,
  queue: readonly Waiting[] = [],
): SuggestedAdvocate[] {
  // A team can be large: only the best are kept in order, the rest is looked at once.
  const best: Ranked[] = [];
  // Equals take turns from request to request, instead of the first of the alphabet getting everybody.
  const compare = (left: Ranked, right: Ranked) =>
    compareRanks(left.rank, right.rank) ||
    turnOf(asked.id, left.candidate.id) - turnOf(asked.id, right.candidate.id) ||
    (left.candidate.id < right.candidate.id ? -1 : 1);
  for (const candidate of team) {
    if (exclusionOf(asked, candidate, today) !== null) continue;
    const ranked = { candidate, rank: rankOf(asked, candidate) };
    const place = best.findIndex((other) => compare(ranked, other) < 0);
    if (place >= 0) best.splice(place, 0, ranked);
    else if (best.length < most) best.push(ranked);
    if (best.length > most) best.pop();
  }
  const older = olderThan(asked, queue);
  return best.map(({ candidate }) => describe(asked, candidate, older, team, today));
}

/** One advocate as they would be suggested. @returns null: not one who may be introduced */
export function lookAt(
  asked: Waiting,
  advocateId: string,
  team: readonly Candidate[],
  today: Date,
  queue: readonly Waiting[],
): SuggestedAdvocate | null {
  const candidate = team.find(({ id }) => id === advocateId);
  if (!candidate || exclusionOf(asked, candidate, today) !== null) return null;
  return describe(asked, candidate, olderThan(asked, queue), team, today);
}

function describe(
  asked: Asked & Partial<Waiting>,
  candidate: Candidate,
  older: readonly Waiting[],
  team: readonly Candidate[],
  today: Date,
): SuggestedAdvocate {
  const { reasons: fits, notMet } = explain(asked, candidate);
  const reasons = asked.againWithId === candidate.id ? [AGAIN, ...fits] : fits;
  return {
    advocateId: candidate.id,
    firstName: candidate.firstName,
    openMatches: candidate.openMatches,
    capacity: candidate.capacity,
    reasons: reasons.length > 0 ? reasons : ['Has room for somebody new'],
    notMet: candidate.earlier === 'LAPSED' ? [...notMet, 'Could not answer in time before'] : notMet,
    waitedLonger: whoWaitedLonger(asked, candidate, older, team, today),
  };
}

/** Everybody who is not suggested, with the reason that a coordinator may know. */
export function notSuggested(asked: Asked, team: readonly Candidate[], today: Date): NotSuggested[] {
  return team
    .flatMap((candidate) => {
      const exclusion = exclusionOf(asked, candidate, today);
      return exclusion === null ? [] : [{ advocateId: candidate.id, firstName: candidate.firstName, exclusion }];
    })
    .sort(
      (left, right) => left.firstName.localeCompare(right.firstName) || (left.advocateId < right.advocateId ? -1 : 1),
    );
}

/** Those who have waited longer than this one, longest first. */
export function olderThan(asked: { id: string } & Partial<Waiting>, queue: readonly Waiting[]): Waiting[] {
  const since = asked.waitingSince;
  if (!since) return [];
  return queue
    .filter(
      (other) =>
        other.id !== asked.id &&
        (other.waitingSince < since || (other.waitingSince.getTime() === since.getTime() && other.id < asked.id)),
    )
    .sort((left, right) => left.waitingSince.getTime() - right.waitingSince.getTime() || (left.id < right.id ? -1 : 1));
}

/**
 * Nobody who waited longest is passed over silently: those who have waited longer, whom this advocate would suit at least as
 * well as the one who is looked at, or whom only this advocate could meet.
 *
 * @param older longest wait first
 */
function whoWaitedLonger(
  asked: Asked,
  candidate: Candidate,
  older: readonly Waiting[],
  team: readonly Candidate[],
  today: Date,
): WaitedLonger[] {
  const found: WaitedLonger[] = [];
  const here = waitMisfit(asked, candidate);
  for (const other of older) {
    if (found.length >= MOST_WAITED_LONGER) break;
    if (candidate.notFor?.has(other.id) || isRatherNot(other, candidate)) continue;
    const isOnlyOne = !team.some((one) => one.id !== candidate.id && mayMeet(other, one, today));
    if (isOnlyOne || compareRanks(waitMisfit(other, candidate), here) <= 0)
      found.push({ requestId: other.id, reference: other.reference, waitingSince: other.waitingSince, isOnlyOne });
  }
  return found;
}

function mayMeet(other: Waiting, candidate: Candidate, today: Date): boolean {
  // What an earlier introduction came to is said of one request; of the others, `notFor` says it.
  return exclusionOf(other, candidate.earlier === null ? candidate : { ...candidate, earlier: null }, today) === null;
}

/** How far they live only counts for who wants to meet in person. */
function waitMisfit(asked: Asked, candidate: Candidate): readonly number[] {
  const misfit = misfitOf(asked, candidate);
  return asked.channel === 'IN_PERSON' ? misfit : misfit.slice(0, -1);
}

interface Ranked {
  candidate: Candidate;
  rank: readonly number[];
}

/** Who asked for the same advocate comes first to them, as far as they can still talk and be in touch as the person needs. */
function isWishedAgain(asked: Asked & Partial<Waiting>, candidate: Candidate): boolean {
  if (asked.againWithId !== candidate.id) return false;
  const [, language, channel] = misfitOf(asked, candidate);
  return language === 0 && channel === 0;
}

/**
 * Lowest first: somebody whom they would like to be with again, how well it fits, an unanswered introduction, then fairness between advocates: how full they would be, and
 * who was not asked for longest.
 */
function rankOf(asked: Asked & Partial<Waiting>, candidate: Candidate): readonly number[] {
  return [
    isWishedAgain(asked, candidate) ? 0 : 1,
    ...misfitOf(asked, candidate),
    candidate.earlier === null ? 0 : 1,
    (candidate.openMatches + 1) / Math.max(1, candidate.capacity),
    candidate.lastAskedAt ? Math.floor(candidate.lastAskedAt.getTime() / DAY_MS) : 0,
  ];
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** FNV-1a. */
function turnOf(requestId: string, advocateId: string): number {
  let hash = 0x811c9dc5;
  for (const character of requestId + advocateId) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}
