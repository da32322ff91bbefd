import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { requireStaff } from '../people/access.ts';
import { ContactChannelEnum } from '../people/graphql-enums.ts';
import { Match } from './graphql-match.ts';
import { acceptMatch, declineMatch, proposeMatch } from './introducing.ts';
import './queue/graphql-override.ts';
import { OverrideNeeded } from './queue/override-rules.ts';
import { AdvocateUnavailable, NoLongerPossible, NotSuitable } from './rules.ts';

/** A payload that shows the match as it is now. */
function matchPayload(name: string, description: string) {
  return builder.objectRef<{ matchId: string }>(name).implement({
    description,
    fields: (t) => ({
      match: t.prismaField({
        type: Match,
        description: 'The match, as it is now.',
        resolve: (query, { matchId }, _args, { db }) =>
          db.match.findUniqueOrThrow({ ...query, where: { id: matchId } }),
      }),
    }),
  });
}

const ProposeMatchPayload = matchPayload('ProposeMatchPayload', 'The advocate is asked.');
const AcceptMatchPayload = matchPayload('AcceptMatchPayload', 'They are connected.');
const DeclineMatchPayload = matchPayload('DeclineMatchPayload', 'Not this time. It costs nothing.');

const ProposeMatchInputType = builder.inputType('ProposeMatchInput', {
  description: 'A coordinator introduces an advocate.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request.' }),
    advocateId: t.id({ required: true, description: 'The advocate; need not be one of the suggestions.' }),
    reason: t.string({ required: true, description: 'Why them, in a sentence. The person and the advocate read it.' }),
    overrideReason: t.string({
      description:
        'Why somebody else than one of the three who come first, or before somebody who has waited longer. Needed only then (OverrideNeeded says so); coordinators of the team read it.',
    }),
  }),
});

const FirstMeetingInputType = builder.inputType('FirstMeetingInput', {
  description: 'How they first meet.',
  fields: (t) => ({
    channel: t.field({
      type: ContactChannelEnum,
      required: true,
      description: "The person's own channel, IN_PERSON, or COME_BACK (they read it here). Nothing else is safe.",
    }),
    when: t.string({ required: true, description: 'When, for example "Thursday at 2"; at most 200 characters.' }),
    words: t.string({ description: 'More to know, in the words of the advocate; at most 2,000 characters.' }),
  }),
});

const AcceptMatchInputType = builder.inputType('AcceptMatchInput', {
  description: 'The advocate says yes.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    firstMeeting: t.field({ type: FirstMeetingInputType, required: true, description: 'How they first meet.' }),
  }),
});

const DeclineMatchInputType = builder.inputType('DeclineMatchInput', {
  description: 'The advocate says "not me". No reason is asked.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    knowsThem: t.boolean({
      description: 'The advocate knows this person. The two are not brought together; the person is not told why.',
    }),
  }),
});

builder.mutationField('proposeMatch', (t) =>
  t.field({
    type: ProposeMatchPayload,
    description:
      'A coordinator introduces an advocate of their team to somebody who waits. The only way a match begins.',
    args: { input: t.arg({ type: ProposeMatchInputType, required: true, description: 'Whom, to whom, and why.' }) },
    errors: resultOf('ProposeMatch', [
      InvalidInput,
      NotFound,
      AdvocateUnavailable,
      NotSuitable,
      NoLongerPossible,
      OverrideNeeded,
    ]),
    resolve: async (_root, { input }, context) => ({
      matchId: await proposeMatch(context, requireStaff(context.viewer), {
        requestId: readId(input.requestId, 'PeerRequest') ?? '',
        advocateId: readId(input.advocateId, 'Advocate') ?? '',
        reason: input.reason,
        overrideReason: input.overrideReason,
      }),
    }),
  }),
);

builder.mutationField('acceptMatch', (t) =>
  t.field({
    type: AcceptMatchPayload,
    description: 'The advocate who was introduced says yes. They can see how to reach the person from then on.',
    args: { input: t.arg({ type: AcceptMatchInputType, required: true, description: 'Which, and how they meet.' }) },
    errors: resultOf('AcceptMatch', [InvalidInput, NotFound, AdvocateUnavailable, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      matchId: await acceptMatch(context, requireStaff(context.viewer), {
        matchId: readId(input.matchId, 'Match') ?? '',
        firstMeeting: input.firstMeeting,
      }),
    }),
  }),
);

builder.mutationField('declineMatch', (t) =>
  t.field({
    type: DeclineMatchPayload,
    description:
      'The advocate who was introduced says "not me". Free, and no reason is asked; the request waits again.',
    args: { input: t.arg({ type: DeclineMatchInputType, required: true, description: 'Which.' }) },
    errors: resultOf('DeclineMatch', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      matchId: await declineMatch(context, requireStaff(context.viewer), {
        matchId: readId(input.matchId, 'Match') ?? '',
        knowsThem: input.knowsThem,
      }),
    }),
  }),
);
