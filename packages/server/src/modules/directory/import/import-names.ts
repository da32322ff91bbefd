import type { Db } from '../../../infra/db.ts';
import { referencesIn, type Snapshot } from './plain-changes.ts';

/** What the records that these name are called, in the directory or in the import that brings them. */
export async function namesFor(
  db: Db,
  importId: string,
  snapshots: readonly (Snapshot | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(referencesIn(...snapshots))];
  if (ids.length === 0) return new Map();
  const where = { id: { in: ids } };
  const select = { id: true, name: true };
  const found = await Promise.all([
    db.importRow.findMany({ where: { importId, rowId: { in: ids } }, select: { rowId: true, title: true } }),
    db.organization.findMany({ where, select }),
    db.location.findMany({ where, select }),
    db.taxonomyTerm.findMany({ where, select }),
  ]);
  const [coming, ...known] = found;
  return new Map([
    ...coming.map(({ rowId, title }) => [rowId ?? '', title ?? 'a place without a name'] as const),
    ...known.flat().map(({ id, name }) => [id, name ?? 'a place without a name'] as const),
  ]);
}
