import type { Kith } from '../../kith.ts';
import { candidateCounts, candidateParts } from './locks.ts';
import { dateOf, dayIn } from './promise-clock.ts';
import { waitingStatuses } from './rules.ts';
import { MOST_SUGGESTIONS, type SuggestedAdvocate, suggest } from './suggestion-rules.ts';

/** A coordinator looks for a name that they have in mind: more are no list any more. */
const MOST_OTHERS = 30;

/** Whom a coordinator may think of first, at most three. Reads only: nothing is saved, and nobody is introduced by it. */
export function suggestFor(kith: Kith, requestId: string): Promise<SuggestedAdvocate[]> {
  return inOrder(kith, requestId, MOST_SUGGESTIONS);
}

/** Who else could be introduced, after those who are suggested: the coordinator decides, not the order. */
export async function othersFor(kith: Kith, requestId: string): Promise<SuggestedAdvocate[]> {
  return (await inOrder(kith, requestId, MOST_SUGGESTIONS + MOST_OTHERS)).slice(MOST_SUGGESTIONS);
}

async function inOrder(kith: Kith, requestId: string, most: number): Promise<SuggestedAdvocate[]> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: requestId, erasedAt: null, status: { in: [...waitingStatuses] } },
    include: { wishes: true, team: { select: { timezone: true } } },
  });
  if (!request) return [];
  const advocates = await kith.db.advocateProfile.findMany({
    where: { account: { teamId: request.teamId, disabledAt: null, roles: { has: 'ADVOCATE' } } },
    include: candidateParts,
  });
  const candidates = advocates.map((advocate) => ({ ...advocate, ...candidateCounts(advocate, requestId) }));
  return suggest(request, candidates, dateOf(dayIn(request.team.timezone, kith.clock.now())), most);
}
