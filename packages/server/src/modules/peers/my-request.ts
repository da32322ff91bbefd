import type {
  ContactChannel,
  LifeArea,
  MatchStatus,
  PeerRequestStatus,
  RequestEventKind,
  SharedDimension,
  WishWeight,
} from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';
import type { PersonViewer } from '../../viewer.ts';
import { storyFor } from '../people/profile/reading.ts';
import { labelOf } from '../people/shared-vocabulary.ts';
import { requestKeptUntil } from './keeping/kept-until.ts';
import { passOnLapsed } from './lapsing.ts';
import { isAgreeing, isLate, restingStatuses } from './rules.ts';
import { openFirstMeeting, openReach, openReason, openWords, type Reach } from './sealed.ts';
import { breakOf, eventSentence, isPausedByOther, statusSentence } from './sentences.ts';

/** One thing wished, with what to call it. */
export interface MyWish {
  dimension: SharedDimension;
  value: string;
  label: string;
  weight: WishWeight;
}

/** Who meets the person, and how. */
export interface MyMeeting {
  matchId: string;
  status: MatchStatus;
  advocateName: string;
  /** In the advocate's own words; null: nothing said. */
  aboutMe: string | null;
  /** How the advocate wants to be spoken of, and what they call themselves, as typed (S54); null: not said. */
  pronouns: string | null;
  describedAs: string | null;
  /** A few sentences of their own way; null: none, or kept to themselves (S121). */
  advocateStory: string | null;
  /** What the advocate shares with people they are connected with, as words. */
  shares: string[];
  /** Null: not said yet. */
  firstMeeting: { channel: ContactChannel; when: string; words: string | null } | null;
  /** Both look again on this day (a calendar day at midnight UTC). */
  reviewOn: Date | null;
}

/** An introduction, with the words that a coordinator wrote about it: nothing about a person is kept from them (S80). */
export interface MyIntroduction {
  status: MatchStatus;
  proposedAt: Date;
  reason: string | null;
}

/** Everything that /back shows. All in clear: never log it. */
export interface MyRequest {
  id: string;
  reference: string;
  status: PeerRequestStatus;
  statusSentence: string;
  askedAt: Date;
  promisedBy: Date;
  isLate: boolean;
  /** Somebody is being asked and answers by then, or the team asks somebody else; null: nobody is being asked. */
  answerBy: Date | null;
  team: string;
  /** To show days and times in. */
  timezone: string;
  partnerName: string | null;
  area: LifeArea | null;
  serviceId: string | null;
  outwardCode: string | null;
  language: string;
  words: string | null;
  reach: Reach | null;
  wishes: MyWish[];
  /** Oldest first. */
  events: { kind: RequestEventKind; at: Date; sentence: string }[];
  /** Who will meet them and how; null: nobody yet. */
  meeting: MyMeeting | null;
  /** Oldest first. */
  introductions: MyIntroduction[];
  canPause: boolean;
  canResume: boolean;
  canWithdraw: boolean;
  /** Erased by itself after this day, if nothing changes; null: kept while it goes on. */
  keptUntil: Date | null;
  /** Since when letters and texts are stopped; null: they are not. */
  lettersStoppedAt: Date | null;
  /** The link and the code words work until then, longer with each change. */
  linkExpiresAt: Date;
}

/** Everything about one's own request. @returns null: erased or expired meanwhile */
export async function readMyRequest(kith: Kith, viewer: PersonViewer): Promise<MyRequest | null> {
  await passOnLapsed(kith, { requestId: viewer.requestId });
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    include: {
      team: true,
      partner: { select: { name: true } },
      wishes: { orderBy: [{ dimension: 'asc' }, { value: 'asc' }] },
      events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
      matches: {
        orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
        include: {
          advocate: {
            include: {
              characteristics: { where: { visibility: { not: 'PRIVATE' } } },
              timesAway: { select: { fromOn: true, untilOn: true } },
            },
          },
          standIn: { select: { standIn: { select: { firstName: true } } } },
        },
      },
    },
  });
  if (!request) return null;
  const now = kith.clock.now();
  const match = request.matches.findLast(
    (own) => own.status === 'ACTIVE' || own.status === 'PAUSED' || isAgreeing(own),
  );
  const late = isLate(request, now);
  const answerBy = request.matches.find((own) => own.status === 'PROPOSED' && !isAgreeing(own))?.lapsesAt ?? null;
  const isResting = restingStatuses.includes(request.status);
  return {
    id: request.id,
    reference: request.reference,
    status: request.status,
    statusSentence: statusSentence({
      ...request,
      isLate: late,
      advocateName: match?.advocate.firstName ?? null,
      answerBy,
      isPausedByOther: isPausedByOther(match),
      advocateBreak: match ? breakOf(match, now) : null,
    }),
    askedAt: request.askedAt,
    promisedBy: request.promisedBy,
    isLate: late,
    answerBy,
    team: request.team.name,
    timezone: request.team.timezone,
    partnerName: request.partner?.name ?? null,
    area: request.area,
    serviceId: request.serviceId,
    outwardCode: request.outwardCode,
    language: request.language,
    words: openWords(kith.keys, request),
    reach: openReach(kith.keys, request),
    wishes: request.wishes.map(({ dimension, value, weight }) => ({
      dimension,
      value,
      weight,
      label: labelOf(dimension, value),
    })),
    events: request.events.map(({ kind, at }) => ({ kind, at, sentence: eventSentence(kind) })),
    meeting: match
      ? {
          matchId: match.id,
          status: match.status,
          advocateName: match.advocate.firstName,
          aboutMe: match.advocate.aboutMe,
          pronouns: match.advocate.pronouns,
          describedAs: match.advocate.describedAs,
          advocateStory: storyFor(kith, viewer, match.advocate),
          shares: match.advocate.characteristics.map(({ dimension, value }) => labelOf(dimension, value)),
          firstMeeting: openFirstMeeting(kith.keys, request, match),
          reviewOn: match.reviewOn,
        }
      : null,
    introductions: request.matches.map((introduction) => ({
      status: introduction.status,
      proposedAt: introduction.proposedAt,
      reason: openReason(kith.keys, request, introduction),
    })),
    canPause: !isResting,
    canResume: isResting && !isPausedByOther(match),
    canWithdraw: request.status !== 'WITHDRAWN',
    keptUntil: requestKeptUntil(request),
    lettersStoppedAt: request.lettersStoppedAt,
    linkExpiresAt: request.linkExpiresAt,
  };
}
