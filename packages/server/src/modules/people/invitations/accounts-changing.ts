import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { StaffRole } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { assertHasTeam, readRoles } from './invitation-rules.ts';

// Any constant: who could be the last administrator is looked at by one after the other.
const ACCOUNTS_LOCK = 7_263_011;
const NO_ACCOUNT = 'There is no such account.';

/** Accounts that this viewer may see as a list: administrators all, others none. */
export function accountsVisibleTo(viewer: Viewer): Prisma.StaffAccountWhereInput {
  return hasRole(viewer, 'ADMINISTRATOR') ? {} : { id: { in: [] } };
}

/**
 * An administrator changes what somebody may do, and for which team. It counts from their next click on.
 *
 * @returns the account's id
 * @throws {NotFound | InvalidInput} also: the last administrator, or an advocate with people
 */
export async function changeStaffRoles(
  kith: Kith,
  viewer: Viewer,
  input: { accountId: string; roles: readonly StaffRole[]; teamId?: string | null },
): Promise<string> {
  const staff = requireAdministrator(viewer);
  await kith.db.$transaction(async (tx) => {
    const account = await hold(tx, input.accountId);
    const roles = readRoles(staff, input.roles);
    const teamId = input.teamId ?? null;
    const team = teamId && UUID.test(teamId) ? await tx.team.findUnique({ where: { id: teamId } }) : null;
    if (teamId !== null && !team) throw new InvalidInput('There is no such team.', 'teamId');
    assertHasTeam(roles, teamId);
    if (!roles.includes('ADMINISTRATOR')) await assertNotTheLast(tx, account);
    const leaves = account.roles.includes('ADVOCATE') && (!roles.includes('ADVOCATE') || account.teamId !== teamId);
    const people = leaves ? await peopleOf(tx, account.id) : 0;
    if (people > 0) {
      throw new InvalidInput(
        `${account.name} is with ${people === 1 ? 'one person' : `${people} people`} now. Their coordinator finds somebody else with them first.`,
        'roles',
      );
    }
    await tx.staffAccount.update({ where: { id: account.id }, data: { roles, teamId } });
    if (roles.includes('ADVOCATE')) {
      await tx.advocateProfile.createMany({
        data: [
          {
            accountId: account.id,
            firstName: account.name.split(/\s/)[0] ?? account.name,
            stage: 'LEARNER',
            capacity: 0,
          },
        ],
        skipDuplicates: true,
      });
    }
    await auditAccount(tx, kith, staff, 'change roles', account.id);
  });
  return input.accountId;
}

/**
 * Out at once: sessions end with the commit, and no way of signing in works any more. Their people are not left alone: the
 * coordinators see who they are with.
 *
 * @returns the account's id
 * @throws {NotFound | InvalidInput} oneself, or the last administrator
 */
export async function disableColleague(kith: Kith, viewer: Viewer, input: { accountId: string }): Promise<string> {
  const staff = requireAdministrator(viewer);
  await kith.db.$transaction(async (tx) => {
    const account = await hold(tx, input.accountId);
    if (account.id === staff.accountId)
      throw new InvalidInput('You cannot stop your own account. Ask another administrator.', 'accountId');
    await assertNotTheLast(tx, account);
    await tx.staffAccount.update({
      where: { id: account.id },
      data: { disabledAt: account.disabledAt ?? kith.clock.now() },
    });
    await tx.staffSession.deleteMany({ where: { userId: account.id } });
    await auditAccount(tx, kith, staff, 'disable account', account.id);
  });
  kith.signals.publish({ topic: 'queue', id: input.accountId });
  return input.accountId;
}

/**
 * A disabled account works again. They sign in as before.
 *
 * @returns the account's id
 * @throws {NotFound}
 */
export async function enableColleague(kith: Kith, viewer: Viewer, input: { accountId: string }): Promise<string> {
  const staff = requireAdministrator(viewer);
  await kith.db.$transaction(async (tx) => {
    const account = await hold(tx, input.accountId);
    await tx.staffAccount.update({ where: { id: account.id }, data: { disabledAt: null } });
    await auditAccount(tx, kith, staff, 'enable account', account.id);
  });
  return input.accountId;
}

function requireAdministrator(viewer: Viewer): StaffViewer {
  const staff = requireStaff(viewer);
  if (!hasRole(staff, 'ADMINISTRATOR')) throw new NotFound(NO_ACCOUNT);
  return staff;
}

async function hold(tx: Tx, accountId: string) {
  if (!UUID.test(accountId)) throw new NotFound(NO_ACCOUNT);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ACCOUNTS_LOCK}::bigint)`;
  const account = await tx.staffAccount.findUnique({ where: { id: accountId } });
  if (!account) throw new NotFound(NO_ACCOUNT);
  return account;
}

async function assertNotTheLast(tx: Tx, account: { id: string; roles: readonly StaffRole[] }): Promise<void> {
  if (!account.roles.includes('ADMINISTRATOR')) return;
  const others = await tx.staffAccount.count({
    where: { id: { not: account.id }, roles: { has: 'ADMINISTRATOR' }, disabledAt: null },
  });
  if (others === 0)
    throw new InvalidInput('This is the last administrator. Make somebody else one first.', 'accountId');
}

function peopleOf(tx: Tx, accountId: string): Promise<number> {
  return tx.match.count({ where: { advocate: { accountId }, status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } } });
}

function auditAccount(tx: Tx, kith: Kith, staff: StaffViewer, action: string, objectId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: staff.accountId,
    action,
    objectType: 'StaffAccount',
    objectId,
  });
}
