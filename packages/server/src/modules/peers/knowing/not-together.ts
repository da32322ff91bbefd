import type { MatchParty } from '../../../../generated/prisma/enums.ts';
import type { Db, Tx } from '../../../infra/db.ts';

/** Which of these requests each advocate is not to be asked about: they know each other, or are not to meet. */
export async function knownTo(db: Db, requestIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.notTogether.findMany({
    where: { requestId: { in: [...requestIds] } },
    select: { requestId: true, advocateId: true },
  });
  const known = new Map<string, string[]>();
  for (const { requestId, advocateId } of rows) known.set(advocateId, [...(known.get(advocateId) ?? []), requestId]);
  return known;
}

/** Whether somebody said that these two must not be brought together. */
export async function areKeptApart(db: Db | Tx, requestId: string, advocateId: string): Promise<boolean> {
  return (await db.notTogether.count({ where: { requestId, advocateId } })) > 0;
}

/**
 * Writes down that these two are not to be brought together. Said twice by the same side, the first one stays. Who was named
 * to step in for this person does no longer, at once.
 */
export async function keepApartFromNowOn(
  tx: Tx,
  row: {
    requestId: string;
    advocateId: string;
    saidBy: MatchParty;
    at: Date;
    byId: string | null;
    reason?: Uint8Array<ArrayBuffer> | null;
  },
): Promise<void> {
  await tx.notTogether.createMany({ data: [{ ...row, reason: row.reason ?? null }], skipDuplicates: true });
  await tx.matchStandIn.deleteMany({ where: { standInId: row.advocateId, match: { requestId: row.requestId } } });
}
