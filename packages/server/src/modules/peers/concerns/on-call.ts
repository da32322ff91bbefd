import { NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { readPhone } from './concern-rules.ts';

/** Who answers a team's advocates now. */
export interface OnCallSeen {
  name: string;
  phone: string;
  since: Date;
}

/**
 * A coordinator is on call for their team from now on, in place of whoever was.
 *
 * @throws {InvalidInput | NotFound}
 */
export async function goOnCall(kith: Kith, viewer: Viewer, input: { phone: string }): Promise<string> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null)
    throw new NotFound('You have no team to be on call for.');
  const phone = readPhone(input.phone);
  const { teamId, accountId } = viewer;
  const row = { accountId, phone, since: kith.clock.now(), until: null };
  await kith.db.$transaction(async (tx) => {
    await tx.onCall.upsert({ where: { teamId }, create: { teamId, ...row }, update: row });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: accountId,
      action: 'go on call',
      objectType: 'Team',
      objectId: teamId,
    });
  });
  kith.signals.publish({ topic: 'queue', id: teamId });
  return teamId;
}

/** Who is on call for a team, while they still look after it; null: nobody said so. */
export async function onCallOf(kith: Kith, teamId: string): Promise<OnCallSeen | null> {
  const row = await kith.db.onCall.findUnique({ where: { teamId } });
  if (!row || (row.until && row.until <= kith.clock.now())) return null;
  const account = await kith.db.staffAccount.findFirst({
    where: { id: row.accountId, teamId, disabledAt: null, roles: { has: 'COORDINATOR' } },
    select: { name: true },
  });
  return account && { name: account.name, phone: row.phone, since: row.since };
}
