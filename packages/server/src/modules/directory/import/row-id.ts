import { createHash } from 'node:crypto';

// Kith's own namespace for RFC 9562 version 5 ids. Never change it: every row id of every import depends on it.
const NAMESPACE = Buffer.from('6b697468d1ec5e0a9c3b7f24e0a1b2c3', 'hex');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The row id of a record: the same source, entity and record always give the same id. */
export function rowId(sourceKey: string, entity: string, recordId: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${sourceKey}\n${entity}\n${recordId}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The id under which HSDS consumers know a record: its own UUID, or the row id when the source has none. */
export function hsdsId(recordId: string, fallback: string): string {
  return UUID.test(recordId) ? recordId.toLowerCase() : fallback;
}

/** A record id for a record that came without one, made from what it says. */
export function madeUpId(entity: string, ...words: unknown[]): string {
  return `made:${createHash('sha256')
    .update(JSON.stringify([entity, ...words]))
    .digest('hex')
    .slice(0, 24)}`;
}
