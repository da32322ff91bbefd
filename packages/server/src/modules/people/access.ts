import { GraphQLError } from 'graphql';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { AnonymousViewer, PersonViewer, StaffViewer, Viewer } from '../../viewer.ts';

const NOTHING = { id: { in: [] as string[] } };
/** A person knows their advocate from the yes on; before it they only know that somebody was asked. */
const KNOWN_MATCH: Prisma.MatchWhereInput = {
  OR: [{ status: 'PROPOSED', answeredAt: { not: null } }, { status: { in: ['ACTIVE', 'PAUSED'] } }],
};

/**
 * For mutations that are for staff only.
 *
 * @throws {GraphQLError} UNAUTHENTICATED: the session ended, or there never was one
 */
export function requireStaff(viewer: Viewer): StaffViewer {
  if (viewer.kind === 'staff') return viewer;
  throw new GraphQLError('Please sign in again. Nothing was changed.', { extensions: { code: 'UNAUTHENTICATED' } });
}

/** Whether this viewer looks after the advocates of a team. */
export function looksAfterTeam(viewer: Viewer, teamId: string | null): boolean {
  return viewer.kind === 'staff' && viewer.roles.has('COORDINATOR') && teamId !== null && viewer.teamId === teamId;
}

/**
 * The advocates that this viewer may see: staff their own team's coordinators and themselves, a person those who said
 * yes to them.
 */
export function advocatesVisibleTo(viewer: Viewer): Prisma.AdvocateProfileWhereInput {
  if (viewer.kind === 'anonymous') return NOTHING;
  if (viewer.kind === 'person') return { matches: { some: { requestId: viewer.requestId, ...KNOWN_MATCH } } };
  const own = { accountId: viewer.accountId, erasedAt: null };
  if (!viewer.roles.has('COORDINATOR') || viewer.teamId === null) return own;
  return { OR: [own, { account: { teamId: viewer.teamId }, erasedAt: null }] };
}

/**
 * The things about advocates that this viewer may see, decided thing by thing by the advocate (S1): PUBLIC everybody;
 * MATCHED the people they are matched with, and their coordinators; PRIVATE nobody but the advocate.
 */
export function characteristicsVisibleTo(viewer: Viewer): Prisma.AdvocateCharacteristicWhereInput {
  const open: Prisma.AdvocateCharacteristicWhereInput = { visibility: 'PUBLIC' };
  return { OR: [open, ...moreFor(viewer)] };
}

function moreFor(viewer: AnonymousViewer | PersonViewer | StaffViewer): Prisma.AdvocateCharacteristicWhereInput[] {
  if (viewer.kind === 'anonymous') return [];
  if (viewer.kind === 'person') {
    const isMatched = { matches: { some: { requestId: viewer.requestId, ...KNOWN_MATCH } } };
    return [{ visibility: 'MATCHED', advocate: isMatched }];
  }
  const own: Prisma.AdvocateCharacteristicWhereInput = { advocate: { accountId: viewer.accountId } };
  if (!viewer.roles.has('COORDINATOR') || viewer.teamId === null) return [own];
  return [own, { visibility: 'MATCHED', advocate: { account: { teamId: viewer.teamId } } }];
}
