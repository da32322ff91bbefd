import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { NoLongerPossible } from '../rules.ts';
import {
  addToConcern,
  answerForConcern,
  closeConcern,
  proposeForConcern,
  raiseConcern,
  takeConcern,
} from './concerns.ts';
import { Concern, ConcernUrgencyEnum } from './graphql-concerns.ts';
import { readConcerns } from './reading-concerns.ts';

const ConcernPayload = builder.objectRef<{ concernId: string }>('ConcernPayload').implement({
  description: 'The concern as it is now.',
  fields: (t) => ({
    concern: t.field({
      type: Concern,
      nullable: true,
      description: 'The concern; null: not for this viewer any more.',
      resolve: async ({ concernId }, _args, context) =>
        (await readConcerns(context, context.viewer, { id: concernId }))[0] ?? null,
    }),
  }),
});
const concernResult = resultOf('Concern', [InvalidInput, NotFound, NoLongerPossible]);

const RaiseConcernInputType = builder.inputType('RaiseConcernInput', {
  description: 'Only what is needed.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request of the person it is about.' }),
    urgency: t.field({ type: ConcernUrgencyEnum, required: true, description: 'How soon.' }),
    words: t.string({ required: true, description: 'What was seen or heard, and done; at most 1,000 characters.' }),
    hasRung: t.boolean({ required: true, description: 'Urgent help was rung already.' }),
    wasTold: t.boolean({ description: 'For staff: the person knows of it.' }),
    wouldAddDanger: t.boolean({
      description:
        'For staff: telling the person would put somebody in danger. Kept from them for 3 working days, then two people have decided, or they read it.',
    }),
    idempotencyKey: t.string({ required: true, description: '16 to 200 plain characters, random, new for each.' }),
  }),
});

builder.mutationField('raiseConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description:
      '"I\'m worried about someone": an advocate who may see the request, or a coordinator. Or the person: something is not right. Kith rings nobody.',
    args: { input: t.arg({ type: RaiseConcernInputType, required: true, description: 'What it is about.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({
      concernId: await raiseConcern(context, context.viewer, {
        ...input,
        requestId: readId(input.requestId, 'PeerRequest') ?? '',
      }),
    }),
  }),
);

const ConcernInput = builder.inputType('TakeConcernInput', {
  description: 'A concern to look after.',
  fields: (t) => ({ concernId: t.id({ required: true, description: 'The concern.' }) }),
});

builder.mutationField('takeConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description: 'One of those who decide looks after it from now on.',
    args: { input: t.arg({ type: ConcernInput, required: true, description: 'Which.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({ concernId: await takeConcern(context, context.viewer, input) }),
  }),
);

const AddToConcernKindEnum = builder.enumType('AddToConcernKind', {
  description: 'What a new line says.',
  values: {
    NOTE: { description: 'What was done or heard.' },
    SHARED: { description: 'Something was told to somebody outside the team.' },
    TOLD_PERSON: { description: 'The person was told.' },
  } as const,
});

const AddToConcernInputType = builder.inputType('AddToConcernInput', {
  description: 'A new line.',
  fields: (t) => ({
    concernId: t.id({ required: true, description: 'The concern.' }),
    kind: t.field({ type: AddToConcernKindEnum, required: true, description: 'What the line says.' }),
    words: t.string({ required: true, description: 'Only what is needed; at most 1,000 characters.' }),
    sharedWith: t.string({ description: 'For SHARED: with whom; at most 200 characters.' }),
  }),
});

builder.mutationField('addToConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description: 'Adds a line. What stands is never changed.',
    args: { input: t.arg({ type: AddToConcernInputType, required: true, description: 'The line.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({ concernId: await addToConcern(context, context.viewer, input) }),
  }),
);

const ProposeForConcernInputType = builder.inputType('ProposeForConcernInput', {
  description: 'What to do.',
  fields: (t) => ({
    concernId: t.id({ required: true, description: 'The concern.' }),
    words: t.string({ required: true, description: 'What to do and why; at most 1,000 characters.' }),
    keepUntil: t.field({
      type: 'Date',
      description:
        'Telling the person would add danger: look again on this day, within 30 days. Left out: they read it.',
    }),
  }),
});

builder.mutationField('proposeForConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description: 'One of two coordinators suggests what to do. It holds when a second one agrees.',
    args: { input: t.arg({ type: ProposeForConcernInputType, required: true, description: 'The suggestion.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({
      concernId: await proposeForConcern(context, context.viewer, input),
    }),
  }),
);

const AnswerForConcernInputType = builder.inputType('AnswerForConcernInput', {
  description: 'The second person answers.',
  fields: (t) => ({
    concernId: t.id({ required: true, description: 'The concern.' }),
    agrees: t.boolean({ required: true, description: 'Whether they agree.' }),
    words: t.string({ required: true, description: 'Why; at most 1,000 characters.' }),
  }),
});

builder.mutationField('answerForConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description: 'The second person agrees, or does not. Never the one who suggested it.',
    args: { input: t.arg({ type: AnswerForConcernInputType, required: true, description: 'The answer.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({
      concernId: await answerForConcern(context, context.viewer, input),
    }),
  }),
);

const CloseConcernInputType = builder.inputType('CloseConcernInput', {
  description: 'What was learned.',
  fields: (t) => ({
    concernId: t.id({ required: true, description: 'The concern.' }),
    learned: t.string({ required: true, description: 'What the team learned; at most 1,000 characters.' }),
  }),
});

builder.mutationField('closeConcern', (t) =>
  t.field({
    type: ConcernPayload,
    description: 'Closes it, once two have decided and the person was told or two agreed to keep it from them.',
    args: { input: t.arg({ type: CloseConcernInputType, required: true, description: 'What was learned.' }) },
    errors: concernResult,
    resolve: async (_root, { input }, context) => ({ concernId: await closeConcern(context, context.viewer, input) }),
  }),
);
