import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';

/** A team whose set-up a viewer reads. */
export interface TeamToSetUp {
  id: string;
  name: string;
  timezone: string;
  /** Its coordinators and administrators; its advocates only read. */
  mayChange: boolean;
}

const team = { id: true, name: true, timezone: true } as const;

/**
 * Who reads how a team is set up: its coordinators and its advocates, and administrators of every team.
 *
 * @param teamId null: the viewer's own
 * @returns null: there is none, or it is not for this viewer
 */
export async function teamToSetUp(kith: Kith, viewer: Viewer, teamId: string | null): Promise<TeamToSetUp | null> {
  const isAdministrator = hasRole(viewer, 'ADMINISTRATOR');
  const isCoordinator = hasRole(viewer, 'COORDINATOR');
  if (viewer.kind !== 'staff' || !(isAdministrator || isCoordinator || hasRole(viewer, 'ADVOCATE'))) return null;
  const id = teamId ?? viewer.teamId;
  if (id === null || !UUID.test(id)) return null;
  const isOwn = id === viewer.teamId;
  if (!isOwn && !isAdministrator) return null;
  const found = await kith.db.team.findUnique({ where: { id }, select: team });
  return found && { ...found, mayChange: isAdministrator || (isOwn && isCoordinator) };
}

/** @throws {NotFound} no such team, or the viewer only reads */
export async function teamToChange(
  kith: Kith,
  viewer: Viewer,
  teamId: string | null,
): Promise<{ team: TeamToSetUp; staff: StaffViewer }> {
  const found = await teamToSetUp(kith, viewer, teamId);
  if (!found?.mayChange || viewer.kind !== 'staff') throw new NotFound('You look after no team like that.');
  return { team: found, staff: viewer };
}
