import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { MatchStatus, PeerRequestStatus } from '../../../../generated/prisma/enums.ts';
import { keptSince, keptUntil, type retention } from '../../safety/retention.ts';

/** Somebody said yes and it was not called off before it began. */
const TAKEN_UP: Prisma.MatchWhereInput = { answeredAt: { not: null }, status: { not: 'DECLINED' } };

/** How long a request is kept as it stands; null: as long as it goes on. */
function kindOf(status: PeerRequestStatus, isTakenUp: boolean): keyof typeof retention | null {
  if (status === 'PAUSED') return isTakenUp ? 'requestFinished' : 'requestPaused';
  if (status !== 'WITHDRAWN' && status !== 'FINISHED_FOR_NOW') return null;
  return isTakenUp ? 'requestFinished' : 'requestNotTakenUp';
}

/** The day on which a request is erased by itself, if nothing changes; null: it goes on, or is erased already. */
export function requestKeptUntil(request: {
  status: PeerRequestStatus;
  statusChangedAt: Date;
  erasedAt: Date | null;
  matches: readonly { status: MatchStatus; answeredAt: Date | null }[];
}): Date | null {
  const isTakenUp = request.matches.some(({ status, answeredAt }) => answeredAt !== null && status !== 'DECLINED');
  const kind = request.erasedAt ? null : kindOf(request.status, isTakenUp);
  return kind && keptUntil(kind, request.statusChangedAt);
}

/** The requests whose time is over: the same rule, for the database. */
export function requestsOverTime(now: Date): Prisma.PeerRequestWhereInput {
  const ended: PeerRequestStatus[] = ['WITHDRAWN', 'FINISHED_FOR_NOW'];
  return {
    erasedAt: null,
    OR: [
      {
        status: { in: ended },
        statusChangedAt: { lte: keptSince('requestNotTakenUp', now) },
        matches: { none: TAKEN_UP },
      },
      {
        status: { in: [...ended, 'PAUSED'] },
        statusChangedAt: { lte: keptSince('requestFinished', now) },
        matches: { some: TAKEN_UP },
      },
      { status: 'PAUSED', statusChangedAt: { lte: keptSince('requestPaused', now) }, matches: { none: TAKEN_UP } },
    ],
  };
}
