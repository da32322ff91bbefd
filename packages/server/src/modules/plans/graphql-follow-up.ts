import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { NoLongerPossible } from '../peers/rules.ts';
import { answerFollowUp } from './following-up.ts';
import { GotThereEnum, HelpedEnum } from './graphql-enums.ts';
import { ServiceIntroductionType } from './graphql-introductions.ts';
import { StepType } from './graphql-steps.ts';
import { readIntroduction } from './my-introductions.ts';
import { readStepById } from './my-steps.ts';

const AnswerFollowUpPayload = builder
  .objectRef<{ stepId: string | null; introductionId: string | null }>('AnswerFollowUpPayload')
  .implement({
    description: 'How it was, seen by both.',
    fields: (t) => ({
      step: t.field({
        type: StepType,
        nullable: true,
        description: 'The step that it is about; null: it is about an introduction.',
        resolve: ({ stepId }, _args, context) => (stepId ? readStepById(context, context.viewer, stepId) : null),
      }),
      introduction: t.field({
        type: ServiceIntroductionType,
        nullable: true,
        description: 'The introduction that it is about; null: it is about a step.',
        resolve: ({ introductionId }, _args, context) =>
          introductionId ? readIntroduction(context, context.viewer, introductionId) : null,
      }),
    }),
  });

const AnswerFollowUpInputType = builder.inputType('AnswerFollowUpInput', {
  description: 'How it was. One of the two ids, and at least one answer.',
  fields: (t) => ({
    stepId: t.id({ description: 'The step that it is about.' }),
    introductionId: t.id({ description: 'The introduction that it is about.' }),
    gotThere: t.field({ type: GotThereEnum, description: 'Did they get there?' }),
    helped: t.field({ type: HelpedEnum, description: 'Did it help?' }),
    words: t.string({ description: 'More about it, at most 1,000 characters.' }),
  }),
});

builder.mutationField('answerFollowUp', (t) =>
  t.field({
    type: AnswerFollowUpPayload,
    description: 'Did they get there, did it help: by either side. A later answer takes the place of the one before.',
    args: { input: t.arg({ type: AnswerFollowUpInputType, required: true, description: 'The answer.' }) },
    errors: resultOf('AnswerFollowUp', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: (_root, { input }, context) => answerFollowUp(context, context.viewer, input),
  }),
);
