import { randomUUID } from 'node:crypto';
import type { Prisma, StaffInvitation } from '../../../../generated/prisma/client.ts';
import type { StaffRole } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import { type DataKey, deriveFrom, type KeyRing, seal, sha256, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import {
  assertHasTeam,
  INVITATION_DAYS,
  type Invited,
  readInvited,
  readRoles,
  rolesToGrant,
} from './invitation-rules.ts';

const DETAILS = 'staff_invitation.details';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Open at once, for a team or for everybody together: an account that was taken over cannot write to the whole world. */
const MOST_OPEN = 50;

/** Nothing is left of who was invited, nor of the link. */
export const forgotten = { details: null, dataKey: null, linkHash: null, emailHash: null };

/**
 * Invites somebody by e-mail. Whether the address has an account already is not told here: that letter goes out, too, and
 * says so to its owner alone.
 *
 * @returns id of the invitation
 * @throws {InvalidInput | NotFound}
 */
export async function inviteColleague(
  kith: Kith,
  viewer: Viewer,
  input: { name: string; email: string; roles: readonly StaffRole[]; teamId?: string | null },
): Promise<string> {
  const staff = requireStaff(viewer);
  const id = randomUUID();
  await kith.db.$transaction(async (tx) => {
    await putInvitation(tx, kith, staff, { id, ...input, applicationId: null });
  });
  return id;
}

/** In the caller's transaction. @see inviteColleague */
export async function putInvitation(
  tx: Tx,
  kith: Kith,
  staff: StaffViewer,
  input: {
    id: string;
    name: string;
    email: string;
    roles: readonly StaffRole[];
    teamId?: string | null | undefined;
    applicationId: string | null;
  },
): Promise<void> {
  if (rolesToGrant(staff).length === 0) throw new NotFound('Only coordinators and administrators invite colleagues.');
  const roles = readRoles(staff, input.roles);
  const invited = readInvited(input);
  const teamId = await readTeam(tx, staff, input.teamId ?? null);
  assertHasTeam(roles, teamId);
  const now = kith.clock.now();
  const emailHash = emailHashOf(kith, invited.email);
  // One after the other: of two at once for the same address, one stays open.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${Buffer.from(emailHash).toString('hex')}, 0))`;
  const open = await tx.staffInvitation.count({ where: { ...isOpen(now), teamId } });
  if (open >= MOST_OPEN)
    throw new InvalidInput(`There are ${open} open invitations already. Take some back first.`, 'email');
  // The newer letter is the one that works.
  await tx.staffInvitation.updateMany({
    where: { emailHash: { in: emailHashesOf(kith, invited.email) }, teamId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now, ...forgotten },
  });
  const { dataKey, wrapped } = kith.keys.createDataKey(input.id);
  await tx.staffInvitation.create({
    data: {
      id: input.id,
      teamId,
      roles,
      details: seal(dataKey, JSON.stringify(invited), { column: DETAILS, row: input.id }),
      dataKey: wrapped,
      linkHash: sha256(tokenOf(dataKey)),
      emailHash,
      invitedById: staff.accountId,
      invitedAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
      applicationId: input.applicationId,
    },
  });
  await kith.outbox.put(tx, { kind: 'staff-invitation', subjectId: input.id, key: `staff-invitation:${input.id}` });
  await auditInvitation(tx, kith, staff, 'invite colleague', input.id);
}

/**
 * Takes an invitation back. Its link stops at once, and the name and the address are forgotten.
 *
 * @throws {NotFound} none that is open, or another team's
 */
export async function revokeInvitation(kith: Kith, viewer: Viewer, input: { invitationId: string }): Promise<void> {
  const staff = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    const { count } = UUID.test(input.invitationId)
      ? await tx.staffInvitation.updateMany({
          where: {
            AND: [invitationsVisibleTo(viewer), { id: input.invitationId, acceptedAt: null, revokedAt: null }],
          },
          data: { revokedAt: kith.clock.now(), ...forgotten },
        })
      : { count: 0 };
    if (count === 0) throw new NotFound('This invitation is over already.');
    await auditInvitation(tx, kith, staff, 'revoke invitation', input.invitationId);
  });
}

/** Invitations that this viewer may see and take back: administrators all, coordinators those of their team. */
export function invitationsVisibleTo(viewer: Viewer): Prisma.StaffInvitationWhereInput {
  if (viewer.kind !== 'staff') return { id: { in: [] } };
  if (viewer.roles.has('ADMINISTRATOR')) return {};
  if (viewer.roles.has('COORDINATOR') && viewer.teamId !== null)
    return { teamId: viewer.teamId, NOT: { roles: { hasSome: ['STEWARD', 'PARTNER_EDITOR', 'ADMINISTRATOR'] } } };
  return { id: { in: [] } };
}

/** Neither used, nor taken back, nor run out. */
export function isOpen(now: Date): Prisma.StaffInvitationWhereInput {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}

/** Who is invited; null: it is over. */
export function openInvited(
  keys: KeyRing,
  row: Pick<StaffInvitation, 'id' | 'dataKey' | 'details'>,
): (Invited & { token: string }) | null {
  if (!row.dataKey || !row.details) return null;
  const dataKey = keys.unwrapDataKey(row.dataKey, row.id);
  const invited = JSON.parse(unseal(dataKey, row.details, { column: DETAILS, row: row.id })) as Invited;
  return { ...invited, token: tokenOf(dataKey) };
}

/** Made again for the letter; what is stored is its hash. */
function tokenOf(dataKey: DataKey): string {
  return deriveFrom(dataKey, 'invitation', 32).toString('base64url');
}

function emailHashOf(kith: Kith, email: string) {
  return kith.keys.fingerprint('invited-email', email);
}

function emailHashesOf(kith: Kith, email: string) {
  return kith.keys.fingerprints('invited-email', email);
}

/** A coordinator's own team, whatever is asked for; an administrator's choice. */
async function readTeam(tx: Tx, staff: StaffViewer, teamId: string | null): Promise<string | null> {
  if (!staff.roles.has('ADMINISTRATOR')) {
    if (teamId !== null && teamId !== staff.teamId)
      throw new InvalidInput('You can invite to your own team.', 'teamId');
    return staff.teamId;
  }
  if (teamId === null) return null;
  const team = UUID.test(teamId) ? await tx.team.findUnique({ where: { id: teamId }, select: { id: true } }) : null;
  if (!team) throw new InvalidInput('There is no such team.', 'teamId');
  return team.id;
}

function auditInvitation(tx: Tx, kith: Kith, staff: StaffViewer, action: string, objectId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: staff.accountId,
    action,
    objectType: 'StaffInvitation',
    objectId,
  });
}
