import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../viewer.ts';

/**
 * The partners whose settings a viewer may read in full. What a page may show of its own partner (type Embed) is public
 * and comes from the request, not from here.
 */
export function visibleTo(viewer: Viewer): Prisma.PartnerWhereInput {
  if (viewer.kind !== 'staff') return NOBODY;
  if (viewer.roles.has('ADMINISTRATOR') || viewer.roles.has('PARTNER_EDITOR')) return {};
  // A coordinator sees the partners that their own team answers for.
  if (viewer.roles.has('COORDINATOR') && viewer.teamId !== null) return { team: { is: { teamId: viewer.teamId } } };
  return NOBODY;
}

const NOBODY: Prisma.PartnerWhereInput = { id: { in: [] } };
