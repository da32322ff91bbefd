import { type DataKey, seal, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';

type Column = 'advocate_profile.story' | 'learning_entry.words' | 'wellbeing_plan.words';

/** The parts of a profile row that its sealed values need. */
export interface SealedProfile {
  id: string;
  dataKey: Uint8Array | null;
}

/**
 * The advocate's own data key, made at the first word that needs it. Call it while the profile's row is held.
 * Erasing the key erases every word that was sealed with it.
 */
export async function ownDataKey(tx: Tx, kith: Kith, profile: SealedProfile): Promise<DataKey> {
  if (profile.dataKey) return kith.keys.unwrapDataKey(profile.dataKey, profile.id);
  const { dataKey, wrapped } = kith.keys.createDataKey(profile.id);
  await tx.advocateProfile.update({ where: { id: profile.id }, data: { dataKey: wrapped } });
  return dataKey;
}

/** @param row id of the row that the value stands in */
export function sealOwn(key: DataKey, column: Column, row: string, value: unknown): Uint8Array<ArrayBuffer> {
  return seal(key, JSON.stringify(value), { column, row });
}

/** @returns null: nothing there, or erased */
export function openOwn<T>(
  kith: Pick<Kith, 'keys'>,
  profile: SealedProfile,
  column: Column,
  row: string,
  sealed: Uint8Array | null,
): T | null {
  if (sealed === null || profile.dataKey === null) return null;
  const key = kith.keys.unwrapDataKey(profile.dataKey, profile.id);
  return JSON.parse(unseal(key, sealed, { column, row })) as T;
}
