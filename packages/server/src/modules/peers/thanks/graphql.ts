import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { ViewerType } from '../../people/graphql.ts';
import { Match } from '../graphql-match.ts';
import { IdempotencyConflict, NoLongerPossible } from '../rules.ts';
import { type OpenThanks, readThanksOf, sendThanks, takeBackThanks } from './thanks.ts';

const ThanksSideEnum = builder.enumType('ThanksSide', {
  description: 'Who of the two thanks the other.',
  values: {
    PERSON: { description: 'The person who asked for a peer.' },
    ADVOCATE: { description: 'The advocate.' },
  } as const,
});

const Thanks = builder.objectRef<OpenThanks>('Thanks').implement({
  description: 'A thank-you between a person and an advocate, written by one of them. For the two alone, never public.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('Thanks', id) }),
    from: t.field({ type: ThanksSideEnum, description: 'Who wrote it.', resolve: (thanks) => thanks.from }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: (thanks) => thanks.at }),
    words: t.exposeString('words', { description: 'In their own words.' }),
    gained: t.exposeString('gained', {
      nullable: true,
      description: 'What they themselves took from it; null: not said.',
    }),
    mayKeep: t.exposeBoolean('mayKeep', {
      description: 'The person lets the advocate keep the words in their own record.',
    }),
  }),
});

builder.prismaObjectField(Match, 'thanks', (t) =>
  t.field({
    type: [Thanks],
    description: 'What the two thanked each other for, newest first. For the two alone.',
    resolve: (match, _args, context) => readThanksOf(context, context.viewer, match.id),
  }),
);

builder.objectField(ViewerType, 'thanks', (t) =>
  t.field({
    type: [Thanks],
    description: 'What people thanked them for as an advocate, and they people; newest first. For themselves alone.',
    resolve: (_viewer, _args, context) => readThanksOf(context, context.viewer),
  }),
);

const SendThanksInput = builder.inputType('SendThanksInput', {
  description: 'A thank-you, written by a person for a person.',
  fields: (t) => ({
    matchId: t.id({ description: 'The match. A person may leave it out: whoever they were with last.' }),
    words: t.string({ required: true, description: 'At most 1,000 letters.' }),
    gained: t.string({ description: 'What one took from it oneself, at most 1,000 letters. Optional.' }),
    mayKeep: t.boolean({ description: 'From a person: the advocate may keep the words in their own record.' }),
    idempotencyKey: t.string({ required: true, description: '16 to 200 plain characters, random, new for each.' }),
  }),
});

const SendThanksPayload = builder.objectRef<{ thanks: OpenThanks }>('SendThanksPayload').implement({
  description: 'Left for the other to find.',
  fields: (t) => ({ thanks: t.field({ type: Thanks, description: 'It.', resolve: ({ thanks }) => thanks }) }),
});

builder.mutationField('sendThanks', (t) =>
  t.field({
    type: SendThanksPayload,
    description: 'The person thanks their advocate, or the advocate the person. Nothing is sent; it is there to find.',
    args: { input: t.arg({ type: SendThanksInput, required: true, description: 'The words.' }) },
    errors: resultOf('SendThanks', [InvalidInput, NotFound, NoLongerPossible, IdempotencyConflict]),
    resolve: async (_root, { input }, context) => {
      const matchId = input.matchId ? readId(input.matchId, 'Match') : null;
      if (input.matchId && !matchId) throw new NotFound('There is nobody here to thank.');
      return { thanks: await sendThanks(context, context.viewer, { ...input, matchId }) };
    },
  }),
);

const TakeBackThanksPayload = builder.objectRef<{ id: string }>('TakeBackThanksPayload').implement({
  description: 'Gone, for both.',
  fields: (t) => ({ id: t.exposeID('id', { description: 'Of what was taken back.' }) }),
});

builder.mutationField('takeBackThanks', (t) =>
  t.field({
    type: TakeBackThanksPayload,
    description: 'Takes back a thank-you that one wrote oneself.',
    args: { id: t.arg.id({ required: true, description: 'Of the thank-you.' }) },
    errors: resultOf('TakeBackThanks', [NotFound]),
    resolve: async (_root, { id }, context) => {
      const thanksId = readId(id, 'Thanks');
      if (!thanksId) throw new NotFound('There is no such thank-you.');
      await takeBackThanks(context, context.viewer, thanksId);
      return { id };
    },
  }),
);
