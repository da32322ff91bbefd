import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { audit, holdOwnOrTeams, timezoneOf, told } from './changing.ts';
import { readReviewOn, todayIn } from './team-rules.ts';

type Side = 'advocate' | 'coordinator';

/**
 * One side says "ready, until that day". It holds when the other side says so too; until then the one before holds on.
 * Proposed again, it takes the place of what was open.
 *
 * @param input.memberId left out: the advocate themselves
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function proposeReadiness(
  kith: Kith,
  viewer: Viewer,
  input: { memberId?: string | null; reviewOn: Date },
): Promise<string> {
  const { accountId } = requireStaff(viewer);
  const side = sideOf(viewer, input.memberId);
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdOwnOrTeams(tx, viewer, input.memberId);
    const now = kith.clock.now();
    const reviewOn = readReviewOn(input.reviewOn, todayIn(await timezoneOf(tx, viewer), now));
    await endOpen(tx, advocate.id, now);
    await tx.readinessAgreement.create({
      data: {
        advocateId: advocate.id,
        reviewOn,
        proposedAt: now,
        ...(side === 'advocate' ? { advocateAgreedAt: now } : { coordinatorAgreedAt: now, coordinatorId: accountId }),
      },
    });
    await audit(tx, kith, viewer, 'propose readiness', advocate.id);
  });
  return told(kith, viewer, input.memberId);
}

/**
 * The other side says yes to the same day. Saying it twice changes nothing.
 *
 * @param input.memberId left out: the advocate themselves
 * @returns the account's id
 * @throws {NotFound} nothing is open, or it is one's own proposal
 */
export async function confirmReadiness(
  kith: Kith,
  viewer: Viewer,
  input: { memberId?: string | null },
): Promise<string> {
  const { accountId } = requireStaff(viewer);
  const side = sideOf(viewer, input.memberId);
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdOwnOrTeams(tx, viewer, input.memberId);
    const now = kith.clock.now();
    const open = advocate.readiness.find((one) => !one.advocateAgreedAt || !one.coordinatorAgreedAt);
    const isOwnProposal = side === 'advocate' ? open?.advocateAgreedAt : open?.coordinatorAgreedAt;
    const today = todayIn(await timezoneOf(tx, viewer), now);
    if (!open || isOwnProposal || open.reviewOn < today)
      throw new NotFound('There is nothing to say yes to. Propose a day first.');
    await tx.readinessAgreement.updateMany({
      where: { advocateId: advocate.id, endedAt: null, id: { not: open.id } },
      data: { endedAt: now },
    });
    await tx.readinessAgreement.update({
      where: { id: open.id },
      data: side === 'advocate' ? { advocateAgreedAt: now } : { coordinatorAgreedAt: now, coordinatorId: accountId },
    });
    await tx.advocateProfile.update({ where: { id: advocate.id }, data: { readyUntil: open.reviewOn } });
    await audit(tx, kith, viewer, 'confirm readiness', advocate.id);
  });
  return told(kith, viewer, input.memberId);
}

/**
 * Either side takes it back, without a reason. Nobody new from now on; those they are with stay.
 *
 * @param input.memberId left out: the advocate themselves
 * @returns the account's id
 * @throws {NotFound}
 */
export async function endReadiness(kith: Kith, viewer: Viewer, input: { memberId?: string | null }): Promise<string> {
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdOwnOrTeams(tx, viewer, input.memberId);
    await tx.readinessAgreement.updateMany({
      where: { advocateId: advocate.id, endedAt: null },
      data: { endedAt: kith.clock.now() },
    });
    await tx.advocateProfile.update({ where: { id: advocate.id }, data: { readyUntil: null } });
    await audit(tx, kith, viewer, 'end readiness', advocate.id);
  });
  return told(kith, viewer, input.memberId);
}

function endOpen(tx: Tx, advocateId: string, now: Date) {
  return tx.readinessAgreement.updateMany({
    where: {
      advocateId,
      endedAt: null,
      OR: [{ advocateAgreedAt: null }, { coordinatorAgreedAt: null }],
    },
    data: { endedAt: now },
  });
}

/** A coordinator who is an advocate as well cannot agree with themselves: their own account is the advocate's side. */
function sideOf(viewer: Viewer, memberId: string | null | undefined): Side {
  return !memberId || (viewer.kind === 'staff' && viewer.accountId === memberId) ? 'advocate' : 'coordinator';
}
