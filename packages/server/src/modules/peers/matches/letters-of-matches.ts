import type { Letter, Letters } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { letterToPerson } from '../telling/letter-to-person.ts';
import { toColleague } from '../telling/letters-to-staff.ts';
import { isOnBreak, standsInNow } from './standing-in.ts';

/** The letters about what happens between two people. They tell a reference and nothing else. */
export const matchLetters: Letters = {
  'match-moved': matchMoved,
  'stand-in-asked': standInAsked,
  'stand-in': personOfStandIn,
  'running-low': runningLow,
};

/** To the advocate: the other side, or a coordinator, did something. Never whose fault: there is none. */
async function matchMoved(kith: Kith, matchId: string): Promise<Letter | null> {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    include: { request: true, advocate: { include: { account: true } } },
  });
  if (!match || match.request.erasedAt) return null;
  const isOver = match.status === 'ENDED' || match.status === 'LAPSED';
  return toColleague(kith, match.advocate.account, {
    lines: isOver
      ? [
          `Your time with ${match.request.reference} is over for now.`,
          'That is an ordinary thing and says nothing about you. Thank you for having been there.',
        ]
      : [`There is news about ${match.request.reference}.`],
    about: match.request,
  });
}

/** To the colleague: somebody asks whether they would stand in. Null: answered meanwhile. */
async function standInAsked(kith: Kith, advocateId: string): Promise<Letter | null> {
  const ask = await kith.db.standInAsk.findUnique({
    where: { advocateId },
    include: { standIn: { include: { account: true } } },
  });
  const teamId = ask?.standIn.account.teamId;
  if (!ask || ask.declinedAt || !teamId) return null;
  return toColleague(kith, ask.standIn.account, {
    lines: ['A colleague asks whether you would stand in during breaks.', 'No is a good answer, too.'],
    about: { id: null, teamId },
  });
}

/** To the person: their advocate has a break, or is away. Null: it is over. */
async function personOfStandIn(kith: Kith, matchId: string) {
  const match = await kith.db.match.findFirst({
    where: { id: matchId, status: 'ACTIVE', advocate: isOnBreak(kith.clock.now()) },
    select: { requestId: true },
  });
  if (!match) return null;
  return letterToPerson(kith, match.requestId);
}

/** To the advocate, or who stands in: somebody they are with runs low. Null: taken back, or seen. */
async function runningLow(kith: Kith, requestId: string): Promise<Letter | null> {
  const now = kith.clock.now();
  const request = await kith.db.peerRequest.findUnique({ where: { id: requestId } });
  if (!request?.lowAt || request.lowSeenAt || request.erasedAt) return null;
  const match = await kith.db.match.findFirst({
    where: { requestId, OR: [{ status: 'ACTIVE' }, { status: 'PROPOSED', answeredAt: { not: null } }] },
    include: { advocate: { include: { account: true } } },
  });
  const standIn = match
    ? await kith.db.matchStandIn.findFirst({
        where: { matchId: match.id, ...standsInNow(now) },
        include: { standIn: { include: { account: true } } },
      })
    : null;
  const account = standIn?.standIn.account ?? match?.advocate.account ?? (await aCoordinator(kith, request.teamId));
  return account
    ? toColleague(kith, account, {
        lines: [`Somebody says that they are running low: ${request.reference}.`, 'A short word from you may help.'],
        about: request,
      })
    : null;
}

function aCoordinator(kith: Kith, teamId: string) {
  return kith.db.staffAccount.findFirst({
    where: { teamId, disabledAt: null, roles: { has: 'COORDINATOR' } },
    orderBy: { id: 'asc' },
  });
}
