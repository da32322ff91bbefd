import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../../people/access.ts';
import { mayReadWords } from '../access.ts';
import { MyRequestPayload } from '../graphql-my-request.ts';
import { PeerRequest, standing } from '../graphql-request.ts';
import { openFrom } from '../queue/queue-sealed.ts';
import { recordReading } from '../reading.ts';
import { NoLongerPossible } from '../rules.ts';
import { keepApart, sayWhoNotToMeet } from './keeping-apart.ts';

builder.prismaObjectFields('PeerRequest', (t) => ({
  notToMeet: t.string({
    nullable: true,
    description:
      "Whom the person would rather not meet, in their own words. Null: nobody said, or not for this viewer; never for advocates. A coordinator's look is recorded and told to the person.",
    resolve: async (row, _args, context) => {
      const own = await standing(row, context);
      if (row.notToMeet === null || (own !== 'self' && own !== 'coordinator') || !mayReadWords(own, row.status))
        return null;
      if (own === 'coordinator' && context.viewer.kind === 'staff')
        await recordReading(context, context.viewer, row.id, 'words');
      return openFrom('peer_request.not_to_meet', context.keys, row, row.id, row.notToMeet);
    },
  }),
}));

const KeepApartInput = builder.inputType('KeepApartInput', {
  description: 'A coordinator keeps two apart, or takes that back.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request.' }),
    advocateId: t.id({ required: true, description: 'The advocate.' }),
    isApart: t.boolean({
      required: true,
      defaultValue: true,
      description: 'False: takes back what a coordinator said. What the two said themselves stays.',
    }),
    reason: t.string({ description: 'Why, in a sentence, at most 1,000 characters; needed to keep them apart.' }),
  }),
});

const KeepApartPayload = builder.objectRef<{ requestId: string }>('KeepApartPayload').implement({
  description: 'It holds from now on. Neither of the two is told.',
  fields: (t) => ({
    request: t.prismaField({
      type: PeerRequest,
      description: 'The request, as it is now.',
      resolve: (query, { requestId }, _args, { db }) =>
        db.peerRequest.findUniqueOrThrow({ ...query, where: { id: requestId } }),
    }),
  }),
});

builder.mutationField('keepApart', (t) =>
  t.field({
    type: KeepApartPayload,
    description:
      'A coordinator keeps an advocate and a person apart: they are never suggested to each other, and nobody can introduce them.',
    args: { input: t.arg({ type: KeepApartInput, required: true, description: 'Whom, and why.' }) },
    errors: resultOf('KeepApart', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      requestId: await keepApart(context, requireStaff(context.viewer), {
        requestId: readId(input.requestId, 'PeerRequest') ?? '',
        advocateId: readId(input.advocateId, 'Advocate') ?? '',
        reason: input.reason,
        isApart: input.isApart,
      }),
    }),
  }),
);

const SayWhoNotToMeetInput = builder.inputType('SayWhoNotToMeetInput', {
  description: 'Whom the person would rather not meet.',
  fields: (t) => ({
    words: t.string({
      description: 'For the coordinators, at most 1,000 characters. Null or empty: taken away. Left out: stays.',
    }),
    matchId: t.id({ description: 'A match that is over: not this advocate again.' }),
  }),
});

builder.mutationField('sayWhoNotToMeet', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person says whom they would rather not meet. No reason is asked, and nobody else is told.',
    args: { input: t.arg({ type: SayWhoNotToMeetInput, required: true, description: 'Whom.' }) },
    errors: resultOf('SayWhoNotToMeet', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => {
      await sayWhoNotToMeet(context, context.viewer, {
        words: input.words,
        // An id that is none stays one, so that it is answered as nobody.
        matchId: input.matchId ? (readId(input.matchId, 'Match') ?? 'none') : null,
      });
      return {};
    },
  }),
);
