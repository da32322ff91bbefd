import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { energyOn, startOfDay } from '../../people/rules.ts';
import { holdRequest } from '../locks.ts';
import { NoLongerPossible } from '../rules.ts';
import { isAwayOn, isOnBreak, nameStandIn } from './standing-in.ts';

const NO_COLLEAGUE = 'There is no such colleague in your team.';

/**
 * An advocate asks a colleague of the team to stand in during breaks. Nobody stands in before they said yes.
 *
 * @returns the id of the advocate who asks
 * @throws {NotFound | NoLongerPossible}
 */
export async function askStandIn(kith: Kith, viewer: Viewer, { advocateId }: { advocateId: string }): Promise<string> {
  if (!hasRole(viewer, 'ADVOCATE') || viewer.advocateId === null || !UUID.test(advocateId))
    throw new NotFound(NO_COLLEAGUE);
  const own = viewer.advocateId;
  const now = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    const colleague = await tx.advocateProfile.findFirst({
      where: {
        id: advocateId,
        account: { teamId: viewer.teamId, disabledAt: null, roles: { has: 'ADVOCATE' } },
      },
      select: { id: true, stage: true, firstName: true, standsInFor: { where: { id: own }, select: { id: true } } },
    });
    if (!colleague || colleague.id === own || viewer.teamId === null) throw new NotFound(NO_COLLEAGUE);
    if (colleague.stage === 'LEARNER' || colleague.stage === 'SHADOWING')
      throw new NoLongerPossible(`${colleague.firstName} is still learning and is with nobody alone yet.`);
    if (colleague.standsInFor.length > 0) return;
    const asked = { standInId: advocateId, askedAt: now, declinedAt: null };
    const before = await tx.standInAsk.findUnique({ where: { advocateId: own } });
    if (before?.standInId === advocateId && before.declinedAt === null) return;
    await tx.standInAsk.upsert({ where: { advocateId: own }, create: { advocateId: own, ...asked }, update: asked });
    await kith.outbox.put(tx, {
      kind: 'stand-in-asked',
      subjectId: own,
      key: `stand-in-asked:${own}:${advocateId}:${now.getTime()}`,
    });
  });
  kith.signals.publish({ topic: 'queue', id: advocateId });
  return own;
}

/**
 * The colleague says yes or no, or later: no longer. Any answer is free.
 *
 * @returns the id of the advocate who asked
 * @throws {NotFound | NoLongerPossible}
 */
export async function answerStandIn(
  kith: Kith,
  viewer: Viewer,
  { advocateId, isYes }: { advocateId: string; isYes: boolean },
): Promise<string> {
  if (!hasRole(viewer, 'ADVOCATE') || viewer.advocateId === null || !UUID.test(advocateId))
    throw new NotFound(NO_COLLEAGUE);
  const standInId = viewer.advocateId;
  await kith.db.$transaction(async (tx) => {
    const asked = await tx.standInAsk.findFirst({ where: { advocateId, standInId } });
    const stands = await tx.advocateProfile.count({ where: { id: advocateId, standInId } });
    if (!asked && stands === 0) throw new NotFound('Nobody asks you to stand in.');
    if (isYes) {
      if (asked?.declinedAt) throw new NoLongerPossible('You said no to this before. They can ask you again.');
      await tx.standInAsk.deleteMany({ where: { advocateId, standInId } });
      await tx.advocateProfile.update({ where: { id: advocateId }, data: { standInId } });
      return;
    }
    await tx.standInAsk.updateMany({ where: { advocateId, standInId }, data: { declinedAt: kith.clock.now() } });
    await tx.advocateProfile.updateMany({ where: { id: advocateId, standInId }, data: { standInId: null } });
    // At once: who said no sees nothing more.
    await tx.matchStandIn.deleteMany({ where: { standInId, match: { advocateId } } });
  });
  await nameStandIns(kith, advocateId);
  return advocateId;
}

/** Writes down again who steps in for each of an advocate's matches. */
export async function nameStandIns(kith: Kith, advocateId: string): Promise<void> {
  const matches = await kith.db.match.findMany({
    where: { advocateId, status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } },
    select: { id: true, requestId: true },
    orderBy: { requestId: 'asc' },
  });
  for (const { id, requestId } of matches) {
    await kith.db.$transaction(async (tx) => {
      if (await holdRequest(tx, requestId)) await nameStandIn(tx, id, kith.clock.now());
    });
    kith.signals.publish({ topic: 'match', id });
    kith.signals.publish({ topic: 'request', id: requestId });
  }
}

/**
 * Sweeps over the advocates who are on a break or away now: who steps in is looked at again (a "rather not" may be new), and each
 * person is told once by their safe way. A sweep over domain tables, so nothing is lost when it is cut off.
 */
export async function tellOfBreaks(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const away = await kith.db.advocateProfile.findMany({
    where: { ...isOnBreak(now), matches: { some: { status: 'ACTIVE' } } },
    select: {
      id: true,
      energy: true,
      breakUntil: true,
      timesAway: { where: isAwayOn(startOfDay(now)), orderBy: { untilOn: 'desc' }, select: { untilOn: true } },
    },
  });
  for (const { id, timesAway, ...energy } of away) {
    await nameStandIns(kith, id);
    const last = energyOn(energy, now) === 'BREAK' ? energy.breakUntil : timesAway[0]?.untilOn;
    const until = last?.toISOString().slice(0, 10) ?? 'open';
    const matches = await kith.db.match.findMany({
      where: { advocateId: id, status: 'ACTIVE' },
      select: { id: true, standIn: { select: { standInId: true } } },
    });
    for (const match of matches)
      await kith.outbox.put(kith.db, {
        kind: 'stand-in',
        subjectId: match.id,
        key: `stand-in:${match.id}:${until}:${match.standIn?.standInId ?? 'nobody'}`,
      });
  }
}
