import type { MatchStatus, PeerRequestStatus } from '../../../generated/prisma/enums.ts';
import { DomainError } from '../../errors.ts';

/** The advocate is on a break, full, low on energy or not ready to hold a match alone. */
export class AdvocateUnavailable extends DomainError {
  override readonly name = 'AdvocateUnavailable';
}

/** The person said rather not. Nobody can override this, and the message never says which wish it was. */
export class NotSuitable extends DomainError {
  override readonly name = 'NotSuitable';

  constructor() {
    super('This introduction is not possible for this person. Please choose somebody else.');
  }
}

/** Somebody was faster, or the request or the match moved on. */
export class NoLongerPossible extends DomainError {
  override readonly name = 'NoLongerPossible';
}

/** The same idempotency key came with another body. */
export class IdempotencyConflict extends DomainError {
  override readonly name = 'IdempotencyConflict';
}

/** What can happen to a request. */
export type RequestChange =
  | 'introduce'
  | 'sayYes'
  | 'sayNo'
  | 'lapse'
  | 'agree'
  | 'object'
  | 'letGo'
  | 'pause'
  | 'resumeWithMatch'
  | 'resumeAgreeing'
  | 'comeBack'
  | 'finish'
  | 'withdraw';

/** Waiting for a human being to introduce somebody. */
export const waitingStatuses: readonly PeerRequestStatus[] = ['ASKED', 'CAME_BACK'];
/** Stopped, by whomever; always with a way back. */
export const restingStatuses: readonly PeerRequestStatus[] = ['PAUSED', 'FINISHED_FOR_NOW', 'WITHDRAWN'];

/**
 * Where a request goes.
 *
 * @param hasComeBack whether its person ever came back: then waiting is called CAME_BACK, not ASKED
 * @returns null: not possible from here
 */
export function nextStatus(
  status: PeerRequestStatus,
  change: RequestChange,
  hasComeBack: boolean,
): PeerRequestStatus | null {
  const waiting: PeerRequestStatus = hasComeBack ? 'CAME_BACK' : 'ASKED';
  const isResting = restingStatuses.includes(status);
  switch (change) {
    case 'introduce':
      return waitingStatuses.includes(status) ? 'BEING_INTRODUCED' : null;
    case 'sayYes':
      // They are connected when both have agreed how (S122).
      return status === 'BEING_INTRODUCED' ? 'BEING_INTRODUCED' : null;
    case 'agree':
      return status === 'BEING_INTRODUCED' ? 'CONNECTED' : null;
    case 'object':
      return status === 'CONNECTED' ? 'BEING_INTRODUCED' : null;
    case 'letGo':
      return status === 'BEING_INTRODUCED' || status === 'CONNECTED' || status === 'PAUSED' ? waiting : null;
    case 'sayNo':
    case 'lapse':
      return status === 'BEING_INTRODUCED' ? waiting : null;
    case 'pause':
      return isResting ? null : 'PAUSED';
    case 'resumeWithMatch':
      return status === 'PAUSED' ? 'CONNECTED' : null;
    case 'resumeAgreeing':
      return status === 'PAUSED' ? 'BEING_INTRODUCED' : null;
    case 'comeBack':
      // Nothing closes a person out: every rest has a way back, as often as they like (S23).
      return isResting ? 'CAME_BACK' : null;
    case 'finish':
      // "This isn't for me" is an answer at any time (S14).
      return status === 'FINISHED_FOR_NOW' || status === 'WITHDRAWN' ? null : 'FINISHED_FOR_NOW';
    case 'withdraw':
      return status === 'WITHDRAWN' ? null : 'WITHDRAWN';
  }
}

/** Whether the advocate said yes and the two are still agreeing how: known to each other, and not active yet. */
export function isAgreeing(match: { status: MatchStatus; answeredAt: Date | null }): boolean {
  return match.status === 'PROPOSED' && match.answeredAt !== null;
}

/**
 * What becomes of a request's live or paused match when the request rests.
 *
 * @returns null: the match is left as it is
 */
export function matchAfter(
  match: { status: MatchStatus; answeredAt: Date | null },
  change: 'pause' | 'withdraw' | 'finish' | 'erase',
): MatchStatus | null {
  const { status } = match;
  if (isAgreeing(match)) return change === 'pause' ? 'PAUSED' : 'ENDED';
  if (status === 'PROPOSED') return 'LAPSED';
  if (status === 'ACTIVE') return change === 'pause' ? 'PAUSED' : 'ENDED';
  if (status === 'PAUSED') return change === 'pause' ? null : 'ENDED';
  return null;
}

/** Whether an introduction was not answered in time. It then passes on by itself, and a yes comes too late. */
export function hasLapsed(match: { status: MatchStatus; lapsesAt: Date; answeredAt: Date | null }, now: Date): boolean {
  return match.status === 'PROPOSED' && match.answeredAt === null && match.lapsesAt <= now;
}

/** Whether a human being should have answered by now. */
export function isLate(request: { status: PeerRequestStatus; promisedBy: Date }, now: Date): boolean {
  return waitingStatuses.includes(request.status) && request.promisedBy < now;
}

/** An introduction waits this many working days for an answer. */
export const LAPSES_AFTER_WORKING_DAYS = 2;
/** Both look again at a match after this many days, unless they choose another day; no match is without that day (S36). */
export const REVIEW_AFTER_DAYS = 56;
/** Nobody goes on for longer than this without looking again: half a year. */
export const LONGEST_REVIEW_DAYS = 183;
/** Days after the last change for which the link and the code words open the request. */
export const LINK_DAYS = 30;

/** When the link expires, if nothing changes any more. */
export function linkExpiry(now: Date): Date {
  return new Date(now.getTime() + LINK_DAYS * 24 * 60 * 60 * 1000);
}
