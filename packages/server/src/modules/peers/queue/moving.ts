import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { holdRequest } from '../locks.ts';
import { NoLongerPossible, waitingStatuses } from '../rules.ts';

/**
 * Another team answers from now on. The promise to the person stays as it was given, and they are told; only somebody who
 * waits is handed on, never somebody who is being introduced or connected.
 *
 * @param input raw ids
 * @throws {NotFound | NoLongerPossible}
 */
export async function moveRequest(
  kith: Kith,
  viewer: Viewer,
  input: { requestId: string; teamId: string },
): Promise<string> {
  const ofTeamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  if (ofTeamId === null || viewer.kind !== 'staff' || !UUID.test(input.requestId)) throw gone();
  await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, input.requestId);
    if (!held || held.teamId !== ofTeamId) throw gone();
    const team = UUID.test(input.teamId) ? await tx.team.findUnique({ where: { id: input.teamId } }) : null;
    if (!team || team.id === ofTeamId) throw new NotFound('There is no such other team.');
    if (!waitingStatuses.includes(held.status))
      throw new NoLongerPossible('Only somebody who waits can be handed on to another team.');
    await tx.peerRequest.update({ where: { id: held.id }, data: { teamId: team.id } });
    // Who answers posts what waits on paper, and hears what could not be sent: it shows where somebody lives.
    await tx.outboxMessage.updateMany({ where: { requestId: held.id }, data: { teamId: team.id } });
    await tx.requestEvent.create({
      data: { requestId: held.id, kind: 'MOVED_TEAM', at: kith.clock.now(), byId: viewer.accountId },
    });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: 'move request to another team',
      objectType: 'PeerRequest',
      objectId: held.id,
    });
  });
  kith.signals.publish({ topic: 'request', id: input.requestId });
  for (const id of [ofTeamId, input.teamId]) kith.signals.publish({ topic: 'queue', id });
  return input.requestId;
}

function gone(): NotFound {
  return new NotFound('There is no such request.');
}
