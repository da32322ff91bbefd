import type { AdvocateProfile } from '../../../../generated/prisma/client.ts';
import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';

/**
 * The profile of whoever asks. There is no other way to name one: what an advocate says of themselves is changed by
 * themselves alone.
 *
 * @throws {NotFound} this account has no advocate profile
 * @throws {GraphQLError} UNAUTHENTICATED
 */
export function ownAdvocateId(viewer: Viewer): string {
  const { advocateId } = requireStaff(viewer);
  if (!advocateId) throw new NotFound('Only advocates have a profile here.');
  return advocateId;
}

/**
 * Holds one's own profile until the transaction ends and reads it as it is now.
 *
 * @throws {NotFound} erased meanwhile
 */
export async function holdOwnProfile(tx: Tx, advocateId: string): Promise<AdvocateProfile> {
  await tx.$queryRaw`SELECT id FROM advocate_profile WHERE id = ${advocateId}::uuid FOR UPDATE`;
  const profile = await tx.advocateProfile.findUnique({ where: { id: advocateId } });
  if (!profile || profile.erasedAt) throw new NotFound('There is no profile any more.');
  return profile;
}
