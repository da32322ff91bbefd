import type { Kith } from '../../kith.ts';
import { placesOf } from '../directory/outward-places.ts';
import { knownTo } from './knowing/not-together.ts';
import { candidateCounts, candidateParts } from './locks.ts';
import { dateOf, dayIn } from './promise-clock.ts';
import {
  MOST_SUGGESTIONS,
  type NotSuggested,
  notSuggested,
  type SuggestedAdvocate,
  suggest,
  type Waiting,
} from './queue/ranking.ts';
import { type WeekHours, weekOfRows, weekOfSlots } from './queue/week-hours.ts';
import { waitingStatuses } from './rules.ts';
import { openReach, type SealedRow } from './sealed.ts';
import type { Candidate } from './suggestion-rules.ts';
import { readSafeHours } from './telling/safe-hours.ts';

/** A coordinator looks for a name that they have in mind: more are no list any more. */
const MOST_OTHERS = 30;
/** Nobody is passed over silently: of a longer queue, those who have waited longest are looked at. */
const MOST_QUEUE = 200;

/** One request that waits, and everything that the rules look at. Reads only: nothing is saved, nobody is introduced by it. */
export interface Matching {
  asked: Waiting;
  team: Candidate[];
  /** Everybody of the team who waits, longest first. */
  queue: Waiting[];
  today: Date;
}

/** @returns null: it does not wait, is erased, or is another team's */
export async function readMatching(kith: Kith, requestId: string, ofTeamId: string): Promise<Matching | null> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: requestId, teamId: ofTeamId, erasedAt: null, status: { in: [...waitingStatuses] } },
    include: { wishes: true, team: { select: { timezone: true } } },
  });
  if (!request) return null;
  const { teamId } = request;
  const [advocates, others, asks] = await Promise.all([
    kith.db.advocateProfile.findMany({
      where: { erasedAt: null, account: { teamId, disabledAt: null, roles: { has: 'ADVOCATE' } } },
      include: { ...candidateParts, hours: { select: { weekday: true, from: true, until: true } } },
    }),
    kith.db.peerRequest.findMany({
      where: {
        teamId,
        erasedAt: null,
        status: { in: [...waitingStatuses] },
        waitingSince: { lte: request.waitingSince },
        id: { not: requestId },
      },
      include: { wishes: true },
      orderBy: [{ waitingSince: 'asc' }, { id: 'asc' }],
      take: MOST_QUEUE,
    }),
    kith.db.match.groupBy({
      by: ['advocateId'],
      where: { advocate: { account: { teamId } } },
      _max: { proposedAt: true },
    }),
  ]);
  const waiting = [request, ...others];
  const places = await placesOf(
    kith.database.pool,
    [...waiting, ...advocates].flatMap(({ outwardCode }) => outwardCode ?? []),
  );
  const placeOf = (code: string | null) => (code ? (places.get(code.toUpperCase()) ?? null) : null);
  const known = await knownTo(
    kith.db,
    waiting.map(({ id }) => id),
  );
  const lastAsked = new Map(asks.map(({ advocateId, _max }) => [advocateId, _max.proposedAt]));
  const toWaiting = (row: typeof request | (typeof others)[number]): Waiting => ({
    ...row,
    place: placeOf(row.outwardCode),
    hours: hoursOf(kith, row),
  });
  return {
    asked: toWaiting(request),
    queue: others.map(toWaiting),
    today: dateOf(dayIn(request.team.timezone, kith.clock.now())),
    team: advocates.map((advocate) => ({
      ...advocate,
      ...candidateCounts(advocate, requestId),
      place: placeOf(advocate.outwardCode),
      hours: weekOfRows(advocate.hours),
      lastAskedAt: lastAsked.get(advocate.id) ?? null,
      notFor: new Set([
        ...(known.get(advocate.id) ?? []),
        ...advocate.matches
          .filter(
            ({ status, isNotAgain, requestId: other }) => other !== requestId && (isNotAgain || status === 'DECLINED'),
          )
          .map((match) => match.requestId),
      ]),
    })),
  };
}

/** Whom a coordinator may think of first, at most three. */
export function suggestionsOf({ asked, team, today, queue }: Matching): SuggestedAdvocate[] {
  return suggest(asked, team, today, MOST_SUGGESTIONS, queue);
}

/** Who else could be introduced, after those who are suggested: the coordinator decides, not the order. */
export function othersOf({ asked, team, today, queue }: Matching): SuggestedAdvocate[] {
  return suggest(asked, team, today, MOST_SUGGESTIONS + MOST_OTHERS, queue).slice(MOST_SUGGESTIONS);
}

/** Who is not suggested, and why; by name. */
export function notSuggestedOf({ asked, team, today }: Matching): NotSuggested[] {
  return notSuggested(asked, team, today).slice(0, MOST_OTHERS);
}

/** When it is safe, as the person wrote it and a program may rely on; null: they set no hours, or it needs a human being. */
function hoursOf(kith: Kith, request: SealedRow & { reach: Uint8Array | null }): WeekHours | null {
  const reach = openReach(kith.keys, request);
  if (!reach?.times || !['PHONE', 'TEXT', 'IN_PERSON'].includes(reach.channel)) return null;
  const slots = readSafeHours(reach.times, reach.channel);
  return slots && weekOfSlots(slots);
}
