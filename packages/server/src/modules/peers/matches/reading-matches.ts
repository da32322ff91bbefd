import type { MatchParty, ReviewOutcome } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { startOfDay } from '../../people/rules.ts';
import { openJson } from '../contacts/sealed-words.ts';
import { lookAt } from '../contacts/together.ts';
import { isOnBreak, standsInNow } from './standing-in.ts';

/** One look at how it goes. */
export interface ReviewSeen {
  at: Date;
  side: MatchParty;
  outcome: ReviewOutcome;
  nextOn: Date | null;
  without(): Promise<string | null>;
}

/** The reviews of a match, newest first. Empty: none, or not for this viewer. */
export async function readReviews(kith: Kith, viewer: Viewer, matchId: string): Promise<ReviewSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  if (!look || look.side === 'stand-in') return [];
  const reviews = await kith.db.matchReview.findMany({
    where: { matchId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 50,
  });
  return reviews.map((review) => ({
    ...review,
    without: async () => openJson<string>(await look.open(), 'match_review.without', review.id, review.without),
  }));
}

/**
 * What was said at a pause or an ending: the goodbye for both, a coordinator's reason for all, what was good for the person
 * alone.
 */
export async function readLastWords(
  kith: Kith,
  viewer: Viewer,
  matchId: string,
  which: 'goodbye' | 'whyStopped' | 'goodWords',
): Promise<string | null> {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    select: { goodbye: true, whyStopped: true, goodWords: true, advocateId: true, request: true },
  });
  const sealed = match?.[which];
  if (!match || !sealed || match.request.erasedAt) return null;
  const columns = { goodbye: 'match.goodbye', whyStopped: 'match.why_stopped', goodWords: 'match.good_words' } as const;
  const isPerson = viewer.kind === 'person' && viewer.requestId === match.request.id;
  if (which === 'goodWords' && !isPerson) return null;
  // The goodbye is to the advocate as well: they may read it when everything else of the person is gone for them.
  const isAdvocate = viewer.kind === 'staff' && viewer.advocateId === match.advocateId;
  const key = match.request.dataKey ? kith.keys.unwrapDataKey(match.request.dataKey, match.request.id) : null;
  if (isPerson || isAdvocate) return openJson<string>(key, columns[which], matchId, sealed);
  const look = await lookAt(kith, viewer, matchId);
  return look?.side === 'coordinator' ? openJson<string>(await look.open(), columns[which], matchId, sealed) : null;
}

/** A colleague, by the name that people are told. */
export interface Colleague {
  advocateId: string;
  firstName: string;
}

/** Who stands in for whom, seen by one advocate. */
export interface StandIns {
  mine: Colleague | null;
  asked: Colleague | null;
  saidNo: boolean;
  askMe: Colleague[];
  iStandInFor: Colleague[];
  colleagues: Colleague[];
}

/** @returns null: not an advocate */
export async function readStandIns(kith: Kith, viewer: StaffViewer): Promise<StandIns | null> {
  const { advocateId, teamId } = viewer;
  if (!hasRole(viewer, 'ADVOCATE') || advocateId === null) return null;
  const name = { select: { id: true, firstName: true } } as const;
  const own = await kith.db.advocateProfile.findUnique({
    where: { id: advocateId },
    select: {
      standIn: name,
      standInAsk: { select: { declinedAt: true, standIn: name } },
      askedToStandIn: { where: { declinedAt: null }, select: { advocate: name }, orderBy: { askedAt: 'asc' } },
      standsInFor: { ...name, orderBy: { firstName: 'asc' } },
    },
  });
  if (!own) return null;
  const colleagues = teamId
    ? await kith.db.advocateProfile.findMany({
        where: {
          id: { not: advocateId },
          stage: { in: ['ADVOCATE', 'MENTOR'] },
          account: { teamId, disabledAt: null, roles: { has: 'ADVOCATE' } },
        },
        ...name,
        orderBy: [{ firstName: 'asc' }, { id: 'asc' }],
        take: 100,
      })
    : [];
  const ask = own.standInAsk;
  return {
    mine: own.standIn && colleagueOf(own.standIn),
    asked: ask && !ask.declinedAt ? colleagueOf(ask.standIn) : null,
    saidNo: ask?.declinedAt != null,
    askMe: own.askedToStandIn.map(({ advocate }) => colleagueOf(advocate)),
    iStandInFor: own.standsInFor.map(colleagueOf),
    colleagues: colleagues.map(colleagueOf),
  };
}

function colleagueOf({ id, firstName }: { id: string; firstName: string }): Colleague {
  return { advocateId: id, firstName };
}

/** Ids of the matches of a coordinator's team whose advocate is away and for which nobody steps in. */
export async function matchesNobodyCovers(kith: Kith, viewer: Viewer): Promise<string[]> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) return [];
  const now = kith.clock.now();
  const matches = await kith.db.match.findMany({
    where: {
      status: 'ACTIVE',
      request: { teamId: viewer.teamId, erasedAt: null },
      AND: [
        { OR: [{ advocate: isOnBreak(now) }, { advocate: { account: { disabledAt: { not: null } } } }] },
        {
          OR: [
            { advocate: { account: { disabledAt: { not: null } } } },
            // Who would rather wait chose that: they are covered by their own wish.
            { rathersWait: false, standIn: { is: null } },
            {
              rathersWait: false,
              standIn: { is: { standIn: { OR: [isOnBreak(now), { account: { disabledAt: { not: null } } }] } } },
            },
          ],
        },
      ],
    },
    select: { id: true },
    orderBy: { proposedAt: 'asc' },
    take: 200,
  });
  return matches.map(({ id }) => id);
}

/** Who steps in for a match, and whether they do now. Null: nobody is named. */
export async function readStandIn(kith: Kith, matchId: string): Promise<{ firstName: string; isIn: boolean } | null> {
  const row = await kith.db.matchStandIn.findUnique({
    where: { matchId },
    select: { standIn: { select: { firstName: true } } },
  });
  if (!row) return null;
  const isIn = (await kith.db.matchStandIn.count({ where: { matchId, ...standsInNow(kith.clock.now()) } })) > 0;
  return { firstName: row.standIn.firstName, isIn };
}

/** Whether the day to look again has come. */
export function isReviewDue(match: { status: string; reviewOn: Date | null }, now: Date): boolean {
  return match.status === 'ACTIVE' && match.reviewOn !== null && match.reviewOn <= startOfDay(now);
}
