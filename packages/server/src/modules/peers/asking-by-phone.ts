import type { Team } from '../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { recordAudit } from '../../infra/audit-trail.ts';
import type { Kith } from '../../kith.ts';
import { hasRole, type Viewer } from '../../viewer.ts';
import { takeFrom } from '../safety/limits.ts';
import { type AskForm, readAskForm } from './ask-form.ts';
import type { RequestPeerInput } from './asking-rules.ts';
import { askOnce, type Receipt } from './requesting.ts';

/** What a colleague writes down for somebody who cannot or does not want to use the form themselves (S87). */
export interface AskByPhoneInput extends Omit<RequestPeerInput, 'proofOfWork'> {
  /** Each paragraph of the consent text was read out, and the person said yes. */
  wasReadOut: boolean;
}

/** What the form for it needs, with the text to read out; null: not somebody who answers requests in a team. */
export async function readPhoneAskForm(kith: Kith, viewer: Viewer): Promise<AskForm | null> {
  const staff = answersIn(viewer);
  if (!staff) return null;
  const team = await teamOf(kith, staff.teamId);
  return readAskForm(kith, { partner: null, team, way: 'spoken' });
}

/**
 * An advocate or coordinator writes down what somebody says on the phone. It goes to their own team, as any other request
 * does: whoever wrote it reads it no more, unless they are introduced. The receipts of consent say that it was read out, and
 * by whom. Idempotent for each colleague.
 *
 * @throws {NotFound | InvalidInput | ConsentRequired | IdempotencyConflict | RateLimited}
 */
export async function requestPeerByPhone(kith: Kith, viewer: Viewer, input: AskByPhoneInput): Promise<Receipt> {
  const staff = answersIn(viewer);
  if (!staff) throw new NotFound('Only advocates and coordinators of a team can ask for somebody.');
  if (!input.wasReadOut)
    throw new InvalidInput('Read the text out first, and wait for a yes to each part of it.', 'wasReadOut');
  const { accountId, teamId } = staff;
  return askOnce(kith, input, {
    partner: null,
    keyScope: `phone|${accountId}|`,
    team: () => teamOf(kith, teamId),
    take: () => takeFrom(kith, 'askByPhone', accountId),
    consent: { channel: 'phone', recordedById: accountId },
    saving: (tx, requestId) =>
      recordAudit(tx, kith, {
        actorKind: 'staff',
        actorId: accountId,
        action: 'ask by phone',
        objectType: 'PeerRequest',
        objectId: requestId,
      }),
  });
}

function answersIn(viewer: Viewer): { accountId: string; teamId: string } | null {
  if (!hasRole(viewer, 'ADVOCATE') && !hasRole(viewer, 'COORDINATOR')) return null;
  const { accountId, teamId } = viewer;
  return teamId === null ? null : { accountId, teamId };
}

function teamOf(kith: Kith, teamId: string): Promise<Team> {
  return kith.db.team.findUniqueOrThrow({ where: { id: teamId } });
}
