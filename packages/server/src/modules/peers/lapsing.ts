import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { type HeldRequest, holdRequest } from './locks.ts';
import { hasLapsed, linkExpiry, nextStatus } from './rules.ts';
import { tellPerson } from './telling/tell-person.ts';
import { tellCoordinators } from './telling/tell-staff.ts';

const AT_ONCE = 100;

/**
 * Lets introductions pass on that nobody answered in time. Readers and writers call it first, so that a late introduction
 * is never seen or accepted, whether or not a job runs.
 *
 * @returns how many lapsed
 */
export async function passOnLapsed(
  kith: Kith,
  where: { requestId?: string; advocateId?: string; teamId?: string } = {},
): Promise<number> {
  const { requestId, advocateId, teamId } = where;
  const overdue = await kith.db.match.findMany({
    where: {
      status: 'PROPOSED',
      answeredAt: null,
      lapsesAt: { lte: kith.clock.now() },
      ...(requestId ? { requestId } : {}),
      ...(advocateId ? { advocateId } : {}),
      ...(teamId ? { request: { teamId } } : {}),
    },
    select: { requestId: true },
    take: AT_ONCE,
  });
  let count = 0;
  for (const { requestId: overdueId } of overdue) {
    const lapsed = await kith.db.$transaction(async (tx) => {
      const request = await holdRequest(tx, overdueId);
      const match = request?.matches.find((candidate) => hasLapsed(candidate, kith.clock.now()));
      if (!request || !match) return null;
      await letPass(tx, request, match.id, kith.clock.now());
      await tellPerson(tx, kith, request, `lapsed:${match.id}`);
      await tellCoordinators(tx, kith, request.teamId, 'introduction-lapsed', { id: match.id, occasion: match.id });
      return { request, matchId: match.id };
    });
    if (!lapsed) continue;
    count++;
    kith.signals.publish({ topic: 'match', id: lapsed.matchId });
    kith.signals.publish({ topic: 'request', id: overdueId });
    kith.signals.publish({ topic: 'queue', id: lapsed.request.teamId });
  }
  return count;
}

/** Ends one introduction without an answer; its request waits again. The request must be held. */
export async function letPass(tx: Tx, request: HeldRequest, matchId: string, now: Date): Promise<void> {
  await tx.match.update({ where: { id: matchId }, data: { status: 'LAPSED', endedAt: now } });
  await tx.requestEvent.create({ data: { requestId: request.id, kind: 'INTRODUCTION_LAPSED', at: now, matchId } });
  const status = nextStatus(request.status, 'lapse', request.hasComeBack);
  if (status === null) return;
  await tx.peerRequest.update({
    where: { id: request.id },
    data: { status, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
  });
}
