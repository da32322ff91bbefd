import type { Prisma } from '../../../generated/prisma/client.ts';
import type { MatchStatus } from '../../../generated/prisma/enums.ts';
import type { Tx } from '../../infra/db.ts';
import { isAgreeing } from './rules.ts';
import type { Candidate } from './suggestion-rules.ts';

// Always the request before the advocate, so that two writers never wait for each other in a circle.

/** Holds a request until the transaction ends and reads it as it is now. @returns null: not there, or erased */
export async function holdRequest(tx: Tx, requestId: string) {
  await tx.$queryRaw`SELECT id FROM peer_request WHERE id = ${requestId}::uuid FOR UPDATE`;
  const request = await tx.peerRequest.findUnique({
    where: { id: requestId },
    include: { team: true, wishes: true, matches: { orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }] } },
  });
  if (!request || request.erasedAt) return null;
  const comebacks = await tx.requestEvent.count({ where: { requestId, kind: 'CAME_BACK' } });
  return { ...request, hasComeBack: comebacks > 0 };
}

export type HeldRequest = NonNullable<Awaited<ReturnType<typeof holdRequest>>>;

/**
 * Holds an advocate, whose room is then counted for good: whoever else would introduce or accept waits.
 *
 * @returns null: not there, or the account is disabled or no advocate's any more
 */
export async function holdAdvocate(tx: Tx, advocateId: string, requestId: string) {
  await tx.$queryRaw`SELECT id FROM advocate_profile WHERE id = ${advocateId}::uuid FOR UPDATE`;
  const advocate = await tx.advocateProfile.findUnique({ where: { id: advocateId }, include: candidateParts });
  if (!advocate || advocate.account.disabledAt || !advocate.account.roles.includes('ADVOCATE')) return null;
  return { ...advocate, ...candidateCounts(advocate, requestId) };
}

/** What the rules need of an advocate, for Prisma's `include`. */
export const candidateParts = {
  account: { select: { teamId: true, disabledAt: true, roles: true } },
  characteristics: { select: { dimension: true, value: true, visibility: true } },
  timesAway: { select: { fromOn: true, untilOn: true } },
  matches: {
    where: { OR: [{ status: { in: ['PROPOSED', 'ACTIVE', 'DECLINED', 'LAPSED'] } }, { isNotAgain: true }] },
    select: { requestId: true, status: true, answeredAt: true, isNotAgain: true },
  },
} satisfies Prisma.AdvocateProfileInclude;

interface HeldMatch {
  requestId: string;
  status: MatchStatus;
  answeredAt: Date | null;
  isNotAgain: boolean;
}

/** How many people an advocate has, and how an earlier introduction to this request ended. */
export function candidateCounts(
  advocate: { matches: readonly HeldMatch[] },
  requestId: string,
): Pick<Candidate, 'openMatches' | 'earlier'> & { heldMatches: number } {
  const { matches } = advocate;
  // The person asked for somebody else: as after a "not me", these two are not thought of together again.
  const isOver = matches.some((match) => match.requestId === requestId && match.isNotAgain);
  const before = (status: string) => matches.some((match) => match.requestId === requestId && match.status === status);
  return {
    heldMatches: matches.filter((match) => match.status === 'ACTIVE' || isAgreeing(match)).length,
    openMatches: matches.filter(({ status }) => status === 'ACTIVE' || status === 'PROPOSED').length,
    earlier: isOver || before('DECLINED') ? 'DECLINED' : before('LAPSED') ? 'LAPSED' : null,
  };
}
