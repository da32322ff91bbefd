import type { MatchStatus } from '../../../generated/prisma/enums.ts';
import { builder } from '../../graphql/builder.ts';
import type { Viewer } from '../../viewer.ts';
import { ContactChannelEnum } from '../people/graphql-enums.ts';
import { requestsVisibleTo } from './access.ts';
import { MatchStatusEnum } from './graphql-enums.ts';
import { PeerRequest } from './graphql-request.ts';
import { hasLapsed } from './rules.ts';
import { type FirstMeeting, openFirstMeeting, openReason } from './sealed.ts';
import { explain } from './suggestion-rules.ts';

const FirstMeetingType = builder.objectRef<FirstMeeting>('FirstMeeting').implement({
  description: "How a person and an advocate first meet, in the advocate's words.",
  fields: (t) => ({
    channel: t.field({
      type: ContactChannelEnum,
      description: 'By which way. COME_BACK: it is written here for the person to read.',
      resolve: (meeting) => meeting.channel,
    }),
    when: t.exposeString('when', { description: 'When, for example "Thursday at 2".' }),
    words: t.exposeString('words', { nullable: true, description: 'More to know; null: nothing.' }),
  }),
});

const ofRequest = {
  id: true,
  teamId: true,
  dataKey: true,
  channel: true,
  language: true,
  outwardCode: true,
  status: true,
} as const;

/** An advocate who is not asked any more, or not together with the person any more, keeps no words about them. */
export function isStillTheirs(
  match: { status: MatchStatus; advocateId: string; request: { teamId: string } },
  viewer: Viewer,
) {
  if (viewer.kind === 'person') return true;
  if (viewer.kind !== 'staff') return false;
  if (viewer.roles.has('COORDINATOR') && viewer.teamId === match.request.teamId) return true;
  return viewer.advocateId === match.advocateId && ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(match.status);
}

const ofFit = {
  advocateId: true,
  advocate: {
    select: {
      languages: true,
      channels: true,
      outwardCode: true,
      characteristics: { select: { dimension: true, value: true, visibility: true } },
    },
  },
  request: { select: { ...ofRequest, wishes: { select: { dimension: true, value: true, weight: true } } } },
} as const;

export const Match = builder.prismaNode('Match', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'An advocate and a person, from being introduced to the ending.',
  fields: (t) => ({
    status: t.field({
      type: MatchStatusEnum,
      description: 'Where it is. An introduction that was not answered in time is LAPSED at once.',
      resolve: (match, _args, { clock }) => (hasLapsed(match, clock.now()) ? 'LAPSED' : match.status),
    }),
    proposedAt: t.field({
      type: 'DateTime',
      description: 'When a coordinator introduced them.',
      resolve: (match) => match.proposedAt,
    }),
    lapsesAt: t.field({
      type: 'DateTime',
      description: 'Without an answer it passes on by itself after this.',
      resolve: (match) => match.lapsesAt,
    }),
    answeredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the advocate answered; null: not answered.',
      resolve: (match) => match.answeredAt,
    }),
    reviewOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Both look again at this match by this day; null: it never became active.',
      resolve: (match) => match.reviewOn,
    }),
    reason: t.string({
      nullable: true,
      description: "Why this advocate, in the coordinator's words. Null: erased, or not for this viewer any more.",
      select: { reason: true, advocateId: true, request: { select: ofRequest } },
      resolve: (match, _args, { keys, viewer }) =>
        isStillTheirs(match, viewer) ? openReason(keys, match.request, match) : null,
    }),
    whyYou: t.stringList({
      description: 'What they share and what fits, most important first.',
      select: ofFit,
      resolve: (match, _args, { viewer }) =>
        isStillTheirs(match, viewer) ? explain(match.request, match.advocate).reasons : [],
    }),
    notMet: t.stringList({
      description: 'What the person wished for and would not get. Never a "rather not".',
      select: ofFit,
      resolve: (match, _args, { viewer }) =>
        isStillTheirs(match, viewer) ? explain(match.request, match.advocate).notMet : [],
    }),
    advocate: t.relation('advocate', { description: 'The advocate.' }),
    request: t.prismaField({
      type: PeerRequest,
      nullable: true,
      description: 'The request. Null: not for this viewer, for example after "not me".',
      resolve: (query, match, _args, { db, viewer, clock }) =>
        db.peerRequest.findFirst({
          ...query,
          where: { AND: [{ id: match.requestId }, requestsVisibleTo(viewer, clock.now())] },
        }),
    }),
    firstMeeting: t.field({
      type: FirstMeetingType,
      nullable: true,
      description: 'How they first meet. Null: not said yet, erased, or not for this viewer any more.',
      select: { firstMeeting: true, advocateId: true, request: { select: ofRequest } },
      resolve: (match, _args, { keys, viewer }) =>
        isStillTheirs(match, viewer) ? openFirstMeeting(keys, match.request, match) : null,
    }),
  }),
});
