import type { MatchParty } from '../../../../generated/prisma/enums.ts';
import type { Tx } from '../../../infra/db.ts';
import { areKeptApart } from '../knowing/not-together.ts';
import { type HeldRequest, holdAdvocate } from '../locks.ts';
import { dateOf, dayIn, daysLater } from '../promise-clock.ts';
import { matchAfter, NoLongerPossible, REVIEW_AFTER_DAYS, type RequestChange } from '../rules.ts';
import { isRatherNot } from '../suggestion-rules.ts';

/**
 * Ends or pauses what was going on, when a request rests. The request must be held.
 *
 * @param side who does it: the same side starts a pause again
 */
export async function restMatches(
  tx: Tx,
  request: HeldRequest,
  change: 'pause' | 'withdraw' | 'finish' | 'erase',
  now: Date,
  side: MatchParty = 'PERSON',
): Promise<void> {
  for (const match of request.matches) {
    const status = matchAfter(match, change);
    if (status === null) continue;
    await tx.match.update({
      where: { id: match.id },
      data: { status, ...(status === 'PAUSED' ? { pausedBy: side } : { pausedBy: null, endedAt: now, endedBy: side }) },
    });
    if (status !== 'PAUSED') await tx.matchStandIn.deleteMany({ where: { matchId: match.id } });
  }
}

/**
 * Takes a paused match up again, if its advocate still has room and the two may meet; otherwise it ends. Who had not agreed before the pause goes
 * on agreeing. Both must be held in order: the request is; the advocate is held here.
 *
 * @returns what that is for the request; null: there is no match that goes on
 * @throws {NoLongerPossible} the other side paused it, and starts it again
 */
export async function wakeMatch(
  tx: Tx,
  request: HeldRequest,
  now: Date,
): Promise<Extract<RequestChange, 'resumeWithMatch' | 'resumeAgreeing'> | null> {
  const paused = request.matches.find(({ status }) => status === 'PAUSED');
  if (!paused) return null;
  const advocate = await holdAdvocate(tx, paused.advocateId, request.id);
  const areApart = await areKeptApart(tx, request.id, paused.advocateId);
  // Their pause is theirs, as the person's is the person's. Somebody who is gone, or must not meet them, cannot end it any more.
  if (paused.pausedBy !== 'PERSON' && advocate !== null && !areApart)
    throw new NoLongerPossible(
      `${advocate.firstName} needs this pause and starts again when they can. You can also ask for somebody else.`,
    );
  const hasRoom =
    request.status === 'PAUSED' &&
    advocate !== null &&
    !areApart &&
    advocate.openMatches < advocate.capacity &&
    !isRatherNot(request, advocate);
  if (!hasRoom) {
    await tx.match.update({
      where: { id: paused.id },
      data: { status: 'ENDED', pausedBy: null, endedAt: now, endedBy: 'PERSON' },
    });
    return null;
  }
  return startAgain(tx, request, paused, now);
}

/** A paused match goes on. There must be room; the request and the advocate must be held. */
export async function startAgain(
  tx: Tx,
  request: HeldRequest,
  paused: HeldRequest['matches'][number],
  now: Date,
): Promise<'resumeWithMatch' | 'resumeAgreeing'> {
  const hasAgreed = paused.agreedAt !== null;
  const today = dayIn(request.team.timezone, now);
  const isReviewOver = paused.reviewOn === null || paused.reviewOn < dateOf(today);
  await tx.match.update({
    where: { id: paused.id },
    data: {
      status: hasAgreed ? 'ACTIVE' : 'PROPOSED',
      pausedBy: null,
      ...(hasAgreed && isReviewOver ? { reviewOn: dateOf(daysLater(today, REVIEW_AFTER_DAYS)) } : {}),
    },
  });
  return hasAgreed ? 'resumeWithMatch' : 'resumeAgreeing';
}
