import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { AdvocateStage, StaffRole } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { daysFrom, todayIn } from './team-rules.ts';

const NOBODY = { id: { in: [] as string[] } };
/** A review within these days is near enough to be spoken about. */
const REVIEW_SOON_DAYS = 7;
const NO_MEMBER = 'There is nobody like that in your team.';

/** The colleagues that this viewer looks after: coordinators their own team, a supervisor those they supervise. */
export function membersVisibleTo(viewer: Viewer): Prisma.StaffAccountWhereInput {
  if (viewer.kind !== 'staff') return NOBODY;
  const works = { disabledAt: null, roles: { hasSome: ['ADVOCATE' as const, 'COORDINATOR' as const] } };
  const supervised = supervisedBy(viewer);
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) return { AND: [works, supervised] };
  return { AND: [works, { OR: [{ teamId: viewer.teamId }, supervised] }] };
}

/** Those whom somebody supervises now: a mentor only while they are one of that team, and the team says that mentors may. */
function supervisedBy(viewer: StaffViewer): Prisma.StaffAccountWhereInput {
  const theirs = { support: { supervisorId: viewer.accountId } };
  const { roles } = viewer;
  if (roles.has('COORDINATOR') || roles.has('ADMINISTRATOR')) return theirs;
  if (viewer.teamId === null || !roles.has('ADVOCATE')) return NOBODY;
  return {
    teamId: viewer.teamId,
    team: { mentorsSupervise: true },
    NOT: { roles: { has: 'COORDINATOR' } },
    support: { supervisorId: viewer.accountId, supervisor: { advocate: { stage: 'MENTOR' } } },
  };
}

/** What is read of a member, in one query for a whole team. */
export const memberParts = {
  team: { select: { timezone: true, mentorsSupervise: true } },
  advocate: {
    include: {
      standIn: { select: { firstName: true } },
      standInAsk: { include: { standIn: { select: { firstName: true } } } },
      beside: { select: { firstName: true } },
      besideThem: { select: { firstName: true } },
      readiness: { where: { endedAt: null }, orderBy: { proposedAt: 'desc' as const } },
      stageChanges: { orderBy: [{ at: 'desc' as const }, { id: 'desc' as const }], take: 10 },
      timesAway: { orderBy: { fromOn: 'asc' as const } },
      matches: {
        where: { status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } },
        select: { status: true, reviewOn: true },
      },
    },
  },
  support: {
    include: {
      supervisor: {
        select: {
          id: true,
          name: true,
          disabledAt: true,
          roles: true,
          teamId: true,
          advocate: { select: { stage: true } },
        },
      },
    },
  },
  supervisions: {
    orderBy: { heldOn: 'desc' as const },
    take: 6,
    include: { heldBy: { select: { name: true } } },
  },
} satisfies Prisma.StaffAccountInclude;

/** A member with everything above. */
export type Member = Prisma.StaffAccountGetPayload<{ include: typeof memberParts }>;

/** The team as its coordinators see it in the morning; those with something due first, then by name. */
export async function readTeam(
  kith: Kith,
  viewer: Viewer,
): Promise<{ id: string; name: string; mentorsSupervise: boolean; members: Member[] } | null> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) return null;
  const team = await kith.db.team.findUnique({ where: { id: viewer.teamId } });
  if (!team) return null;
  const members = await kith.db.staffAccount.findMany({
    where: { AND: [membersVisibleTo(viewer), { teamId: team.id }] },
    include: memberParts,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  return { id: team.id, name: team.name, mentorsSupervise: team.mentorsSupervise, members };
}

/** One member; null: not there, or not for this viewer. */
export async function readMember(kith: Kith, viewer: Viewer, accountId: string): Promise<Member | null> {
  if (!UUID.test(accountId)) return null;
  return kith.db.staffAccount.findFirst({
    where: { AND: [{ id: accountId }, membersVisibleTo(viewer)] },
    include: memberParts,
  });
}

/** Those whom somebody supervises, own team or not. */
export function readSupervised(kith: Kith, viewer: StaffViewer): Promise<Member[]> {
  return kith.db.staffAccount.findMany({
    where: { AND: [membersVisibleTo(viewer), { support: { supervisorId: viewer.accountId } }] },
    include: memberParts,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 50,
  });
}

/** The member's own calendar day. */
export function todayOf(member: { team: { timezone: string } | null }, now: Date): Date {
  return todayIn(member.team?.timezone ?? 'Europe/London', now);
}

/** The day of the next supervision; null: none is planned. */
export function supervisionOn(member: {
  advocate: { supervisionDueOn: Date | null } | null;
  support: { dueOn: Date | null } | null;
}): Date | null {
  return member.advocate ? member.advocate.supervisionDueOn : (member.support?.dueOn ?? null);
}

/** Who supervises them; null: nobody does, which must not stay so (S96). */
export function supervisorOf(
  member: Pick<Member, 'support' | 'team' | 'teamId' | 'roles'>,
): { name: string; isOutside: boolean } | null {
  const { supervisor, outsideSupervisor } = member.support ?? {};
  if (supervisor && !supervisor.disabledAt && maySupervise(supervisor, member))
    return { name: supervisor.name, isOutside: false };
  return outsideSupervisor ? { name: outsideSupervisor, isOutside: true } : null;
}

/** Whether somebody may supervise a member: coordinators and administrators; mentors of the same team where it says so (S96). */
export function maySupervise(
  who: { roles: readonly StaffRole[]; teamId: string | null; advocate: { stage: AdvocateStage } | null },
  member: Pick<Member, 'team' | 'teamId' | 'roles'>,
): boolean {
  if (who.roles.includes('COORDINATOR') || who.roles.includes('ADMINISTRATOR')) return true;
  return (
    who.roles.includes('ADVOCATE') &&
    who.advocate?.stage === 'MENTOR' &&
    member.teamId !== null &&
    who.teamId === member.teamId &&
    member.team?.mentorsSupervise === true &&
    !member.roles.includes('COORDINATOR')
  );
}

/** How many people they could still be asked about; never below zero. */
export function roomOf(advocate: NonNullable<Member['advocate']>): number {
  return Math.max(0, advocate.capacity - advocate.matches.filter(({ status }) => status !== 'PAUSED').length);
}

/** Matches whose two look again within a week, or should have. */
export function reviewsDue(advocate: NonNullable<Member['advocate']>, today: Date): number {
  const soon = daysFrom(today, REVIEW_SOON_DAYS);
  return advocate.matches.filter(({ status, reviewOn }) => status === 'ACTIVE' && reviewOn !== null && reviewOn <= soon)
    .length;
}

/**
 * For a coordinator's change: holds an advocate of their own team until the transaction ends.
 *
 * @throws {NotFound} not there, or another team's
 */
export async function holdTeamAdvocate(
  tx: Tx,
  viewer: Viewer,
  accountId: string,
): Promise<NonNullable<Member['advocate']>> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null || !UUID.test(accountId)) throw new NotFound(NO_MEMBER);
  return holdAdvocateOf(tx, { id: accountId, teamId: viewer.teamId, roles: { has: 'ADVOCATE' }, disabledAt: null });
}

/**
 * The viewer's own profile, held until the transaction ends.
 *
 * @throws {NotFound} this account has none
 */
export async function holdOwnAdvocate(tx: Tx, viewer: Viewer): Promise<NonNullable<Member['advocate']>> {
  if (viewer.kind !== 'staff' || !viewer.advocateId) throw new NotFound('Only advocates have this.');
  return holdAdvocateOf(tx, { id: viewer.accountId });
}

async function holdAdvocateOf(
  tx: Tx,
  account: Prisma.StaffAccountWhereInput,
): Promise<NonNullable<Member['advocate']>> {
  const found = await tx.advocateProfile.findFirst({ where: { account, erasedAt: null }, select: { id: true } });
  if (!found) throw new NotFound(NO_MEMBER);
  // The same lock as whoever introduces or accepts: room and stage are then counted for good.
  await tx.$queryRaw`SELECT id FROM advocate_profile WHERE id = ${found.id}::uuid FOR UPDATE`;
  return tx.advocateProfile.findUniqueOrThrow({ where: { id: found.id }, include: memberParts.advocate.include });
}
