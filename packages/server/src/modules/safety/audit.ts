import type { AuditEvent } from '../../../generated/prisma/client.ts';
import { AUDIT_START, hexOf, toldInOrder } from '../../infra/audit-trail.ts';
import { areSame } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';

// Written by every module, also those to the left of this one.
export { recordAudit } from '../../infra/audit-trail.ts';

/** Where the chain stood: keep it outside the database, and verifyAudit can tell when the end was cut off. */
export interface AuditAnchor {
  count: number;
  /** Hex. */
  seal: string;
}

/** @see verifyAudit */
export interface AuditCheck {
  isWhole: boolean;
  anchor: AuditAnchor;
  /** Id of the first row that does not fit; null: none, or the problem is the end of the chain. */
  brokenAt: bigint | null;
}

const BATCH = 1_000;

/**
 * Walks the whole trail. A changed, added or removed row breaks the chain; a cut-off end does not fit the head, which is
 * kept in a table of its own and, with `anchorAudit`, in the log of the operator.
 *
 * @param anchor an earlier anchor: the trail must still hold it
 */
export async function verifyAudit(kith: Kith, anchor?: AuditAnchor): Promise<AuditCheck> {
  const head = await kith.db.auditHead.findUnique({ where: { id: 1 } });
  let before: string = AUDIT_START;
  let count = 0;
  let after = 0n;
  let hasAnchor = anchor === undefined || anchor.count === 0;
  while (head) {
    const rows: AuditEvent[] = await kith.db.auditEvent.findMany({
      where: { id: { gt: after, lte: head.eventId } },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    for (const row of rows) {
      const fits = kith.keys.fingerprints('audit', toldInOrder(row, before)).some((seal) => areSame(seal, row.seal));
      if (!fits) return { isWhole: false, anchor: { count, seal: before }, brokenAt: row.id };
      before = hexOf(row.seal);
      count++;
      after = row.id;
      if (anchor && anchor.count === count) hasAnchor = anchor.seal === before;
    }
    if (rows.length < BATCH) break;
  }
  // Rows without a head: the head was removed to hide the chain.
  const isComplete = head
    ? head.count === count && hexOf(head.seal) === before
    : (await kith.db.auditEvent.count()) === 0;
  return { isWhole: isComplete && hasAnchor, anchor: { count, seal: before }, brokenAt: null };
}

/** Writes the head of the trail to the log, which is kept apart from the database. */
export async function anchorAudit(kith: Kith): Promise<AuditAnchor> {
  const head = await kith.db.auditHead.findUnique({ where: { id: 1 } });
  const anchor = { count: head?.count ?? 0, seal: hexOf(head?.seal) };
  kith.log.info({ auditCount: anchor.count, auditSeal: anchor.seal }, 'audit anchor');
  return anchor;
}
