import type { AdvocateStage } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { sealSupport, supportKey } from '../supervision/sealed-support.ts';
import { holdOwnAdvocate, holdTeamAdvocate, membersVisibleTo } from './members.ts';
import { assertMayMove, longest, readCapacity, readTimeAway, todayIn } from './team-rules.ts';

const MOST_TIMES_AWAY = 20;

/**
 * How many people an advocate can be there for at once. Less than they have now is fine: nobody new, until there is room.
 *
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function setCapacity(
  kith: Kith,
  viewer: Viewer,
  input: { memberId: string; capacity: number },
): Promise<string> {
  const capacity = readCapacity(input.capacity);
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdTeamAdvocate(tx, viewer, input.memberId);
    await tx.advocateProfile.update({ where: { id: advocate.id }, data: { capacity } });
    await audit(tx, kith, viewer, 'change capacity', advocate.id);
  });
  return told(kith, viewer, input.memberId);
}

/**
 * An advocate goes on to another stage, or back. Who decided and when is kept.
 *
 * @param input.besideId account of the mentor who goes with somebody who is SHADOWING
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function changeStage(
  kith: Kith,
  viewer: Viewer,
  input: { memberId: string; stage: AdvocateStage; besideId?: string | null },
): Promise<string> {
  const coordinator = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdTeamAdvocate(tx, viewer, input.memberId);
    const beside = input.stage === 'SHADOWING' ? await findMentor(tx, coordinator, input.besideId) : null;
    if (advocate.stage === input.stage && advocate.besideId === (beside?.id ?? null)) return;
    assertMayMove({
      name: advocate.firstName,
      from: advocate.stage,
      to: input.stage,
      peopleNow: advocate.matches.length,
      shadows: advocate.besideThem.map(({ firstName }) => firstName),
      beside: beside && { isThemselves: beside.id === advocate.id, stage: beside.stage },
    });
    await tx.advocateProfile.update({
      where: { id: advocate.id },
      data: { stage: input.stage, besideId: beside?.id ?? null },
    });
    if (advocate.stage !== input.stage) {
      await tx.stageChange.create({
        data: {
          advocateId: advocate.id,
          fromStage: advocate.stage,
          toStage: input.stage,
          at: kith.clock.now(),
          decidedById: coordinator.accountId,
        },
      });
    }
    await audit(tx, kith, viewer, 'change stage', advocate.id);
  });
  return told(kith, viewer, input.memberId);
}

/** A colleague of the same team; whether they are a mentor is for the rules. Held, so that they stay one meanwhile. */
async function findMentor(tx: Tx, coordinator: StaffViewer, besideId: string | null | undefined) {
  if (!besideId || !UUID.test(besideId) || !coordinator.teamId) return null;
  const account = { id: besideId, teamId: coordinator.teamId, disabledAt: null, roles: { has: 'ADVOCATE' as const } };
  const found = await tx.advocateProfile.findFirst({ where: { account }, select: { id: true } });
  if (!found) return null;
  await tx.$queryRaw`SELECT id FROM advocate_profile WHERE id = ${found.id}::uuid FOR UPDATE`;
  return tx.advocateProfile.findUnique({ where: { id: found.id }, select: { id: true, stage: true } });
}

/**
 * Days on which an advocate is away, known beforehand: said by themselves or by their coordinator. Nobody is introduced to
 * them on those days. Said twice, it is kept once.
 *
 * @param input.memberId left out: the viewer's own
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function addTimeAway(
  kith: Kith,
  viewer: Viewer,
  input: { memberId?: string | null; fromOn: Date; untilOn: Date },
): Promise<string> {
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdOwnOrTeams(tx, viewer, input.memberId);
    const today = todayIn(await timezoneOf(tx, viewer), kith.clock.now());
    const { fromOn, untilOn } = readTimeAway(input, today);
    const isKnown = advocate.timesAway.some(
      (known) => known.fromOn.getTime() === fromOn.getTime() && known.untilOn.getTime() === untilOn.getTime(),
    );
    if (isKnown) return;
    // What is over is nobody's record.
    await tx.timeAway.deleteMany({ where: { advocateId: advocate.id, untilOn: { lt: today } } });
    if (advocate.timesAway.filter((known) => known.untilOn >= today).length >= MOST_TIMES_AWAY)
      throw new InvalidInput('There are many days away already. Take one away first.', 'fromOn');
    await tx.timeAway.create({ data: { advocateId: advocate.id, fromOn, untilOn } });
  });
  return told(kith, viewer, input.memberId);
}

/**
 * They will be there after all.
 *
 * @param input.memberId left out: the viewer's own
 * @returns the account's id
 * @throws {NotFound}
 */
export async function removeTimeAway(
  kith: Kith,
  viewer: Viewer,
  input: { memberId?: string | null; timeAwayId: string },
): Promise<string> {
  await kith.db.$transaction(async (tx) => {
    const advocate = await holdOwnOrTeams(tx, viewer, input.memberId);
    if (UUID.test(input.timeAwayId))
      await tx.timeAway.deleteMany({ where: { id: input.timeAwayId, advocateId: advocate.id } });
  });
  return told(kith, viewer, input.memberId);
}

/**
 * What is next for somebody, or that they are happy where they are (S100). Said by themselves or by who looks after them.
 *
 * @param input.memberId left out: the viewer's own
 * @param input.words null or empty: no next step
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function setNextStep(
  kith: Kith,
  viewer: Viewer,
  input: { memberId?: string | null; words?: string | null; isHappyHere: boolean },
): Promise<string> {
  const staff = requireStaff(viewer);
  const words = readText(input.words, longest.nextStep, 'words');
  const accountId = input.memberId ?? staff.accountId;
  await kith.db.$transaction(async (tx) => {
    if (accountId !== staff.accountId) {
      const seen = UUID.test(accountId)
        ? await tx.staffAccount.findFirst({
            where: { AND: [{ id: accountId }, membersVisibleTo(viewer)] },
            select: { id: true },
          })
        : null;
      if (!seen) throw new NotFound('There is nobody like that in your team.');
    }
    const key = await supportKey(tx, kith, accountId);
    await tx.staffSupport.update({
      where: { accountId },
      data: {
        nextStep: words === null ? null : sealSupport(key, 'next_step', accountId, words),
        isHappyHere: input.isHappyHere,
      },
    });
  });
  return told(kith, viewer, input.memberId);
}

/** The viewer's own profile, or for a coordinator one of their team. */
export function holdOwnOrTeams(tx: Tx, viewer: Viewer, memberId: string | null | undefined) {
  const isOwn = !memberId || (viewer.kind === 'staff' && viewer.accountId === memberId);
  return isOwn ? holdOwnAdvocate(tx, viewer) : holdTeamAdvocate(tx, viewer, memberId);
}

/** The time zone of the viewer's team. */
export async function timezoneOf(tx: Pick<Tx, 'team'>, viewer: Viewer): Promise<string> {
  const team =
    viewer.kind === 'staff' && viewer.teamId
      ? await tx.team.findUnique({ where: { id: viewer.teamId }, select: { timezone: true } })
      : null;
  return team?.timezone ?? 'Europe/London';
}

/** Who has room may have changed: queues with suggestions read again. */
export function told(kith: Kith, viewer: Viewer, memberId: string | null | undefined): string {
  const staff = requireStaff(viewer);
  if (hasRole(viewer, 'COORDINATOR') || hasRole(viewer, 'ADVOCATE'))
    kith.signals.publish({ topic: 'queue', id: staff.teamId ?? staff.accountId });
  return memberId ?? staff.accountId;
}

/** Ids and a verb, last in the transaction. */
export function audit(tx: Tx, kith: Kith, viewer: Viewer, action: string, advocateId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: viewer.kind === 'staff' ? viewer.accountId : null,
    action,
    objectType: 'Advocate',
    objectId: advocateId,
  });
}

/**
 * Whether mentors supervise advocates of the viewer's team, beside its coordinators. Taken back, those whom a mentor
 * supervises have nobody until somebody else is chosen; the team's page says so.
 *
 * @throws {NotFound} not a coordinator of a team
 */
export async function setMentorsSupervise(kith: Kith, viewer: Viewer, isOn: boolean): Promise<void> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) throw new NotFound('You look after no team.');
  const { teamId, accountId } = viewer;
  await kith.db.$transaction(async (tx) => {
    await tx.team.update({ where: { id: teamId }, data: { mentorsSupervise: isOn } });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: accountId,
      action: isOn ? 'let mentors supervise' : 'let no mentor supervise',
      objectType: 'Team',
      objectId: teamId,
    });
  });
  kith.signals.publish({ topic: 'queue', id: teamId });
}
