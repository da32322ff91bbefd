import type { Kith } from '../../../kith.ts';
import { type Page, type Place, pageOf } from '../../peers/graphql-paging.ts';

/** Why a service is not to be offered any more. */
export type RemovalReason = 'GONE' | 'STOPPED' | 'NOT_CHECKED';

/** A service that a copy should take out. Ids and nothing else: it may have been removed for a reason. */
export interface RemovedService {
  id: string;
  hsdsId: string;
  removedAt: Date;
  reason: RemovalReason;
}

// What search does not find, with the time since when: gone from its source, or its organization gone; rows deleted for
// good (a trigger remembers them); stopped; or in doubt.
const REMOVED = `
  SELECT s.id, s.hsds_id, coalesce(s.removed_at, o.removed_at, s.last_modified_at) AS at,
         CASE WHEN s.removed_at IS NOT NULL OR o.removed_at IS NOT NULL THEN 'GONE'
              WHEN s.status = 'UNVERIFIED' THEN 'NOT_CHECKED' ELSE 'STOPPED' END AS reason
  FROM service s JOIN organization o ON o.id = s.organization_id
  WHERE s.removed_at IS NOT NULL OR o.removed_at IS NOT NULL OR s.status <> 'ACTIVE'
  UNION ALL
  SELECT t.id, t.hsds_id, t.gone_at, 'GONE' FROM service_tombstone t
  WHERE NOT EXISTS (SELECT FROM service s WHERE s.id = t.id)`;

/** What went since a time, the oldest first, so that a copy can follow from where it stopped. */
export async function removedSince(
  { database }: Pick<Kith, 'database'>,
  since: Date,
  first: number,
  after: Place | null,
): Promise<Page<RemovedService>> {
  const { rows } = await database.pool.query<{ id: string; hsds_id: string; at: Date; reason: RemovalReason }>(
    `SELECT id, hsds_id, at, reason FROM (${REMOVED}) r
     WHERE at >= $1 AND ($2::timestamptz IS NULL OR (at, id) > ($2::timestamptz, $3::uuid))
     ORDER BY at, id LIMIT $4`,
    [since, after?.at ?? null, after?.id ?? null, first + 1],
  );
  const removed = rows.map((row) => ({ id: row.id, hsdsId: row.hsds_id, removedAt: row.at, reason: row.reason }));
  return pageOf(removed, first, after, ({ removedAt, id }) => ({ at: removedAt, id }));
}
