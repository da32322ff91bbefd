import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { decidersOf } from '../concerns/deciding.ts';
import { dateOf, dayIn, dayInWords } from '../promise-clock.ts';
import { hasLapsed, waitingStatuses } from '../rules.ts';

// A colleague's mailbox is read on phones and over shoulders: a reference and what to do, never who or what about.

/** To the advocate: somebody was introduced to them. Null: answered, lapsed or withdrawn meanwhile. */
export async function introductionAsked(kith: Kith, matchId: string): Promise<Letter | null> {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    include: { request: { include: { team: true } }, advocate: { include: { account: true } } },
  });
  if (!match || match.answeredAt || match.status !== 'PROPOSED' || hasLapsed(match, kith.clock.now())) return null;
  const { reference, team, erasedAt } = match.request;
  if (erasedAt) return null;
  return toColleague(kith, match.advocate.account, {
    lines: [
      `An introduction waits for your answer: ${reference}.`,
      `Please look at it by ${dayInWords(team.timezone, match.lapsesAt)}. After that it passes on by itself.`,
      '“Not me” is a good answer too. It needs no reason and costs nothing.',
    ],
    about: match.request,
  });
}

/** To the advocate: the day has come to look at a match together. */
export async function reviewDue(kith: Kith, matchId: string): Promise<Letter | null> {
  const match = await matchUnderReview(kith, matchId);
  if (!match) return null;
  return toColleague(kith, match.advocate.account, {
    lines: [
      `It is time to look at this together: ${match.request.reference}.`,
      'Go on, change something, or end well.',
    ],
    about: match.request,
  });
}

/** The match, if its review is still due. */
export async function matchUnderReview(kith: Kith, matchId: string) {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    include: { request: { include: { team: true } }, advocate: { include: { account: true } } },
  });
  if (match?.status !== 'ACTIVE' || match.request.erasedAt || match.reviewOn === null) return null;
  return match.reviewOn <= dateOf(dayIn(match.request.team.timezone, kith.clock.now())) ? match : null;
}

/** To a coordinator: nobody answered, the person waits again. */
export async function introductionLapsed(
  kith: Kith,
  matchId: string,
  accountId: string | null,
): Promise<Letter | null> {
  const match = await kith.db.match.findUnique({ where: { id: matchId }, include: { request: true } });
  if (match?.status !== 'LAPSED' || !waitingStatuses.includes(match.request.status)) return null;
  return toCoordinator(kith, accountId, {
    lines: [
      `An introduction passed without an answer: ${match.request.reference}.`,
      'The person waits for somebody else.',
    ],
    about: match.request,
  });
}

/** To a coordinator: the promised day is today, or over. Null: somebody was introduced, or they stopped. */
export async function promiseClose(kith: Kith, requestId: string, accountId: string | null): Promise<Letter | null> {
  const request = await kith.db.peerRequest.findUnique({ where: { id: requestId }, include: { team: true } });
  if (!request || request.erasedAt || !waitingStatuses.includes(request.status)) return null;
  const day = dayInWords(request.team.timezone, request.promisedBy);
  const isLate = request.promisedBy < kith.clock.now();
  return toCoordinator(kith, accountId, {
    lines: isLate
      ? [`We promised an answer by ${day} and it is over: ${request.reference}.`, 'Please write to them today.']
      : [`Somebody was promised an answer by ${day}: ${request.reference}.`, 'They still wait.'],
    about: request,
  });
}

/** To a coordinator: an advocate's supervision is overdue. Says no name: the team's list does. */
export async function supervisionOverdue(
  kith: Kith,
  advocateId: string,
  accountId: string | null,
): Promise<Letter | null> {
  const advocate = await kith.db.advocateProfile.findUnique({
    where: { id: advocateId },
    include: { account: { include: { team: true } } },
  });
  const team = advocate?.account.team;
  if (!advocate || !team || advocate.account.disabledAt || advocate.supervisionDueOn === null) return null;
  if (advocate.supervisionDueOn >= dateOf(dayIn(team.timezone, kith.clock.now()))) return null;
  return toCoordinator(kith, accountId, {
    lines: ['A supervision in your team is overdue.', 'Your team’s page shows whose. Until then they take nobody new.'],
    about: { id: null, teamId: team.id },
  });
}

/** To somebody who decides: somebody is worried, or a second person has to look. Null: it is over, or not theirs. */
export async function concernWaits(kith: Kith, concernId: string, accountId: string | null): Promise<Letter | null> {
  if (accountId === null) return null;
  const concern = await kith.db.concern.findUnique({ where: { id: concernId }, include: { request: true } });
  if (!concern || concern.state === 'CLOSED' || concern.request.erasedAt) return null;
  const { reference, teamId } = concern.request;
  const [deciders, account] = await Promise.all([
    decidersOf(kith.db, { teamId, aboutIds: concern.aboutIds }),
    kith.db.staffAccount.findUnique({ where: { id: accountId } }),
  ]);
  if (!account || !deciders.includes(accountId)) return null;
  return toColleague(kith, account, {
    lines: [`Somebody needs you to look at something today: ${reference}.`, 'It is under “Worries”.'],
    about: concern.request,
  });
}

interface Said {
  lines: string[];
  about: { id: string | null; teamId: string };
}

/** Only while they are a coordinator of that team. */
export async function toCoordinator(kith: Kith, accountId: string | null, said: Said): Promise<Letter | null> {
  if (accountId === null) return null;
  const account = await kith.db.staffAccount.findUnique({ where: { id: accountId } });
  if (!account?.roles.includes('COORDINATOR') || account.teamId !== said.about.teamId) return null;
  return toColleague(kith, account, said);
}

export function toColleague(
  kith: Kith,
  account: { email: string; disabledAt: Date | null },
  { lines, about }: Said,
): Letter | null {
  if (account.disabledAt) return null;
  return {
    channel: 'EMAIL',
    to: account.email,
    subject: 'Something waits for you',
    text: [...lines, '', `Sign in to see it: ${kith.config.publicUrl}/console`, ''].join('\n'),
    about: { teamId: about.teamId, requestId: about.id },
  };
}
