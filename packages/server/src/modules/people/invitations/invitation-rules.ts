import type { StaffRole } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { usableEmail, usableName } from '../rules.ts';

/** Days for which an invitation can be used. */
export const INVITATION_DAYS = 7;

/** Who is invited, in clear. Only ever in memory. */
export interface Invited {
  name: string;
  email: string;
}

/**
 * A name and an address as they may stand in a letter's head.
 *
 * @throws {InvalidInput} cannot be used, or could be mistaken for another
 */
export function readInvited(input: { name: string; email: string }): Invited {
  // Line breaks forge headers and commas add recipients: refused, never repaired.
  if (/[\r\n]/.test(input.email + input.name))
    throw new InvalidInput('Please write the name and the address on one line each.', 'email');
  const email = usableEmail(input.email);
  // An "а" of another alphabet is another address that nobody can tell apart.
  if (!/^[\x21-\x7e]+$/.test(email) || /[%!*/|]/.test(email))
    throw new InvalidInput('Use an e-mail address in plain letters a to z, without accents.', 'email');
  return { name: usableName(input.name, 'name'), email };
}

/** The roles that somebody may give, and take away. Nobody gives more than they may. */
export function rolesToGrant(viewer: Pick<StaffViewer, 'roles' | 'teamId'>): readonly StaffRole[] {
  if (viewer.roles.has('ADMINISTRATOR'))
    return ['ADVOCATE', 'COORDINATOR', 'STEWARD', 'PARTNER_EDITOR', 'ADMINISTRATOR'];
  if (viewer.roles.has('COORDINATOR') && viewer.teamId) return ['ADVOCATE', 'COORDINATOR'];
  return [];
}

/** @throws {InvalidInput} none, or one that this viewer cannot give */
export function readRoles(viewer: StaffViewer, roles: readonly StaffRole[]): StaffRole[] {
  const unique = [...new Set(roles)];
  if (unique.length === 0) throw new InvalidInput('Choose at least one role.', 'roles');
  const may = rolesToGrant(viewer);
  if (unique.some((role) => !may.includes(role)))
    throw new InvalidInput('You can invite advocates and coordinators. Ask an administrator for other roles.', 'roles');
  return unique;
}

/** @throws {InvalidInput} these roles are for somebody in a team */
export function assertHasTeam(roles: readonly StaffRole[], teamId: string | null): void {
  if (teamId === null && roles.some((role) => role === 'ADVOCATE' || role === 'COORDINATOR'))
    throw new InvalidInput('Advocates and coordinators belong to a team. Choose one.', 'teamId');
}
