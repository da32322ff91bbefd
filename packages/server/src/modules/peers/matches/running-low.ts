import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { holdRequest } from '../locks.ts';
import { linkExpiry } from '../rules.ts';
import { standsInNow } from './standing-in.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** After this it is not "now" any more. It is not kept as a history. */
const LOW_FOR_DAYS = 7;
const NOBODY = 'There is nobody here with whom this could be done.';
const NOTHING_HERE = 'There is no such request any more.';

/** When the person said that they run low, as far as that is still now. */
export function lowSince(request: { lowAt: Date | null }, now: Date): Date | null {
  return request.lowAt && now.getTime() - request.lowAt.getTime() < LOW_FOR_DAYS * DAY_MS ? request.lowAt : null;
}

/**
 * "I'm running low": one tap. The advocate hears of it, or who stands in, or the team; nothing else happens. False takes it
 * back.
 *
 * @throws {NotFound}
 */
export async function sayRunningLow(kith: Kith, viewer: Viewer, isLow = true): Promise<void> {
  if (viewer.kind !== 'person') throw new NotFound(NOTHING_HERE);
  const { requestId } = viewer;
  const teamId = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    if (!request) throw new NotFound(NOTHING_HERE);
    const now = kith.clock.now();
    if (isLow && lowSince(request, now) && request.lowSeenAt === null) return request.teamId;
    await tx.peerRequest.update({
      where: { id: requestId },
      data: { lowAt: isLow ? now : null, lowSeenAt: null, linkExpiresAt: linkExpiry(now) },
    });
    if (isLow)
      await kith.outbox.put(tx, {
        kind: 'running-low',
        subjectId: requestId,
        key: `running-low:${requestId}:${now.getTime()}`,
      });
    return request.teamId;
  });
  kith.signals.publish({ topic: 'request', id: requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
}

/**
 * The advocate, who stands in, or a coordinator has seen that somebody runs low; the person reads that it was seen.
 *
 * @throws {NotFound}
 */
export async function seeRunningLow(kith: Kith, viewer: Viewer, matchId: string): Promise<string> {
  const who = hasRole(viewer, 'ADVOCATE') && viewer.advocateId !== null ? viewer.advocateId : null;
  const teamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  // Whoever was asked and has not answered is nobody yet whom the person would read of.
  const isTheirs = { advocateId: who ?? '', NOT: { status: 'PROPOSED' as const, answeredAt: null } };
  if (!UUID.test(matchId)) throw new NotFound(NOBODY);
  const match = await kith.db.match.findFirst({
    where: {
      id: matchId,
      status: { in: ['ACTIVE', 'PROPOSED', 'PAUSED'] },
      request: { erasedAt: null },
      OR: [
        ...(who ? [isTheirs, { standIn: { is: { standInId: who, ...standsInNow(kith.clock.now()) } } }] : []),
        ...(teamId ? [{ request: { teamId } }] : []),
      ],
    },
    select: { requestId: true },
  });
  if (!match) throw new NotFound(NOBODY);
  await kith.db.peerRequest.updateMany({
    where: { id: match.requestId, lowAt: { not: null }, lowSeenAt: null },
    data: { lowSeenAt: kith.clock.now() },
  });
  kith.signals.publish({ topic: 'request', id: match.requestId });
  kith.signals.publish({ topic: 'match', id: matchId });
  return matchId;
}

/**
 * The person would rather wait than meet a stand-in, or not any more. A stand-in sees nothing from then on.
 *
 * @throws {NotFound}
 */
export async function ratherWait(kith: Kith, viewer: Viewer, rathersWait: boolean): Promise<void> {
  if (viewer.kind !== 'person') throw new NotFound(NOTHING_HERE);
  const { requestId } = viewer;
  const now = kith.clock.now();
  const ids = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    if (!request) throw new NotFound(NOTHING_HERE);
    const live = request.matches.filter(({ status }) => ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(status));
    for (const { id } of live) await tx.match.update({ where: { id }, data: { rathersWait } });
    await tx.peerRequest.update({ where: { id: requestId }, data: { linkExpiresAt: linkExpiry(now) } });
    return live.map(({ id }) => id);
  });
  for (const id of ids) kith.signals.publish({ topic: 'match', id });
  kith.signals.publish({ topic: 'request', id: requestId });
}
