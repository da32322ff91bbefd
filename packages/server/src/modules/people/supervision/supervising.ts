import { randomUUID } from 'node:crypto';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { usableName } from '../rules.ts';
import { type Member, maySupervise, memberParts, membersVisibleTo, supervisionOn, todayOf } from '../team/members.ts';
import { daysFrom, longest, readNextSupervision } from '../team/team-rules.ts';
import { openSupport, sealSupervision, sealSupport, supportKey } from './sealed-support.ts';

const NO_MEMBER = 'There is nobody like that in your team.';
/** A supervision can be written down this many days later. */
const WRITTEN_DOWN_WITHIN_DAYS = 60;

/**
 * Who supervises somebody, and when they next meet. For a coordinator's own team, oneself included: coordinators have a
 * supervisor, too (S96).
 *
 * @param input.supervisorId account; left out: stays as it is
 * @param input.outsideSupervisor name of somebody from outside, for coordinators; instead of supervisorId
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function planSupervision(
  kith: Kith,
  viewer: Viewer,
  input: {
    memberId: string;
    on?: Date | null;
    supervisorId?: string | null;
    outsideSupervisor?: string | null;
  },
): Promise<string> {
  const staff = requireStaff(viewer);
  const outside = input.outsideSupervisor?.trim() ? usableName(input.outsideSupervisor, 'outsideSupervisor') : null;
  await kith.db.$transaction(async (tx) => {
    const member = await memberOfOwnTeam(tx, staff, input.memberId);
    const on = input.on ? readNextSupervision(input.on, todayOf(member, kith.clock.now()), 'on') : null;
    if (outside && !member.roles.includes('COORDINATOR'))
      throw new InvalidInput('An advocate is supervised by somebody of their own team.', 'outsideSupervisor');
    if (outside && input.supervisorId)
      throw new InvalidInput('Choose a colleague or write a name, not both.', 'outsideSupervisor');
    const supervisorId = input.supervisorId ? await findSupervisor(tx, member, input.supervisorId) : null;
    if (!on && !supervisorId && !outside) throw new InvalidInput('Choose a day, or who supervises them.', 'on');
    await supportKey(tx, kith, member.id);
    const before = await tx.staffSupport.findUniqueOrThrow({ where: { accountId: member.id } });
    await tx.staffSupport.update({
      where: { accountId: member.id },
      data: {
        // Shared with one human being, not with whoever comes after them: it is theirs alone again until they share it anew.
        ...(isSomebodyElse(before, supervisorId, outside) && { noteSharedAt: null, noteThankedAt: null }),
        ...(supervisorId && { supervisorId, outsideSupervisor: null }),
        ...(outside && { supervisorId: null, outsideSupervisor: outside }),
        ...(on && !member.advocate && { dueOn: on }),
      },
    });
    if (on) await planFor(tx, member, on);
    await auditMember(tx, kith, staff, 'plan supervision', member.id);
  });
  publish(kith, staff);
  return input.memberId;
}

/** Whether another human being supervises from now on. */
function isSomebodyElse(
  before: { supervisorId: string | null; outsideSupervisor: string | null },
  supervisorId: string | null,
  outside: string | null,
): boolean {
  if (supervisorId) return supervisorId !== before.supervisorId;
  return outside !== null && outside !== before.outsideSupervisor;
}

async function findSupervisor(tx: Tx, member: Member, supervisorId: string): Promise<string> {
  const isCoordinator = member.roles.includes('COORDINATOR');
  const found =
    UUID.test(supervisorId) && supervisorId !== member.id
      ? await tx.staffAccount.findFirst({
          where: {
            id: supervisorId,
            disabledAt: null,
            // Who has no colleague of their own kind is supervised by another team's, or by an administrator.
            ...(isCoordinator
              ? { roles: { hasSome: ['COORDINATOR', 'ADMINISTRATOR'] } }
              : { roles: { hasSome: ['COORDINATOR', 'ADVOCATE'] }, teamId: member.teamId }),
          },
          select: { id: true, roles: true, teamId: true, advocate: { select: { stage: true } } },
        })
      : null;
  if (found && maySupervise(found, member)) return found.id;
  if (isCoordinator)
    throw new InvalidInput(
      'Choose another coordinator or an administrator, or write the name of somebody from outside.',
      'supervisorId',
    );
  throw new InvalidInput(
    member.team?.mentorsSupervise
      ? 'Choose a coordinator or a mentor of their team.'
      : 'Choose a coordinator of their team.',
    'supervisorId',
  );
}

/**
 * What somebody wants to talk about next time. Theirs alone until they share it; then their supervisor reads it.
 *
 * @param input.words null or empty: taken away
 * @throws {InvalidInput} too long
 */
export async function setWhatIWantToTalkAbout(
  kith: Kith,
  viewer: Viewer,
  input: { words?: string | null; isShared: boolean },
): Promise<void> {
  const { accountId } = requireStaff(viewer);
  const words = readText(input.words, longest.note, 'words');
  await kith.db.$transaction(async (tx) => {
    const key = await supportKey(tx, kith, accountId);
    const before = await tx.staffSupport.findUniqueOrThrow({ where: { accountId } });
    const isSame = openSupport(kith.keys, before, 'note') === words;
    await tx.staffSupport.update({
      where: { accountId },
      data: {
        note: words === null ? null : sealSupport(key, 'note', accountId, words),
        noteSharedAt: words !== null && input.isShared ? (before.noteSharedAt ?? kith.clock.now()) : null,
        // Thanks belong to the words that were there.
        ...(!isSame && { noteThankedAt: null }),
      },
    });
  });
}

/**
 * The first thing to do with what somebody shared: thank them.
 *
 * @returns the account's id
 * @throws {NotFound} nothing is shared with this viewer
 */
export async function thankForNote(kith: Kith, viewer: Viewer, input: { memberId: string }): Promise<string> {
  const { accountId } = requireStaff(viewer);
  const member = UUID.test(input.memberId)
    ? await kith.db.staffAccount.count({ where: { AND: [{ id: input.memberId }, membersVisibleTo(viewer)] } })
    : 0;
  const { count } = member
    ? await kith.db.staffSupport.updateMany({
        where: { accountId: input.memberId, supervisorId: accountId, note: { not: null }, noteSharedAt: { not: null } },
        data: { noteThankedAt: kith.clock.now() },
      })
    : { count: 0 };
  if (count === 0) throw new NotFound('There is nothing to thank for yet.');
  return input.memberId;
}

/**
 * A supervision took place: what the two agreed, and when they meet next. The next day is asked for, so that nobody is
 * left without one. Written down twice for the same day, the later words count.
 *
 * @param input.agreed what the two agreed; read by them and by nobody else
 * @returns the account's id
 * @throws {NotFound | InvalidInput}
 */
export async function recordSupervision(
  kith: Kith,
  viewer: Viewer,
  input: { memberId: string; heldOn: Date; agreed: string; thanks?: string | null; nextOn: Date },
): Promise<string> {
  const staff = requireStaff(viewer);
  const agreed = readText(input.agreed, longest.agreed, 'agreed');
  if (agreed === null) throw new InvalidInput('Write in a sentence what you two agreed.', 'agreed');
  const thanks = readText(input.thanks, longest.thanks, 'thanks');
  await kith.db.$transaction(async (tx) => {
    const member = await memberToSupervise(tx, staff, input.memberId);
    const now = kith.clock.now();
    const today = todayOf(member, now);
    if (input.heldOn > today) throw new InvalidInput('That day is still to come. Write it down afterwards.', 'heldOn');
    if (input.heldOn < daysFrom(today, -WRITTEN_DOWN_WITHIN_DAYS))
      throw new InvalidInput('That is long ago. Please check the day.', 'heldOn');
    const nextOn = readNextSupervision(input.nextOn, today, 'nextOn');
    if (nextOn <= input.heldOn) throw new InvalidInput('Choose a day after this one.', 'nextOn');
    await supportKey(tx, kith, member.id);
    const support = await tx.staffSupport.findUniqueOrThrow({ where: { accountId: member.id } });
    // A colleague who only stands in for the supervisor writes down what was agreed, and is not given what was shared.
    const isTheirs = isSupervisorOf(staff, member) || member.id === staff.accountId;
    const note = isTheirs && support.noteSharedAt ? openSupport(kith.keys, support, 'note') : null;
    const known = await tx.supervision.findUnique({
      where: { accountId_heldOn: { accountId: member.id, heldOn: input.heldOn } },
      select: { id: true, heldById: true },
    });
    if (known && known.heldById !== staff.accountId)
      throw new InvalidInput('A colleague has written this supervision down already.', 'heldOn');
    const id = known?.id ?? randomUUID();
    const row = {
      heldOn: input.heldOn,
      nextOn,
      heldById: staff.accountId,
      recordedAt: now,
      ...sealSupervision(kith, id, { thanks, note, agreed }),
    };
    await tx.supervision.upsert({
      where: { id },
      create: { id, accountId: member.id, ...row },
      update: row,
    });
    // What was talked about goes with that day. What was never shared stays theirs for the next time.
    if (note !== null) {
      await tx.staffSupport.update({
        where: { accountId: member.id },
        data: { note: null, noteSharedAt: null, noteThankedAt: null },
      });
    }
    await planFor(tx, member, nextOn);
    await auditMember(tx, kith, staff, 'record supervision', member.id);
  });
  publish(kith, staff);
  return input.memberId;
}

async function planFor(tx: Tx, member: Member, on: Date): Promise<void> {
  if (member.advocate)
    await tx.advocateProfile.update({ where: { id: member.advocate.id }, data: { supervisionDueOn: on } });
  else await tx.staffSupport.update({ where: { accountId: member.id }, data: { dueOn: on } });
}

/** Whether a supervision should have been held by now. */
export function isOverdue(member: Member, now: Date): boolean {
  const on = supervisionOn(member);
  return on !== null && on < todayOf(member, now);
}

/** Whether this viewer reads what is shared for supervision: who supervises them, and nobody else. */
export function isSupervisorOf(viewer: Viewer, member: Pick<Member, 'support'>): boolean {
  return viewer.kind === 'staff' && member.support?.supervisorId === viewer.accountId;
}

async function memberOfOwnTeam(tx: Tx, staff: StaffViewer, memberId: string): Promise<Member> {
  const member =
    hasRole(staff, 'COORDINATOR') && staff.teamId && UUID.test(memberId)
      ? await tx.staffAccount.findFirst({
          where: { AND: [{ id: memberId, teamId: staff.teamId }, membersVisibleTo(staff)] },
          include: memberParts,
        })
      : null;
  if (!member) throw new NotFound(NO_MEMBER);
  return member;
}

/** Their supervisor, a coordinator of an advocate's team, or a coordinator whose own supervisor has no account. */
async function memberToSupervise(tx: Tx, staff: StaffViewer, memberId: string): Promise<Member> {
  const member = UUID.test(memberId)
    ? await tx.staffAccount.findFirst({
        where: { AND: [{ id: memberId }, membersVisibleTo(staff)] },
        include: memberParts,
      })
    : null;
  if (!member) throw new NotFound(NO_MEMBER);
  if (isSupervisorOf(staff, member)) return member;
  if (member.id === staff.accountId) {
    if (member.support?.outsideSupervisor) return member;
    throw new InvalidInput('Your supervisor writes this down.', 'memberId');
  }
  if (member.support?.supervisorId && member.roles.includes('COORDINATOR'))
    throw new InvalidInput('Their supervisor writes this down.', 'memberId');
  return member;
}

function auditMember(tx: Tx, kith: Kith, staff: StaffViewer, action: string, accountId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: staff.accountId,
    action,
    objectType: 'StaffAccount',
    objectId: accountId,
  });
}

/** An overdue supervision held nobody new back: suggestions read again. */
function publish(kith: Kith, staff: StaffViewer): void {
  kith.signals.publish({ topic: 'queue', id: staff.teamId ?? staff.accountId });
}
