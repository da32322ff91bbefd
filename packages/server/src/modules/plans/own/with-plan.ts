import { NotFound } from '../../../errors.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { type HeldRequest, holdRequest } from '../../peers/locks.ts';
import { linkExpiry } from '../../peers/rules.ts';
import { openDataKey } from '../../peers/sealed.ts';

/** A person's own plan, held until the work on it is done. */
export interface HeldPlan {
  requestId: string;
  request: HeldRequest;
  dataKey: DataKey;
  now: Date;
}

export const NO_PLAN = 'There is no such page here.';

/**
 * Works on the person's own plan in one transaction; nobody else writes there, and nobody is told. What it changes never
 * touches the state of their request.
 *
 * @throws {NotFound} no person, or erased
 */
export async function withMyPlan<T>(
  kith: Kith,
  viewer: Viewer,
  work: (tx: Tx, plan: HeldPlan) => Promise<T>,
): Promise<T> {
  if (viewer.kind !== 'person') throw new NotFound(NO_PLAN);
  const { requestId } = viewer;
  return kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    const dataKey = request && openDataKey(kith.keys, request);
    if (!request || !dataKey) throw new NotFound(NO_PLAN);
    const now = kith.clock.now();
    const done = await work(tx, { requestId, request, dataKey, now });
    await tx.peerRequest.update({ where: { id: requestId }, data: { linkExpiresAt: linkExpiry(now) } });
    return done;
  });
}
