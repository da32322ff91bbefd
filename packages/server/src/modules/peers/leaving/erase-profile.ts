import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { holdOwnProfile, ownAdvocateId } from '../../people/profile/own.ts';
import { recordAudit } from '../../safety/audit.ts';
import { assertNobodyIsLeft } from './rules.ts';

/** What people read in their story who once were with somebody who left. */
const A_NAME_FOR_NOBODY = 'An advocate';

/**
 * An advocate who leaves takes their profile with them (P19): what they said of themselves, their story, log, plan, hours
 * and supervision. The key goes, and with it every sealed word in every copy. What stays are ids, dates and counts. The
 * account keeps its other roles.
 *
 * @throws {NotFound} no profile, or erased already
 * @throws {MatchesToHandOver} people are still with them
 */
export async function eraseMyProfile(kith: Kith, viewer: Viewer): Promise<{ erasedAt: Date }> {
  const advocateId = ownAdvocateId(viewer);
  const erasedAt = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    // Held: whoever would introduce them now waits, and then finds no advocate.
    const { accountId } = await holdOwnProfile(tx, advocateId);
    const open = await tx.match.count({ where: { advocateId, status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } } });
    assertNobodyIsLeft(open, await tx.matchStandIn.count({ where: { standInId: advocateId } }));
    const own = { where: { advocateId } };
    await tx.advocateCharacteristic.deleteMany(own);
    await tx.advocateHours.deleteMany(own);
    await tx.learningEntry.deleteMany(own);
    await tx.usefulMoment.deleteMany(own);
    await tx.gainAnswer.deleteMany(own);
    await tx.wellbeingPlan.deleteMany(own);
    await tx.stageChange.deleteMany(own);
    await tx.readinessAgreement.deleteMany(own);
    await tx.timeAway.deleteMany(own);
    await tx.standInAsk.deleteMany({ where: { OR: [{ advocateId }, { standInId: advocateId }] } });
    await tx.advocateProfile.updateMany({ where: { standInId: advocateId }, data: { standInId: null } });
    await tx.advocateProfile.updateMany({ where: { besideId: advocateId }, data: { besideId: null } });
    await tx.peerRequest.updateMany({ where: { againWithId: advocateId }, data: { againWithId: null } });
    await tx.advocateProfile.update({
      where: { id: advocateId },
      data: {
        firstName: A_NAME_FOR_NOBODY,
        aboutMe: null,
        pronouns: null,
        describedAs: null,
        story: null,
        storyShownSince: null,
        dataKey: null,
        erasedAt,
        stage: 'LEARNER',
        employment: 'VOLUNTEER',
        capacity: 0,
        energy: 'FINE',
        breakUntil: null,
        breakWords: null,
        standInId: null,
        besideId: null,
        languages: [],
        channels: [],
        outwardCode: null,
        readyUntil: null,
        supervisionDueOn: null,
      },
    });
    const { roles } = await tx.staffAccount.findUniqueOrThrow({ where: { id: accountId }, select: { roles: true } });
    const left = roles.filter((role) => role !== 'ADVOCATE');
    await tx.staffAccount.update({ where: { id: accountId }, data: { roles: left } });
    if (left.length === 0) {
      // Whoever stays in another role keeps their supervision.
      await tx.supervision.deleteMany({ where: { accountId } });
      await tx.staffSupport.deleteMany({ where: { accountId } });
    }
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: accountId,
      action: 'erase profile',
      objectType: 'AdvocateProfile',
      objectId: advocateId,
    });
  });
  kith.signals.publish({ topic: 'queue', id: advocateId });
  return { erasedAt };
}
