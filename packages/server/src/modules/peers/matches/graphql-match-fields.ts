import { builder } from '../../../graphql/builder.ts';
import { matchesVisibleTo } from '../access.ts';
import { lookAt } from '../contacts/together.ts';
import { Match } from '../graphql-match.ts';
import { MatchPartyEnum } from './graphql-parts.ts';
import {
  isReviewDue,
  matchesNobodyCovers,
  type ReviewSeen,
  readLastWords,
  readReviews,
  readStandIn,
} from './reading-matches.ts';
import { lowSince } from './running-low.ts';

export const ReviewOutcomeEnum = builder.enumType('ReviewOutcome', {
  description: 'What came of looking at a match again.',
  values: {
    GO_ON: { description: 'Go on, until the next day to look again.' },
    CHANGE: { description: 'Change something: a new version of the agreement follows.' },
    END_WELL: { description: 'End well: an ending follows.' },
  } as const,
});

const ReviewType = builder.objectRef<ReviewSeen>('MatchReview').implement({
  description: 'They looked at how it goes.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    side: t.field({ type: MatchPartyEnum, description: 'Who wrote it down.', resolve: ({ side }) => side }),
    outcome: t.field({ type: ReviewOutcomeEnum, description: 'What came of it.', resolve: ({ outcome }) => outcome }),
    nextOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Look again by this day; null: not said.',
      resolve: ({ nextOn }) => nextOn,
    }),
    without: t.string({
      nullable: true,
      description:
        "What could they do without each other. Null: nothing said, or erased. A coordinator's look is recorded and told to the person.",
      resolve: (review) => review.without(),
    }),
  }),
});

const MatchStandInType = builder.objectRef<{ firstName: string; isIn: boolean }>('MatchStandIn').implement({
  description: 'Who steps in when the advocate has a break. They said yes to it before.',
  fields: (t) => ({
    firstName: t.exposeString('firstName', { description: 'The name that people are told.' }),
    isIn: t.exposeBoolean('isIn', {
      description: 'They step in now: there is a break, and the person does not rather wait.',
    }),
  }),
});

builder.prismaObjectFields(Match, (t) => ({
  agreedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When both had agreed for the first time; null: not yet.',
    select: { agreedAt: true },
    resolve: (match) => match.agreedAt,
  }),
  endedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When it was over; null: it is not.',
    select: { endedAt: true },
    resolve: (match) => match.endedAt,
  }),
  pausedBy: t.field({
    type: MatchPartyEnum,
    nullable: true,
    description: 'Who needs the pause, and starts again; null: there is none.',
    select: { pausedBy: true },
    resolve: (match) => match.pausedBy,
  }),
  endedBy: t.field({
    type: MatchPartyEnum,
    nullable: true,
    description: 'Who ended it; null: not ended, or it passed on by itself.',
    select: { endedBy: true },
    resolve: (match) => match.endedBy,
  }),
  isReviewDue: t.boolean({
    description: 'The day to look at it together has come.',
    select: { status: true, reviewOn: true },
    resolve: (match, _args, { clock }) => isReviewDue(match, clock.now()),
  }),
  reviews: t.field({
    type: [ReviewType],
    description: 'When they looked at how it goes, newest first. Empty: never, or not for this viewer.',
    resolve: (match, _args, context) => readReviews(context, context.viewer, match.id),
  }),
  goodbye: t.string({
    nullable: true,
    description: 'How they say goodbye. Null: nothing said, erased, or not for this viewer.',
    resolve: (match, _args, context) => readLastWords(context, context.viewer, match.id, 'goodbye'),
  }),
  whyStopped: t.string({
    nullable: true,
    description: 'Why a coordinator paused or ended it. Null: it was one of the two, who need no reason; or erased.',
    resolve: (match, _args, context) => readLastWords(context, context.viewer, match.id, 'whyStopped'),
  }),
  goodWords: t.string({
    nullable: true,
    description: 'What has been good, in the words of the person and for them alone. Null for everybody else.',
    resolve: (match, _args, context) => readLastWords(context, context.viewer, match.id, 'goodWords'),
  }),
  standIn: t.field({
    type: MatchStandInType,
    nullable: true,
    description: 'Who is asked when the advocate is away; null: the team, or not for this viewer.',
    resolve: async (match, _args, context) =>
      (await lookAt(context, context.viewer, match.id)) ? readStandIn(context, match.id) : null,
  }),
  rathersWait: t.boolean({
    nullable: true,
    description: 'The person would rather wait than meet a stand-in. Null: not for this viewer.',
    select: { rathersWait: true },
    resolve: async (match, _args, context) =>
      (await lookAt(context, context.viewer, match.id)) ? match.rathersWait : null,
  }),
  runningLowSince: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The person said that they run low. Null: not, not now any more, or not for this viewer. Never a history.',
    select: { request: { select: { lowAt: true } } },
    resolve: async (match, _args, context) =>
      (await lookAt(context, context.viewer, match.id)) ? lowSince(match.request, context.clock.now()) : null,
  }),
  runningLowSeenAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'Somebody saw that and said so; null: not yet, or not for this viewer.',
    select: { request: { select: { lowSeenAt: true } } },
    resolve: async (match, _args, context) =>
      (await lookAt(context, context.viewer, match.id)) ? match.request.lowSeenAt : null,
  }),
}));

builder.queryField('matchesNobodyCovers', (t) =>
  t.prismaField({
    type: [Match],
    description:
      'For coordinators: their advocate is away, and nobody steps in. Oldest first; empty for everybody else.',
    resolve: async (query, _root, _args, context) => {
      const ids = await matchesNobodyCovers(context, context.viewer);
      return context.db.match.findMany({
        ...query,
        where: { AND: [{ id: { in: ids } }, matchesVisibleTo(context.viewer, context.clock.now())] },
        orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
      });
    },
  }),
);
