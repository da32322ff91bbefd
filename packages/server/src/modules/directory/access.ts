import type { Prisma } from '../../../generated/prisma/client.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../viewer.ts';

/**
 * The services that a viewer may look at. Search finds only ACTIVE ones; a known link still answers for a service that
 * has closed, so that nobody is left with an empty page. What nobody has checked, and what is gone, is for stewards only.
 */
export function visibleServices(viewer: Viewer): Prisma.ServiceWhereInput {
  if (hasRole(viewer, 'STEWARD')) return {};
  return { removedAt: null, status: { not: 'UNVERIFIED' }, organization: { removedAt: null } };
}

/** The organizations that a viewer may look at: the ones that are still in their source. */
export function visibleOrganizations(viewer: Viewer): Prisma.OrganizationWhereInput {
  return hasRole(viewer, 'STEWARD') ? {} : { removedAt: null };
}

/**
 * Services to list under an organization: what can be offered to people now. One that a steward linked to another as the
 * same service is not listed again, as long as that one is offered itself.
 */
export const offeredServices: Prisma.ServiceWhereInput = {
  ...{ status: 'ACTIVE', removedAt: null },
  AND: [
    {
      OR: [
        { sameAsId: null },
        { sameAs: { OR: [{ status: { not: 'ACTIVE' } }, { removedAt: { not: null } }] } },
        { sameAs: { organization: { removedAt: { not: null } } } },
      ],
    },
  ],
};

/** Who looks after what comes into the directory: stewards, and administrators, who set Kith up before there is one. */
export function mayImport(viewer: Viewer): viewer is StaffViewer {
  return hasRole(viewer, 'STEWARD') || hasRole(viewer, 'ADMINISTRATOR');
}
