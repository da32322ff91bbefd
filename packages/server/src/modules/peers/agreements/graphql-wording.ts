import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { NoLongerPossible } from '../rules.ts';
import { AgreementLineInput, AgreementTopicEnum } from './graphql-agreements.ts';
import { chooseAgreementWording, readTeamWording, type TeamWordingSeen } from './team-wording.ts';

const TeamWordingLine = builder.objectRef<TeamWordingSeen['lines'][number]>('TeamWordingLine').implement({
  description: "One line that a team's new agreements begin with.",
  fields: (t) => ({
    topic: t.field({ type: AgreementTopicEnum, description: 'What it is about.', resolve: ({ topic }) => topic }),
    title: t.exposeString('title', { description: 'The topic in plain words.' }),
    words: t.exposeString('words', { description: 'What it says; empty: nothing.' }),
    kithsWords: t.exposeString('kithsWords', { description: "What Kith's own wording says." }),
    isFixed: t.exposeBoolean('isFixed', { description: 'The same in every team.' }),
  }),
});

const TeamWordingType = builder.objectRef<TeamWordingSeen>('TeamWording').implement({
  description: "The words that a team's new agreements begin with. What two have agreed is never changed by them.",
  fields: (t) => ({
    number: t.exposeInt('number', { description: "Its version. 0: Kith's own." }),
    chosenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: "When it was chosen; null: it is Kith's own.",
      resolve: ({ chosenAt }) => chosenAt,
    }),
    chosenBy: t.exposeString('chosenBy', {
      nullable: true,
      description: 'First name of who chose it; null: nobody, or they are gone.',
    }),
    lines: t.field({ type: [TeamWordingLine], description: 'Line by line.', resolve: ({ lines }) => lines }),
  }),
});

builder.queryField('teamWording', (t) =>
  t.field({
    type: TeamWordingType,
    nullable: true,
    description: "For coordinators: the words that their own team's agreements begin with. Null for others.",
    resolve: (_root, _args, context) => readTeamWording(context, context.viewer),
  }),
);

const ChooseAgreementWordingInput = builder.inputType('ChooseAgreementWordingInput', {
  description: "A team's words.",
  fields: (t) => ({
    lines: t.field({
      type: [AgreementLineInput],
      required: true,
      description: "Lines in the team's own words; those left out are Kith's. An empty list: all of them are.",
    }),
    basedOn: t.int({ required: true, description: 'The version that was on the screen.' }),
  }),
});

const ChooseAgreementWordingPayload = builder
  .objectRef<Record<never, never>>('ChooseAgreementWordingPayload')
  .implement({
    description: 'Saved. New agreements begin with it.',
    fields: (t) => ({
      wording: t.field({
        type: TeamWordingType,
        nullable: true,
        description: 'The wording, as it is now.',
        resolve: (_payload, _args, context) => readTeamWording(context, context.viewer),
      }),
    }),
  });

builder.mutationField('chooseAgreementWording', (t) =>
  t.field({
    type: ChooseAgreementWordingPayload,
    description: "A coordinator chooses the words that their team's agreements begin with. Agreements that stand stay.",
    args: { input: t.arg({ type: ChooseAgreementWordingInput, required: true, description: 'The words.' }) },
    errors: resultOf('ChooseAgreementWording', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => {
      await chooseAgreementWording(context, context.viewer, input);
      return {};
    },
  }),
);
