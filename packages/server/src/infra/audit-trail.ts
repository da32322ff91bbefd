import type { AuditEvent } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import type { Tx } from './db.ts';

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

// Any constant, as long as every node takes the same lock.
const AUDIT_LOCK = 7_263_003;
/** What the first row is sealed to. */
export const AUDIT_START = '';

/**
 * Adds one row to the audit trail, sealed to the row before (HMAC with a key that the database never sees).
 * Call it last in the transaction that does the thing: it holds a lock until the commit, so that the chain has one order.
 * The transaction must be READ COMMITTED (the default), or it would not see the row before.
 */
export async function recordAudit(tx: Tx, kith: Kith, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${AUDIT_LOCK}::bigint)`;
  const head = await tx.auditHead.findUnique({ where: { id: 1 } });
  const at = kith.clock.now();
  const seal = kith.keys.fingerprint('audit', toldInOrder({ ...entry, at }, hexOf(head?.seal)));
  const row = await tx.auditEvent.create({ data: { ...entry, at, seal }, select: { id: true } });
  const count = (head?.count ?? 0) + 1;
  const next = { count, eventId: row.id, seal };
  await tx.auditHead.upsert({ where: { id: 1 }, create: { id: 1, ...next }, update: next });
}

/** The row and the seal before it, as one unambiguous string. */
export function toldInOrder(row: AuditEntry | AuditEvent, before: string): string {
  const at = 'at' in row ? row.at.toISOString() : '';
  return JSON.stringify([before, at, row.actorKind, row.actorId, row.action, row.objectType, row.objectId]);
}

export function hexOf(bytes: Uint8Array | undefined): string {
  return bytes ? Buffer.from(bytes).toString('hex') : AUDIT_START;
}
