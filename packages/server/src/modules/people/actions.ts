import type { AdvocateProfile } from '../../../generated/prisma/client.ts';
import type { Energy } from '../../../generated/prisma/enums.ts';
import { NotFound } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import type { Viewer } from '../../viewer.ts';
import { requireStaff } from './access.ts';
import { energyToSave, startOfDay } from './rules.ts';

/**
 * An advocate says how they are today. What was before is not kept (P19).
 *
 * @throws {NotFound} this account has no advocate profile
 * @throws {InvalidInput} see energyToSave
 */
export async function setEnergy(
  kith: Kith,
  viewer: Viewer,
  input: { energy: Energy; breakUntil?: Date | null; breakWords?: string | null },
): Promise<AdvocateProfile> {
  const { advocateId } = requireStaff(viewer);
  if (!advocateId) throw new NotFound('Only advocates can say how they are here.');
  const data = energyToSave(input, startOfDay(kith.clock.now()));
  const profile = await kith.db.$transaction((tx) => tx.advocateProfile.update({ where: { id: advocateId }, data }));
  // Who has room changed: queues with suggestions read again.
  kith.signals.publish({ topic: 'queue', id: advocateId });
  return profile;
}
