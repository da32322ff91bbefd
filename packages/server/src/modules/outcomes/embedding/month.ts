import type { Kith } from '../../../kith.ts';
import { writeSearchCounts } from '../../partners/search-counts.ts';

/** Below this a number is not shown to a partner: few people can be recognised (PRODUCT.md, P13). */
export const LEAST_SHOWN = 5;

/** What came of a partner's pages in one calendar month (UTC). Null: fewer than five. */
export interface PartnerMonth {
  /** First day. */
  month: Date;
  searches: number | null;
  /** People who asked for a peer. */
  asks: number | null;
  /** People who asked then or earlier and were connected with a peer in this month. */
  connected: number | null;
}

/** The first day of the month that lies so many months back. */
export function monthBack(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

/** Counts one month. A request that was erased still counts: nothing but its being there is read. */
export async function readPartnerMonth(kith: Kith, partnerId: string, month: Date): Promise<PartnerMonth> {
  await writeSearchCounts(kith);
  const during = { gte: month, lt: monthBack(month, -1) };
  const [{ _sum }, asks, connected] = await Promise.all([
    kith.db.partnerDay.aggregate({ where: { partnerId, day: during }, _sum: { searches: true } }),
    kith.db.peerRequest.count({ where: { partnerId, askedAt: during } }),
    kith.db.match
      .findMany({ where: { agreedAt: during, request: { partnerId } }, distinct: ['requestId'], select: { id: true } })
      .then((matches) => matches.length),
  ]);
  return { month, searches: shown(_sum.searches ?? 0), asks: shown(asks), connected: shown(connected) };
}

function shown(count: number): number | null {
  return count < LEAST_SHOWN ? null : count;
}
