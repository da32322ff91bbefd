import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { Tx } from '../../../infra/db.ts';
import { startOfDay } from '../../people/rules.ts';
import { candidateParts } from '../locks.ts';
import { isRatherNot } from '../suggestion-rules.ts';

// A row says who steps in whenever this advocate has a break or days away. Whether it counts is asked of these themselves, so that a
// stand-in sees nothing a moment before it begins or after it ends, and nothing needs to be tidied up.

/** Stand-ins who step in now: during a break or days away, and not when the person would rather wait. */
export function standsInNow(now: Date): Prisma.MatchStandInWhereInput {
  return { match: { status: 'ACTIVE', rathersWait: false, advocate: isOnBreak(now) } };
}

/** Advocates who are on a break now, or away on days that they said before. Both end by themselves after their last day. */
export function isOnBreak(now: Date): Prisma.AdvocateProfileWhereInput {
  const today = startOfDay(now);
  return {
    OR: [
      { energy: 'BREAK', OR: [{ breakUntil: null }, { breakUntil: { gte: today } }] },
      { timesAway: { some: isAwayOn(today) } },
    ],
  };
}

/** Days away that this day belongs to. */
export function isAwayOn(today: Date): Prisma.TimeAwayWhereInput {
  return { fromOn: { lte: today }, untilOn: { gte: today } };
}

/**
 * Writes down who steps in for one match: the colleague who said yes to being this advocate's stand-in, unless the person
 * would rather not meet somebody like them. The request must be held.
 */
export async function nameStandIn(tx: Tx, matchId: string, now: Date): Promise<void> {
  const match = await tx.match.findUniqueOrThrow({
    where: { id: matchId },
    include: {
      standIn: true,
      request: { include: { wishes: true, notTogether: { select: { advocateId: true } } } },
      advocate: { include: { standIn: { include: candidateParts }, account: { select: { teamId: true } } } },
    },
  });
  const { standIn, account } = match.advocate;
  const isLive = match.status === 'ACTIVE' || match.status === 'PAUSED' || match.status === 'PROPOSED';
  const mayStandIn =
    isLive &&
    standIn !== null &&
    standIn.account.disabledAt === null &&
    standIn.account.roles.includes('ADVOCATE') &&
    standIn.account.teamId === account.teamId &&
    // Who is still learning is with nobody alone (S12).
    standIn.stage !== 'LEARNER' &&
    standIn.stage !== 'SHADOWING' &&
    !match.request.notTogether.some(({ advocateId }) => advocateId === standIn.id) &&
    !isRatherNot(match.request, standIn);
  if (mayStandIn && match.standIn?.standInId === standIn.id) return;
  await tx.matchStandIn.deleteMany({ where: { matchId } });
  if (mayStandIn) await tx.matchStandIn.create({ data: { matchId, standInId: standIn.id, sinceAt: now } });
}
