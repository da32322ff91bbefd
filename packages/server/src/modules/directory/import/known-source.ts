import type { Kith } from '../../../kith.ts';
import { type ColumnMapping, readMapping } from './column-mapping.ts';

/** The source that somebody at a keyboard means: by its short name, or by the name that people see. */
export async function findSource(
  kith: Pick<Kith, 'db'>,
  key: string,
  name: string | null,
): Promise<{ key: string; mapping: ColumnMapping | null }> {
  const select = { key: true, mapping: true } as const;
  const known =
    (await kith.db.directorySource.findUnique({ where: { key }, select })) ??
    (name === null
      ? null
      : await kith.db.directorySource.findFirst({
          where: { name: { equals: name.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } },
          select,
          orderBy: { createdAt: 'asc' },
        }));
  return known ? { key: known.key, mapping: readMapping(known.mapping) } : { key, mapping: null };
}
