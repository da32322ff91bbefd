import { type DataKey, seal, unseal } from '../../../infra/crypto.ts';

/** Seals a value as JSON, for one column of one row. */
export function sealJson(key: DataKey, column: string, row: string, value: unknown): Uint8Array<ArrayBuffer> {
  return seal(key, JSON.stringify(value), { column, row });
}

/** What was sealed there; null: nothing, or erased. */
export function openJson<T>(key: DataKey | null, column: string, row: string, sealed: Uint8Array | null): T | null {
  if (key === null || sealed === null) return null;
  return JSON.parse(unseal(key, sealed, { column, row })) as T;
}
