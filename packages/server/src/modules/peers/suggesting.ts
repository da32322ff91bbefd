import type { Kith } from '../../kith.ts';
import { candidateCounts, candidateParts } from './locks.ts';
import { dateOf, dayIn } from './promise-clock.ts';
import { waitingStatuses } from './rules.ts';
import { type SuggestedAdvocate, suggest } from './suggestion-rules.ts';

/** Whom a coordinator may think of first, at most three. Reads only: nothing is saved, and nobody is introduced by it. */
export async function suggestFor(kith: Kith, requestId: string): Promise<SuggestedAdvocate[]> {
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
  return suggest(request, candidates, dateOf(dayIn(request.team.timezone, kith.clock.now())));
}
