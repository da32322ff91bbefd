import { hashPassword } from 'better-auth/crypto';
import type { StaffRole } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import { sha256 } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import { assertUsablePassword } from '../rules.ts';
import { rolesToGrant } from './invitation-rules.ts';
import { forgotten, isOpen, openInvited } from './inviting.ts';

/** What somebody sees who opened their link. */
export interface OpenInvitation {
  name: string;
  team: string | null;
  roles: readonly string[];
}

// One sentence for unknown, used, taken back and run out, and for an address that has an account.
const OVER = 'This invitation cannot be used any more. Ask whoever invited you for a new one.';

/** @throws {NotFound} nothing that is open */
export async function readInvitation(kith: Kith, token: string): Promise<OpenInvitation> {
  const row = await find(kith, token);
  const invited = row && openInvited(kith.keys, row);
  if (!invited) throw new NotFound(OVER);
  return { name: invited.name, team: row.team?.name ?? null, roles: row.roles };
}

/**
 * Uses an invitation, once: the account is made, with the password that was chosen. It can do nothing until a second
 * factor is set up, as with every first sign-in.
 *
 * @returns id of the new account
 * @throws {NotFound | InvalidInput}
 */
export async function acceptInvitation(kith: Kith, input: { token: string; password: string }): Promise<string> {
  assertUsablePassword(input.password);
  if (!(await find(kith, input.token))) throw new NotFound(OVER);
  const password = await hashPassword(input.password);
  return kith.db.$transaction(async (tx) => {
    const now = kith.clock.now();
    const linkHash = sha256(input.token);
    await tx.$queryRaw`SELECT id FROM staff_invitation WHERE link_hash = ${linkHash} FOR UPDATE`;
    const row = await tx.staffInvitation.findFirst({ where: { linkHash, ...isOpen(now) } });
    const invited = row && openInvited(kith.keys, row);
    if (!invited) throw new NotFound(OVER);
    // Whoever invited them may have left, or may no longer give these roles: then nobody vouches for it.
    const inviter = await tx.staffAccount.findFirst({ where: { id: row.invitedById ?? '', disabledAt: null } });
    const mayStill = inviter !== null && mayInvite(inviter, row);
    const isTaken = await tx.staffAccount.findUnique({ where: { email: invited.email }, select: { id: true } });
    if (!mayStill || isTaken) throw new NotFound(OVER);
    const account = await tx.staffAccount.create({
      data: {
        name: invited.name,
        email: invited.email,
        // The link came by this address.
        emailVerified: true,
        roles: row.roles,
        teamId: row.teamId,
        createdAt: now,
        ...(row.roles.includes('ADVOCATE') && {
          advocate: {
            create: { firstName: invited.name.split(/\s/)[0] ?? invited.name, stage: 'LEARNER', capacity: 0 },
          },
        }),
      },
    });
    await tx.staffCredential.create({
      data: { userId: account.id, accountId: account.id, providerId: 'credential', password, createdAt: now },
    });
    await tx.staffInvitation.update({ where: { id: row.id }, data: { acceptedAt: now, ...forgotten } });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: account.id,
      action: 'accept invitation',
      objectType: 'StaffInvitation',
      objectId: row.id,
    });
    return account.id;
  });
}

/** Whether somebody may give these roles in this team now, whatever they were when they wrote the invitation. */
function mayInvite(
  inviter: { roles: StaffRole[]; teamId: string | null },
  { roles, teamId }: { roles: StaffRole[]; teamId: string | null },
): boolean {
  if (!inviter.roles.includes('ADMINISTRATOR') && inviter.teamId !== teamId) return false;
  const may = rolesToGrant({ roles: new Set(inviter.roles), teamId: inviter.teamId });
  return roles.every((role) => may.includes(role));
}

function find(kith: Kith, token: string) {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return kith.db.staffInvitation.findFirst({
    where: { linkHash: sha256(token), ...isOpen(kith.clock.now()) },
    include: { team: { select: { name: true } } },
  });
}
