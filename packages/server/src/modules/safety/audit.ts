import type { AuditEvent } from '../../../generated/prisma/client.ts';
import { areSame } from '../../infra/crypto.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';

/** What happened, told in ids and a verb. Never words, names or contact details. */
export interface AuditEntry {
  actorKind: 'staff' | 'person' | 'partner' | 'system';
  /** The account, the partner …; null: not known, or a person. */
  actorId: string | null;
  /** Verb and noun, for example "read words". */
  action: string;
  objectType: string;
  objectId: string;
}

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

// Any constant, as long as every node takes the same lock.
const AUDIT_LOCK = 7_263_003;
const START = '';
const BATCH = 1_000;

/**
 * Adds one row to the audit trail, sealed to the row before (HMAC with a key that the database never sees).
 * Call it last in the transaction that does the thing: it holds a lock until the commit, so that the chain has one order.
 * The transaction must be READ COMMITTED (the default), or it would not see the row before.
 */
export async function recordAudit(tx: Tx, kith: Kith, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${AUDIT_LOCK}::bigint)`;
  const head = await tx.auditHead.findUnique({ where: { id: 1 } });
  const at = kith.clock.now();
  const seal = kith.keys.fingerprint('audit', told({ ...entry, at }, hex(head?.seal)));
  const row = await tx.auditEvent.create({ data: { ...entry, at, seal }, select: { id: true } });
  const count = (head?.count ?? 0) + 1;
  const next = { count, eventId: row.id, seal };
  await tx.auditHead.upsert({ where: { id: 1 }, create: { id: 1, ...next }, update: next });
}

/**
 * Walks the whole trail. A changed, added or removed row breaks the chain; a cut-off end does not fit the head, which is
 * kept in a table of its own and, with `anchorAudit`, in the log of the operator.
 *
 * @param anchor an earlier anchor: the trail must still hold it
 */
export async function verifyAudit(kith: Kith, anchor?: AuditAnchor): Promise<AuditCheck> {
  const head = await kith.db.auditHead.findUnique({ where: { id: 1 } });
  let before: string = START;
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
      const fits = kith.keys.fingerprints('audit', told(row, before)).some((seal) => areSame(seal, row.seal));
      if (!fits) return { isWhole: false, anchor: { count, seal: before }, brokenAt: row.id };
      before = hex(row.seal);
      count++;
      after = row.id;
      if (anchor && anchor.count === count) hasAnchor = anchor.seal === before;
    }
    if (rows.length < BATCH) break;
  }
  // Rows without a head: the head was removed to hide the chain.
  const isComplete = head
    ? head.count === count && hex(head.seal) === before
    : (await kith.db.auditEvent.count()) === 0;
  return { isWhole: isComplete && hasAnchor, anchor: { count, seal: before }, brokenAt: null };
}

/** Writes the head of the trail to the log, which is kept apart from the database. */
export async function anchorAudit(kith: Kith): Promise<AuditAnchor> {
  const head = await kith.db.auditHead.findUnique({ where: { id: 1 } });
  const anchor = { count: head?.count ?? 0, seal: hex(head?.seal) };
  kith.log.info({ auditCount: anchor.count, auditSeal: anchor.seal }, 'audit anchor');
  return anchor;
}

/** The row and the seal before it, as one unambiguous string. */
function told(row: AuditEntry | AuditEvent, before: string): string {
  const at = 'at' in row ? row.at.toISOString() : '';
  return JSON.stringify([before, at, row.actorKind, row.actorId, row.action, row.objectType, row.objectId]);
}

function hex(bytes: Uint8Array | undefined): string {
  return bytes ? Buffer.from(bytes).toString('hex') : START;
}
