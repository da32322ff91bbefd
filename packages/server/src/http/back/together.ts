import type { ContactView, DoingView, StepView, TogetherView } from '@kith/connect/back/together-view.ts';
import type { Kith } from '../../kith.ts';
import { type MyAgreement, readMyAgreement } from '../../modules/peers/agreements/reading-agreements.ts';
import { type MyContact, readMyContacts } from '../../modules/peers/contacts/my-contacts.ts';
import { readReviews, readStandIn } from '../../modules/peers/matches/reading-matches.ts';
import { lowSince } from '../../modules/peers/matches/running-low.ts';
import type { MyRequest } from '../../modules/peers/my-request.ts';
import { readMyPermissions } from '../../modules/peers/permissions/giving.ts';
import { dayInWords } from '../../modules/peers/promise-clock.ts';
import { channelWords } from '../../modules/peers/sentences.ts';
import { readThanksOf } from '../../modules/peers/thanks/thanks.ts';
import { readMyIntroductions } from '../../modules/plans/my-introductions.ts';
import { type MyStep, readMySteps } from '../../modules/plans/my-steps.ts';
import type { PersonViewer } from '../../viewer.ts';

/** Everything that two people do together, as the person's own page shows it. All in clear: never log it. */
export interface Doing extends DoingView {
  /** Null: the person is with nobody now. */
  together: TogetherView | null;
}

export async function readDoing(kith: Kith, viewer: PersonViewer, request: MyRequest): Promise<Doing> {
  const day = (at: Date) => dayInWords(request.timezone, at);
  // A calendar day has no time zone of its own.
  const calendarDay = (at: Date) => dayInWords('UTC', at);
  const name = request.meeting?.advocateName ?? null;
  const steps = await readMySteps(kith, viewer);
  const contacts = await readMyContacts(kith, viewer);
  const introductions = await readMyIntroductions(kith, viewer);
  const permissions = await readMyPermissions(kith, viewer);
  const thanks = await readThanksOf(kith, viewer);
  const met = await kith.db.match.findMany({
    where: {
      requestId: viewer.requestId,
      OR: [{ status: 'ENDED' }, { id: { in: thanks.map(({ matchId }) => matchId) } }],
    },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      status: true,
      isNotAgain: true,
      advocate: {
        select: {
          firstName: true,
          notTogether: { where: { requestId: viewer.requestId, saidBy: 'PERSON' }, select: { advocateId: true } },
        },
      },
    },
  });
  const last = met.findLast(({ status }) => status === 'ENDED');
  const nameOf = new Map(met.map(({ id, advocate }) => [id, advocate.firstName]));
  return {
    together:
      request.meeting && name
        ? await readTogether(kith, viewer, request.meeting.matchId, name, calendarDay, day)
        : null,
    steps: steps.map((step) => toStep(step, name, calendarDay)),
    contacts: contacts.map((contact) => toContact(contact, day)),
    introductions: introductions.map((one) => ({
      id: one.id,
      service: one.serviceName,
      sentence: one.sentence,
      text: one.text,
      question: one.question,
      canSayYes: one.canSayYes,
      canStop: one.canStop,
      asksFollowUp: one.asksFollowUp,
    })),
    permissions: permissions.map((one) => ({
      id: one.id,
      withWhom: one.withWhom,
      about: one.about,
      untilDay: day(new Date(one.expiresAt.getTime() - 1)),
      isLive: one.state === 'LIVE',
      readOutBy: one.byName,
    })),
    thanks: thanks.map((one) => ({
      id: one.id,
      isMine: one.from === 'PERSON',
      with: nameOf.get(one.matchId) ?? '',
      day: day(one.at),
      words: one.words,
      gained: one.gained,
    })),
    // Who does not want to meet somebody again is not asked to thank them.
    lastWith:
      name || !last || last.isNotAgain || last.advocate.notTogether.length > 0
        ? null
        : { matchId: last.id, name: last.advocate.firstName },
  };
}

async function readTogether(
  kith: Kith,
  viewer: PersonViewer,
  matchId: string,
  name: string,
  day: (at: Date) => string,
  dayOfReview: (at: Date) => string,
): Promise<Doing['together']> {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    select: { status: true, pausedBy: true, rathersWait: true, request: { select: { lowAt: true, lowSeenAt: true } } },
  });
  if (!match) return null;
  const standIn = await readStandIn(kith, matchId);
  const agreement = await readMyAgreement(kith, viewer);
  const reviews = await readReviews(kith, viewer, matchId);
  const isTheirs = match.pausedBy !== null && match.pausedBy !== 'PERSON';
  return {
    matchId,
    name,
    agreement: agreement && toAgreement(agreement, day),
    pause: match.status === 'PAUSED' ? (isTheirs ? 'theirs' : 'can go on') : 'can pause',
    standIn: standIn && { name: standIn.firstName, isIn: standIn.isIn, rathersWait: match.rathersWait },
    cards: { mine: agreement?.myCard ?? null, theirs: agreement?.theirCard ?? null },
    canReview: match.status === 'ACTIVE',
    reviews: await Promise.all(
      reviews.map(async ({ at, side, outcome, without }) => ({
        at: at.toISOString(),
        day: dayOfReview(at),
        isMine: side === 'PERSON',
        outcome: outcomeWords[outcome],
        without: await without(),
      })),
    ),
    low: lowSince(match.request, kith.clock.now()) && { isSeen: match.request.lowSeenAt !== null },
  };
}

const outcomeWords = { GO_ON: 'we go on', CHANGE: 'change something', END_WELL: 'end it well' } as const;

function toAgreement({ newest, start }: MyAgreement, day: (at: Date) => string): TogetherView['agreement'] {
  if (!newest) return { number: null, state: 'none', wasReadOut: false, reviewDay: null, lines: start };
  return {
    number: newest.number,
    state: newest.holds ? 'holds' : newest.personAgreedAt ? 'waits for them' : 'yours to agree',
    wasReadOut: newest.personAgreedHow === 'READ_OUT' && newest.objectedAt === null,
    reviewDay: day(newest.reviewOn),
    lines: newest.lines,
  };
}

function toStep(step: MyStep, name: string | null, day: (at: Date) => string): StepView {
  const other = step.byName ?? name ?? 'The advocate';
  return {
    id: step.id,
    what: step.what,
    whose: step.isAccompanied
      ? `You and ${other} together`
      : step.owner === 'PERSON'
        ? 'You'
        : step.owner === 'BOTH'
          ? 'Both of you'
          : other,
    day: step.onDay && day(step.onDay),
    state: step.state,
    isPrivate: step.isPrivate,
    meetingPoint: step.meetingPoint,
    ifItGoesWrong: step.ifItGoesWrong,
    service: step.service?.name ?? null,
    asksFollowUp: step.asksFollowUp,
  };
}

function toContact(contact: MyContact, day: (at: Date) => string): ContactView {
  return {
    id: contact.id,
    day: day(contact.at),
    way: contact.channel === 'COME_BACK' ? 'here' : channelWords[contact.channel],
    by: contact.byName ?? 'you',
    helped: contact.helped,
    note: contact.note,
    nextStep: contact.nextStep,
    outcome: contact.outcome,
    notes: contact.notes.flatMap(({ id, at, byName, words, kind }) =>
      words === null ? [] : [{ id, day: day(at), by: byName ?? 'you', words, kind }],
    ),
  };
}
