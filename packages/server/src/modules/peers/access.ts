import type { Prisma } from '../../../generated/prisma/client.ts';
import type { MatchStatus, PeerRequestStatus } from '../../../generated/prisma/enums.ts';
import type { Db } from '../../infra/db.ts';
import { hasRole, type Viewer } from '../../viewer.ts';
import { standsInNow } from './matches/standing-in.ts';
import { isAgreeing } from './rules.ts';

const NOTHING = { id: { in: [] as string[] } };

/** From the yes on a person knows who it is, also afterwards. */
const KNOWN_TO_THE_PERSON: Prisma.MatchWhereInput = {
  OR: [{ status: 'PROPOSED', answeredAt: { not: null } }, { status: { in: ['ACTIVE', 'PAUSED', 'ENDED'] } }],
};

/** What a viewer is to one request. Decides field by field; null: nothing. */
export type Standing = 'self' | 'coordinator' | 'introduced' | 'connected' | 'resting' | null;

/** An advocate sees a request while they are asked to say yes, and while they are together; a stand-in during the break. */
function ownMatches(advocateId: string, now: Date): Prisma.MatchWhereInput {
  return {
    OR: [ofTheirOwn(advocateId, now), stoodIn(advocateId, now)],
    // Who must not meet sees nothing, from the moment on in which somebody says so.
    request: { notTogether: { none: { advocateId } } },
  };
}

/** From the start of a break to its end, and only while the person has not said that they would rather wait. */
function stoodIn(advocateId: string, now: Date): Prisma.MatchWhereInput {
  return { standIn: { is: { standInId: advocateId, ...standsInNow(now) } } };
}

function ofTheirOwn(advocateId: string, now: Date): Prisma.MatchWhereInput {
  return {
    advocateId,
    OR: [
      { status: 'PROPOSED', answeredAt: null, lapsesAt: { gt: now } },
      { status: 'PROPOSED', answeredAt: { not: null } },
      { status: { in: ['ACTIVE', 'PAUSED'] } },
    ],
  };
}

/**
 * The requests that a viewer may see: a person their own, a coordinator those of their team, an advocate those they are
 * introduced to or connected with. Partners, stewards and everybody else: none. Erased ones: nobody.
 */
export function requestsVisibleTo(viewer: Viewer, now: Date): Prisma.PeerRequestWhereInput {
  return { AND: [{ erasedAt: null }, requestsOf(viewer, now)] };
}

function requestsOf(viewer: Viewer, now: Date): Prisma.PeerRequestWhereInput {
  if (viewer.kind === 'anonymous') return NOTHING;
  if (viewer.kind === 'person') return { id: viewer.requestId };
  const ways: Prisma.PeerRequestWhereInput[] = [];
  if (hasRole(viewer, 'COORDINATOR') && viewer.teamId !== null) ways.push({ teamId: viewer.teamId });
  if (hasRole(viewer, 'ADVOCATE') && viewer.advocateId !== null)
    ways.push({ matches: { some: ownMatches(viewer.advocateId, now) } });
  return ways.length > 0 ? { OR: ways } : NOTHING;
}

/**
 * The matches that a viewer may see: a coordinator those of their team's requests, an advocate their own, a person theirs
 * from the yes on. That somebody was asked and said "not me" is the advocate's own affair: it costs nothing.
 */
export function matchesVisibleTo(viewer: Viewer, now: Date): Prisma.MatchWhereInput {
  return { AND: [{ request: { erasedAt: null } }, matchesOf(viewer, now)] };
}

function matchesOf(viewer: Viewer, now: Date): Prisma.MatchWhereInput {
  if (viewer.kind === 'anonymous') return NOTHING;
  if (viewer.kind === 'person') return { requestId: viewer.requestId, ...KNOWN_TO_THE_PERSON };
  const ways: Prisma.MatchWhereInput[] = [];
  if (hasRole(viewer, 'COORDINATOR') && viewer.teamId !== null) ways.push({ request: { teamId: viewer.teamId } });
  if (hasRole(viewer, 'ADVOCATE') && viewer.advocateId !== null)
    ways.push(
      { advocateId: viewer.advocateId, NOT: isLiveAndApart(viewer.advocateId) },
      { AND: [stoodIn(viewer.advocateId, now), { NOT: isLiveAndApart(viewer.advocateId) }] },
    );
  return ways.length > 0 ? { OR: ways } : NOTHING;
}

/** What is going on with somebody whom this advocate must not meet: hidden. What is over stays their own history. */
function isLiveAndApart(advocateId: string): Prisma.MatchWhereInput {
  return {
    status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] },
    request: { notTogether: { some: { advocateId } } },
  };
}

/** What this viewer is to a request that they may see. At most one question to the database. */
export async function standingOf(
  { db, viewer, now }: { db: Db; viewer: Viewer; now: Date },
  request: { id: string; teamId: string; erasedAt: Date | null },
): Promise<Standing> {
  if (request.erasedAt || viewer.kind === 'anonymous') return null;
  if (viewer.kind === 'person') return viewer.requestId === request.id ? 'self' : null;
  if (hasRole(viewer, 'COORDINATOR') && viewer.teamId === request.teamId) return 'coordinator';
  if (!hasRole(viewer, 'ADVOCATE') || viewer.advocateId === null) return null;
  const match = await db.match.findFirst({
    where: { requestId: request.id, ...ownMatches(viewer.advocateId, now) },
    select: { status: true, answeredAt: true },
    orderBy: { proposedAt: 'desc' },
  });
  return match ? standingWith(match) : null;
}

/** What an advocate is to a request by the match they have with it. */
function standingWith(match: { status: MatchStatus; answeredAt: Date | null }): Standing {
  const { status } = match;
  // From the yes on: they need to be in touch to agree how.
  if (status === 'ACTIVE' || isAgreeing(match)) return 'connected';
  if (status === 'PROPOSED') return 'introduced';
  return status === 'PAUSED' ? 'resting' : null;
}

/** Whether the person's words may be read. Who stopped is left alone: only they themselves still read it. */
export function mayReadWords(standing: Standing, status: PeerRequestStatus): boolean {
  return standing === 'self' || (standing !== null && status !== 'WITHDRAWN');
}

/** How much of the way to be in touch may be seen: all, everything but the number or address, or nothing. */
export function reachFor(standing: Standing, status: PeerRequestStatus): 'all' | 'without value' | null {
  if (standing === 'self') return 'all';
  if (standing === null || status === 'WITHDRAWN') return null;
  // A pause is a promise of quiet.
  if (status === 'PAUSED') return 'without value';
  return standing === 'coordinator' || standing === 'connected' ? 'all' : 'without value';
}
