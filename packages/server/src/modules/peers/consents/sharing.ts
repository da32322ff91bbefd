import type { Tx } from '../../../infra/db.ts';

/** Whether the person's yes to being introduced stands. */
export async function maySharePersonsWords(tx: Pick<Tx, 'consentReceipt'>, requestId: string): Promise<boolean> {
  const given = await tx.consentReceipt.findMany({
    where: { requestId, purpose: 'SHARE_WITH_ADVOCATE' },
    select: { withdrawnAt: true },
  });
  return given.length === 0 || given.some(({ withdrawnAt }) => withdrawnAt === null);
}
