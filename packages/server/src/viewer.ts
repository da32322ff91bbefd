import type { StaffRole } from '../generated/prisma/enums.ts';

/** Nobody that we know: a visitor of a partner page, a developer, a crawler. */
export interface AnonymousViewer {
  kind: 'anonymous';
}

/** The person who asked, shown by their link or their come-back code. Sees their own request and nothing else. */
export interface PersonViewer {
  kind: 'person';
  requestId: string;
}

/** A signed-in member of staff. */
export interface StaffViewer {
  kind: 'staff';
  accountId: string;
  sessionId: string;
  name: string;
  roles: ReadonlySet<StaffRole>;
  teamId: string | null;
  /** The advocate profile of this account, if it has one. */
  advocateId: string | null;
}

/** Who asks. Every read of a protected row goes through a module's `visibleTo(viewer)`. */
export type Viewer = AnonymousViewer | PersonViewer | StaffViewer;

export const anonymous: AnonymousViewer = { kind: 'anonymous' };

export function hasRole(viewer: Viewer, role: StaffRole): viewer is StaffViewer {
  return viewer.kind === 'staff' && viewer.roles.has(role);
}
