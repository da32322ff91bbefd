import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import type { Context } from '../../../graphql/context.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { MyRequestPayload } from '../../peers/graphql-my-request.ts';
import { IdempotencyConflict, NoLongerPossible } from '../../peers/rules.ts';
import { checkIn, removeMyCheckIns } from '../check-ins/checking-in.ts';
import { CheckInAnswerEnum, PlanKindEnum, PlanPartEnum } from './graphql-own-plan.ts';
import { askForReminder, takeBackReminder } from './reminding.ts';
import { changeInMyPlan, removeFromMyPlan, sharePlanPart, stopSharingPlanPart, writeInMyPlan } from './writing.ts';

const WritePlanEntryInputType = builder.inputType('WritePlanEntryInput', {
  description: 'Something for the own plan.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description: '16 to 200 random characters, new for each entry: sent again, nothing is written twice.',
    }),
    kind: t.field({ type: PlanKindEnum, required: true, description: 'What it is.' }),
    words: t.string({ required: true, description: 'In their words, at most 1,000 characters.' }),
    onDay: t.field({ type: 'Date', description: 'On which day.' }),
    who: t.string({ description: 'For a meeting: with whom, at most 200 characters.' }),
    comes: t.string({ description: 'For a meeting: who comes along, at most 200 characters.' }),
    decided: t.string({ description: 'For a meeting: what was decided, at most 1,000 characters.' }),
  }),
});

const ChangePlanEntryInputType = builder.inputType('ChangePlanEntryInput', {
  description: 'An entry as it should be. What is left out is taken away.',
  fields: (t) => ({
    entryId: t.id({ required: true, description: 'The entry.' }),
    words: t.string({ required: true, description: 'In their words, at most 1,000 characters.' }),
    onDay: t.field({ type: 'Date', description: 'On which day.' }),
    who: t.string({ description: 'For a meeting: with whom, at most 200 characters.' }),
    comes: t.string({ description: 'For a meeting: who comes along, at most 200 characters.' }),
    decided: t.string({ description: 'For a meeting: what was decided, at most 1,000 characters.' }),
  }),
});

builder.mutationField('writePlanEntry', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person writes into their own plan. Nobody is told.',
    args: { input: t.arg({ type: WritePlanEntryInputType, required: true, description: 'What to write.' }) },
    errors: resultOf('WritePlanEntry', [InvalidInput, NotFound, NoLongerPossible, IdempotencyConflict]),
    resolve: async (_root, { input }, context) => {
      await writeInMyPlan(context, context.viewer, input);
      return {};
    },
  }),
);

builder.mutationField('changePlanEntry', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person puts an entry of their plan right.',
    args: { input: t.arg({ type: ChangePlanEntryInputType, required: true, description: 'Which, and how.' }) },
    errors: resultOf('ChangePlanEntry', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      await changeInMyPlan(context, context.viewer, { ...input, entryId: String(input.entryId) });
      return {};
    },
  }),
);

builder.mutationField('removePlanEntry', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person takes an entry out of their plan, for good.',
    args: { id: t.arg.id({ required: true, description: 'The entry.' }) },
    errors: resultOf('RemovePlanEntry', [NotFound]),
    resolve: async (_root, { id }, context) => {
      await removeFromMyPlan(context, context.viewer, String(id));
      return {};
    },
  }),
);

for (const [name, { description, act }] of Object.entries({
  sharePlanPart: {
    description: 'The person lets the advocate they are with read a part of their plan.',
    act: sharePlanPart,
  },
  stopSharingPlanPart: {
    description: 'The person takes a part of their plan back, at once.',
    act: stopSharingPlanPart,
  },
})) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MyRequestPayload,
      description,
      args: { part: t.arg({ type: PlanPartEnum, required: true, description: 'Which part.' }) },
      errors: resultOf(name === 'sharePlanPart' ? 'SharePlanPart' : 'StopSharingPlanPart', [NotFound]),
      resolve: async (_root, { part }, context: Context) => {
        await act(context, context.viewer, part);
        return {};
      },
    }),
  );
}

for (const [name, { description, act, problems }] of Object.entries({
  askForReminder: {
    description:
      'The person asks to be written to on the day before a meeting of their plan: on their safe channel, in their safe times, once, without a word of what it is about.',
    act: askForReminder,
    problems: [NotFound, NoLongerPossible],
  },
  takeBackReminder: {
    description: 'The person does not want to be reminded of a meeting any more.',
    act: takeBackReminder,
    problems: [NotFound],
  },
})) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MyRequestPayload,
      description,
      args: { id: t.arg.id({ required: true, description: 'The entry.' }) },
      errors: resultOf(name === 'askForReminder' ? 'AskForReminder' : 'TakeBackReminder', problems),
      resolve: async (_root, { id }, context: Context) => {
        await act(context, context.viewer, String(id));
        return {};
      },
    }),
  );
}

const CheckInAnswerInputType = builder.inputType('CheckInAnswerInput', {
  description: 'One answer.',
  fields: (t) => ({
    item: t.string({ required: true, description: 'The item, as in checkInItems.' }),
    answer: t.field({ type: CheckInAnswerEnum, required: true, description: 'The answer.' }),
  }),
});

builder.mutationField('answerCheckIn', (t) =>
  t.field({
    type: MyRequestPayload,
    description:
      'The person answers a check-in, or sets it aside. It is never required, and not asked again for four weeks.',
    args: {
      answers: t.arg({
        type: [CheckInAnswerInputType],
        description: 'The answers; any may be missing. Null: set aside.',
      }),
    },
    errors: resultOf('AnswerCheckIn', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { answers }, context) => {
      await checkIn(context, context.viewer, answers ?? null);
      return {};
    },
  }),
);

builder.mutationField('removeCheckIns', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person takes out everything they answered in check-ins, for good.',
    errors: resultOf('RemoveCheckIns', [NotFound]),
    resolve: async (_root, _args, context) => {
      await removeMyCheckIns(context, context.viewer);
      return {};
    },
  }),
);
