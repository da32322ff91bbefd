import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../access.ts';
import { ViewerType } from '../graphql.ts';
import { ownAdvocateId } from '../profile/own.ts';
import { addLearning, answerGains, iWasUseful, removeLearning, setWellbeingPlan, takeBackUseful } from './actions.ts';
import { type GainOpen, type Growth, type LearningEntryOpen, readMyGrowth } from './reading.ts';
import type { Plan, Week } from './rules.ts';

const LearningEntry = builder.objectRef<LearningEntryOpen>('LearningEntry').implement({
  description: 'Something that an advocate learned. For themselves alone.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('LearningEntry', id) }),
    learnedOn: t.field({ type: 'Date', description: 'The day.', resolve: (entry) => entry.learnedOn }),
    title: t.exposeString('title', { description: 'In a few words.' }),
    words: t.exposeString('words', { nullable: true, description: 'More of it; null: nothing.' }),
  }),
});

const UsefulWeek = builder.objectRef<Week>('UsefulWeek').implement({
  description: 'How often "I was useful" in a week. For the advocate alone.',
  fields: (t) => ({
    weekOf: t.field({ type: 'Date', description: 'Its Monday.', resolve: (week) => week.weekOf }),
    count: t.exposeInt('count', { description: 'How often.' }),
  }),
});

const GainAnswer = builder.objectRef<GainOpen['answers'][number]>('GainAnswer').implement({
  description: 'An answer of one day.',
  fields: (t) => ({
    answeredOn: t.field({ type: 'Date', description: 'The day.', resolve: (answer) => answer.answeredOn }),
    answer: t.exposeInt('answer', { description: '0 not at all, 1 a little, 2 somewhat, 3 quite, 4 very much.' }),
  }),
});

const Gain = builder.objectRef<GainOpen>('Gain').implement({
  description: 'Something that being an advocate can give. For the advocate alone.',
  fields: (t) => ({
    item: t.exposeString('item', { description: 'Its name, for example "confidence".' }),
    label: t.exposeString('label', { description: 'The sentence to agree with, or not.' }),
    answers: t.field({ type: [GainAnswer], description: 'Oldest first.', resolve: (gain) => gain.answers }),
  }),
});

const WellbeingPlan = builder.objectRef<Plan & { changedAt: Date }>('WellbeingPlan').implement({
  description: 'What keeps an advocate well. For themselves alone.',
  fields: (t) => ({
    helps: t.exposeString('helps', { nullable: true, description: 'What keeps them well; null: not said.' }),
    signs: t.exposeString('signs', { nullable: true, description: 'How they notice that it gets too much.' }),
    next: t.exposeString('next', { nullable: true, description: 'What they do then.' }),
    others: t.exposeString('others', { nullable: true, description: 'What others can do, and had better leave.' }),
    changedAt: t.field({ type: 'DateTime', description: 'Last changed.', resolve: (plan) => plan.changedAt }),
  }),
});

const MyGrowth = builder.objectRef<Growth>('MyGrowth').implement({
  description: 'What an advocate keeps for themselves: nobody else can ask for it, whatever their role.',
  fields: (t) => ({
    learning: t.field({ type: [LearningEntry], description: 'Newest first.', resolve: (growth) => growth.learning }),
    usefulByWeek: t.field({
      type: [UsefulWeek],
      description: 'The last twelve weeks, oldest first.',
      resolve: (growth) => growth.usefulByWeek,
    }),
    gains: t.field({ type: [Gain], description: 'What it gives them.', resolve: (growth) => growth.gains }),
    wellbeingPlan: t.field({
      type: WellbeingPlan,
      nullable: true,
      description: 'What keeps them well; null: not written.',
      resolve: (growth) => growth.wellbeingPlan,
    }),
  }),
});

builder.objectField(ViewerType, 'growth', (t) =>
  t.field({
    type: MyGrowth,
    nullable: true,
    description: 'What they keep for themselves as an advocate; null: no profile.',
    resolve: (viewer, _args, context) => readMyGrowth(context, viewer),
  }),
);

const MyGrowthPayload = builder.objectRef<{ madeId?: string }>('MyGrowthPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    growth: t.field({
      type: MyGrowth,
      nullable: true,
      description: 'As it is now.',
      resolve: (_payload, _args, context) => readMyGrowth(context, requireStaff(context.viewer)),
    }),
    madeId: t.id({
      nullable: true,
      description: 'Id of what was made, to take it back; null: nothing was made.',
      resolve: ({ madeId }) => madeId ?? null,
    }),
  }),
});

const errors = resultOf('MyGrowth', [InvalidInput, NotFound]);

const AddLearningInput = builder.inputType('AddLearningInput', {
  description: 'Something learned.',
  fields: (t) => ({
    learnedOn: t.field({ type: 'Date', required: true, description: 'The day; today or earlier.' }),
    title: t.string({ required: true, description: 'In a few words, at most 120 letters.' }),
    words: t.string({ description: 'More of it, at most 4,000 letters.' }),
  }),
});

builder.mutationField('addLearning', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate notes something that they learned. Only they can read it.',
    args: { input: t.arg({ type: AddLearningInput, required: true, description: 'What.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      const { entryId } = await addLearning(context, context.viewer, input);
      return { madeId: encodeGlobalID('LearningEntry', entryId) };
    },
  }),
);

builder.mutationField('removeLearning', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate takes an entry out of their log.',
    args: { id: t.arg.id({ required: true, description: 'Of the entry.' }) },
    errors,
    resolve: async (_root, { id }, context) => {
      const entryId = readId(id, 'LearningEntry');
      if (entryId) await removeLearning(context, context.viewer, entryId);
      else ownAdvocateId(context.viewer);
      return {};
    },
  }),
);

builder.mutationField('iWasUseful', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate notes, in one tap, that they were useful. Only they can see it.',
    errors,
    resolve: async (_root, _args, context) => {
      const { momentId } = await iWasUseful(context, context.viewer);
      return { madeId: encodeGlobalID('UsefulMoment', momentId) };
    },
  }),
);

builder.mutationField('takeBackUseful', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate takes a tap back.',
    args: { id: t.arg.id({ required: true, description: 'As iWasUseful answered.' }) },
    errors,
    resolve: async (_root, { id }, context) => {
      const momentId = readId(id, 'UsefulMoment');
      if (momentId) await takeBackUseful(context, context.viewer, momentId);
      else ownAdvocateId(context.viewer);
      return {};
    },
  }),
);

const GainInput = builder.inputType('GainInput', {
  description: 'An answer.',
  fields: (t) => ({
    item: t.string({ required: true, description: 'Name of the item.' }),
    answer: t.int({ required: true, description: '0 not at all … 4 very much.' }),
  }),
});

const AnswerGainsInput = builder.inputType('AnswerGainsInput', {
  description: 'Answers of today. Every one is optional.',
  fields: (t) => ({
    answers: t.field({ type: [GainInput], required: true, description: 'Each item at most once.' }),
  }),
});

builder.mutationField('answerGains', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate says what being an advocate gives them. Only they can see it.',
    args: { input: t.arg({ type: AnswerGainsInput, required: true, description: 'The answers.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await answerGains(context, context.viewer, input.answers);
      return {};
    },
  }),
);

const SetWellbeingPlanInput = builder.inputType('SetWellbeingPlanInput', {
  description: 'The whole plan; each part at most 2,000 letters. All empty: there is no plan any more.',
  fields: (t) => ({
    helps: t.string({ description: 'What keeps them well.' }),
    signs: t.string({ description: 'How they notice that it gets too much.' }),
    next: t.string({ description: 'What they do then.' }),
    others: t.string({ description: 'What others can do, and had better leave.' }),
  }),
});

builder.mutationField('setWellbeingPlan', (t) =>
  t.field({
    type: MyGrowthPayload,
    description: 'The signed-in advocate writes what keeps them well. Only they can read it.',
    args: { input: t.arg({ type: SetWellbeingPlanInput, required: true, description: 'The plan.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await setWellbeingPlan(context, context.viewer, input);
      return {};
    },
  }),
);
