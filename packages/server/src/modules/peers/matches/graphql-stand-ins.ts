import { encodeGlobalID } from '@pothos/plugin-relay';
import { NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { requireStaff } from '../../people/access.ts';
import { ViewerType } from '../../people/graphql.ts';
import { NoLongerPossible } from '../rules.ts';
import { type Colleague, readStandIns, type StandIns } from './reading-matches.ts';
import { answerStandIn, askStandIn } from './stand-in-asking.ts';

const ColleagueType = builder.objectRef<Colleague>('StandInColleague').implement({
  description: 'A colleague of the same team, by the name that people are told.',
  fields: (t) => ({
    advocateId: t.id({
      description: 'Id of their advocate profile.',
      resolve: ({ advocateId }) => encodeGlobalID('Advocate', advocateId),
    }),
    firstName: t.exposeString('firstName', { description: 'Their first name.' }),
  }),
});

const StandInsType = builder.objectRef<StandIns>('StandIns').implement({
  description: 'Who stands in for whom during breaks, seen by one advocate.',
  fields: (t) => ({
    mine: t.field({
      type: ColleagueType,
      nullable: true,
      description: 'Who steps in for me; null: nobody said yes yet.',
      resolve: ({ mine }) => mine,
    }),
    asked: t.field({
      type: ColleagueType,
      nullable: true,
      description: 'Whom I asked and who has not answered; null: nobody.',
      resolve: ({ asked }) => asked,
    }),
    saidNo: t.exposeBoolean('saidNo', { description: 'Whom I asked last cannot do it.' }),
    askMe: t.field({
      type: [ColleagueType],
      description: 'Who asks me to stand in.',
      resolve: ({ askMe }) => askMe,
    }),
    iStandInFor: t.field({
      type: [ColleagueType],
      description: 'For whom I stand in.',
      resolve: ({ iStandInFor }) => iStandInFor,
    }),
    colleagues: t.field({
      type: [ColleagueType],
      description: 'Whom I could ask.',
      resolve: ({ colleagues }) => colleagues,
    }),
  }),
});

builder.objectField(ViewerType, 'standIns', (t) =>
  t.field({
    type: StandInsType,
    nullable: true,
    description: 'Who stands in for whom; null: not an advocate.',
    resolve: (viewer, _args, context) => readStandIns(context, viewer),
  }),
);

const StandInPayload = builder.objectRef<{ viewer: StaffViewer }>('StandInPayload').implement({
  description: 'Who stands in for whom now.',
  fields: (t) => ({
    standIns: t.field({
      type: StandInsType,
      nullable: true,
      description: 'As it is now.',
      resolve: ({ viewer }, _args, context) => readStandIns(context, viewer),
    }),
  }),
});

const AskStandInInput = builder.inputType('AskStandInInput', {
  description: 'Whom to ask.',
  fields: (t) => ({ advocateId: t.id({ required: true, description: 'A colleague of the same team.' }) }),
});

const AnswerStandInInput = builder.inputType('AnswerStandInInput', {
  description: 'An answer; any is free, and it can be taken back later.',
  fields: (t) => ({
    advocateId: t.id({ required: true, description: 'The colleague who asked.' }),
    isYes: t.boolean({ required: true, description: 'True: yes. False: no, or no longer.' }),
  }),
});

const result = resultOf('StandIn', [NotFound, NoLongerPossible]);

builder.mutationField('askStandIn', (t) =>
  t.field({
    type: StandInPayload,
    description: 'An advocate asks a colleague to stand in during breaks. Nobody stands in before they said yes.',
    args: { input: t.arg({ type: AskStandInInput, required: true, description: 'Whom.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => {
      const viewer = requireStaff(context.viewer);
      await askStandIn(context, viewer, { advocateId: readId(input.advocateId, 'Advocate') ?? '' });
      return { viewer };
    },
  }),
);

builder.mutationField('answerStandIn', (t) =>
  t.field({
    type: StandInPayload,
    description: 'The colleague answers, or stops standing in.',
    args: { input: t.arg({ type: AnswerStandInInput, required: true, description: 'The answer.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => {
      const viewer = requireStaff(context.viewer);
      await answerStandIn(context, viewer, {
        advocateId: readId(input.advocateId, 'Advocate') ?? '',
        isYes: input.isYes,
      });
      return { viewer };
    },
  }),
);
