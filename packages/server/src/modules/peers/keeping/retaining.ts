import { inBatches } from '../../../infra/batches.ts';
import type { Kith } from '../../../kith.ts';
import { keptSince } from '../../safety/retention.ts';
import { eraseRequest } from '../changing.ts';
import { holdRequest } from '../locks.ts';
import { requestKeptUntil, requestsOverTime } from './kept-until.ts';

const DELETED_AT_ONCE = 500;

/**
 * Keeps nothing longer than modules/safety/retention.ts says. Each request is erased in one transaction of its own, with
 * its line in the audit trail: a process that dies in the middle leaves whole requests, and the next round takes the rest.
 */
export async function keepNothingTooLong(kith: Kith): Promise<void> {
  await eraseOverTime(kith);
  await deleteOverTime(kith);
}

async function eraseOverTime(kith: Kith): Promise<void> {
  await inBatches(
    ({ after, take }) =>
      kith.db.peerRequest.findMany({
        where: { AND: [requestsOverTime(kith.clock.now()), after] },
        select: { id: true },
        orderBy: { id: 'asc' },
        take,
      }),
    async ({ id }) => {
      const erased = await kith.db.$transaction(async (tx) => {
        const request = await holdRequest(tx, id);
        const until = request && requestKeptUntil(request);
        // They may have come back since the list was read.
        if (!request || !until || until > kith.clock.now()) return null;
        await eraseRequest(tx, kith, request, 'system');
        return request;
      });
      if (!erased) return;
      kith.signals.publish({ topic: 'request', id });
      kith.signals.publish({ topic: 'queue', id: erased.teamId });
    },
  );
}

/** What is left of erased requests, with its receipts; and letters that are long settled. */
async function deleteOverTime(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const long = keptSince('outboxMessage', now);
  await inParts(async () => {
    const rows = await kith.db.peerRequest.findMany({
      where: { erasedAt: { lte: keptSince('erasedRequest', now) } },
      select: { id: true },
      take: DELETED_AT_ONCE,
    });
    const { count } = await kith.db.peerRequest.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    return count;
  });
  await inParts(async () => {
    const rows = await kith.db.outboxMessage.findMany({
      where: { OR: [{ sentAt: { lte: long } }, { droppedAt: { lte: long } }, { givenUpAt: { lte: long } }] },
      select: { id: true },
      take: DELETED_AT_ONCE,
    });
    const { count } = await kith.db.outboxMessage.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    return count;
  });
}

/** Until a part was not full. */
async function inParts(deletePart: () => Promise<number>): Promise<void> {
  while ((await deletePart()) >= DELETED_AT_ONCE);
}
