import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Viewer } from '../../viewer.ts';

/** The partners whose settings a viewer may read and change: an editor's own, all for an administrator, else none. */
export function editablePartners(viewer: Viewer): Prisma.PartnerWhereInput {
  if (viewer.kind !== 'staff') return { id: { in: [] } };
  if (viewer.roles.has('ADMINISTRATOR')) return {};
  return viewer.roles.has('PARTNER_EDITOR')
    ? { editors: { some: { accountId: viewer.accountId } } }
    : { id: { in: [] } };
}
