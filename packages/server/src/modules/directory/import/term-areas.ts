import type { Db } from '../../../infra/db.ts';
import type { TermAreas } from './mapping.ts';

/** What stewards say that taxonomy terms stand for. */
export async function readTermAreas(db: Pick<Db, 'termMapping'>): Promise<TermAreas> {
  const rows = await db.termMapping.findMany({ select: { term: true, areas: true } });
  return new Map(rows.map(({ term, areas }) => [term, areas]));
}
