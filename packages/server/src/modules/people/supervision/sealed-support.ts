import type { StaffSupport } from '../../../../generated/prisma/client.ts';
import { type DataKey, type KeyRing, seal, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';

type SupportColumn = 'note' | 'next_step';

/**
 * The data key of somebody's row, held until the transaction ends. Makes row and key when there are none yet.
 */
export async function supportKey(tx: Tx, kith: Kith, accountId: string): Promise<DataKey> {
  await tx.staffSupport.createMany({ data: [{ accountId }], skipDuplicates: true });
  await tx.$queryRaw`SELECT account_id FROM staff_support WHERE account_id = ${accountId}::uuid FOR UPDATE`;
  const row = await tx.staffSupport.findUniqueOrThrow({ where: { accountId }, select: { dataKey: true } });
  if (row.dataKey) return kith.keys.unwrapDataKey(row.dataKey, accountId);
  const { dataKey, wrapped } = kith.keys.createDataKey(accountId);
  await tx.staffSupport.update({ where: { accountId }, data: { dataKey: wrapped } });
  return dataKey;
}

export function sealSupport(key: DataKey, column: SupportColumn, accountId: string, words: string) {
  return seal(key, words, { column: `staff_support.${column}`, row: accountId });
}

/** The words; null: none, or erased. */
export function openSupport(
  keys: KeyRing,
  support: Pick<StaffSupport, 'accountId' | 'dataKey' | 'note' | 'nextStep'> | null,
  column: SupportColumn,
): string | null {
  const sealed = column === 'note' ? support?.note : support?.nextStep;
  if (!support?.dataKey || !sealed) return null;
  const key = keys.unwrapDataKey(support.dataKey, support.accountId);
  return unseal(key, sealed, { column: `staff_support.${column}`, row: support.accountId });
}

/** What is written down of a supervision, in clear. Only ever in memory. */
export interface SupervisionWords {
  /** What they were thanked for; null: nothing was written down. */
  thanks: string | null;
  /** What the supervised one wanted to talk about, if they had shared it. */
  note: string | null;
  /** What the two agreed. */
  agreed: string;
}

const WORDS = 'supervision.words';

export function sealSupervision(kith: Kith, id: string, words: SupervisionWords) {
  const { dataKey, wrapped } = kith.keys.createDataKey(id);
  return { dataKey: wrapped, words: seal(dataKey, JSON.stringify(words), { column: WORDS, row: id }) };
}

export function openSupervision(
  keys: KeyRing,
  row: { id: string; dataKey: Uint8Array; words: Uint8Array },
): SupervisionWords {
  const key = keys.unwrapDataKey(row.dataKey, row.id);
  return JSON.parse(unseal(key, row.words, { column: WORDS, row: row.id })) as SupervisionWords;
}
