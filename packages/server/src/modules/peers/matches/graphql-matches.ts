import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { AdvocateUnavailable, NoLongerPossible } from '../rules.ts';
import { endMatch } from './ending.ts';
import { ReviewOutcomeEnum } from './graphql-match-fields.ts';
import { matchPayload } from './graphql-parts.ts';
import { pauseMatch, resumeMatch } from './pausing.ts';
import { reviewMatch } from './reviewing.ts';
import { seeRunningLow } from './running-low.ts';

const MatchMovedPayload = matchPayload('MatchMovedPayload', 'Where the two are now.');
const result = resultOf('MatchMoved', [InvalidInput, NotFound, NoLongerPossible, AdvocateUnavailable]);

const PauseMatchInputType = builder.inputType('PauseMatchInput', {
  description: 'A pause. Neither of the two is asked why.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    reason: t.string({ description: 'From coordinators only, and always: why, at most 600 characters. Both read it.' }),
  }),
});

builder.mutationField('pauseMatch', (t) =>
  t.field({
    type: MatchMovedPayload,
    description: 'The person, the advocate or a coordinator pauses. Whoever paused starts again.',
    args: { input: t.arg({ type: PauseMatchInputType, required: true, description: 'Which.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await pauseMatch(context, context.viewer, {
        matchId: readId(input.matchId, 'Match') ?? '',
        reason: input.reason,
      }),
    }),
  }),
);

const MatchInputType = builder.inputType('MatchInput', {
  description: 'One match.',
  fields: (t) => ({ matchId: t.id({ required: true, description: 'The match.' }) }),
});

builder.mutationField('resumeMatch', (t) =>
  t.field({
    type: MatchMovedPayload,
    description: 'The two go on after a pause, in one action and without a question.',
    args: { input: t.arg({ type: MatchInputType, required: true, description: 'Which.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await resumeMatch(context, context.viewer, { matchId: readId(input.matchId, 'Match') ?? '' }),
    }),
  }),
);

const EndMatchInputType = builder.inputType('EndMatchInput', {
  description: 'An ending. Everything but the match may be left out; neither of the two is asked why.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    goodbye: t.string({ description: 'How they say goodbye, at most 1,000 characters. Both read it.' }),
    good: t.string({ description: 'What has been good: kept for the person alone. From the person only.' }),
    reason: t.string({ description: 'From coordinators only, and always: why. Both read it.' }),
    isLookingFurther: t.boolean({
      description: 'From staff: the team looks for somebody else at once, instead of finishing for now.',
    }),
  }),
});

builder.mutationField('endMatch', (t) =>
  t.field({
    type: MatchMovedPayload,
    description: 'The person, the advocate or a coordinator ends it. The way back is always open.',
    args: { input: t.arg({ type: EndMatchInputType, required: true, description: 'Which, and how.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await endMatch(context, context.viewer, { ...input, matchId: readId(input.matchId, 'Match') ?? '' }),
    }),
  }),
);

const ReviewMatchInputType = builder.inputType('ReviewMatchInput', {
  description: 'What came of looking at it together.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    outcome: t.field({ type: ReviewOutcomeEnum, required: true, description: 'Go on, change something, or end well.' }),
    nextOn: t.field({ type: 'Date', description: 'For GO_ON: look again by this day; null: in eight weeks.' }),
    without: t.string({ description: '"What could you do without me?", at most 1,000 characters.' }),
  }),
});

builder.mutationField('reviewMatch', (t) =>
  t.field({
    type: MatchMovedPayload,
    description: 'Either of the two writes down that they looked at how it goes.',
    args: { input: t.arg({ type: ReviewMatchInputType, required: true, description: 'Which, and what came of it.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await reviewMatch(context, context.viewer, { ...input, matchId: readId(input.matchId, 'Match') ?? '' }),
    }),
  }),
);

builder.mutationField('seeRunningLow', (t) =>
  t.field({
    type: MatchMovedPayload,
    description:
      'The advocate, who stands in or a coordinator has seen that the person runs low. The person reads that.',
    args: { input: t.arg({ type: MatchInputType, required: true, description: 'Which.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await seeRunningLow(context, context.viewer, readId(input.matchId, 'Match') ?? ''),
    }),
  }),
);
