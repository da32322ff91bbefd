import { LifeArea } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { LifeAreaEnum } from '../../directory/graphql-enums.ts';
import { requireSteward } from '../access.ts';
import { type Assurance, assuranceOf, DEFAULT_DAYS, FEWEST_DAYS, MOST_DAYS } from './freshness-rules.ts';
import { countDue, rulesOf, setFreshness } from './freshness-setting.ts';

const AssuranceType = builder.objectRef<Assurance>('Assurance').implement({
  description: 'How far an entry can be relied on: when it was checked, by whom, and whether it is time again.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', nullable: true, description: 'Last checked and found right; null: never.' }),
    by: t.exposeString('by', {
      nullable: true,
      description: 'Who checked, for example "the centre itself" or the name of its source; null: nobody.',
    }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it should be checked again, by the rule of its parts of life; null: now, nobody ever has.',
    }),
    isDue: t.exposeBoolean('isDue', { description: 'It should be checked again by now.' }),
    words: t.exposeString('words', {
      description: 'One line to show, for example "Checked 12 days ago by the centre itself".',
    }),
  }),
});

builder.prismaObjectField('Service', 'assurance', (t) =>
  t.field({
    type: AssuranceType,
    description: 'How far this entry can be relied on.',
    select: { assuredAt: true, assuredBy: true, areas: true, source: { select: { name: true } } },
    resolve: async (service, _args, context) =>
      assuranceOf(service, await rulesOf(context, context), context.clock.now()),
  }),
);

const FreshnessRuleType = builder.objectRef<{ area: LifeArea; days: number }>('FreshnessRule').implement({
  description: 'After how many days the services of a part of life should be checked again.',
  fields: (t) => ({
    area: t.field({ type: LifeAreaEnum, description: 'The part of life.', resolve: ({ area }) => area }),
    days: t.exposeInt('days', { description: 'Days since the last check.' }),
  }),
});

const FreshnessType = builder.objectRef<object>('Freshness').implement({
  description: 'How the directory is kept fresh. For stewards.',
  fields: (t) => ({
    isAsking: t.boolean({
      description:
        'Services are asked by letter whether their entry is right: at most one letter in 30 days to one address.',
      resolve: async (_freshness, _args, { db }) =>
        (await db.freshnessSetting.findUnique({ where: { id: 1 } }))?.isAsking ?? false,
    }),
    rules: t.field({
      type: [FreshnessRuleType],
      description: 'One for each part of life.',
      resolve: async (_freshness, _args, context) => {
        const rules = await rulesOf(context);
        return Object.values(LifeArea).map((area) => ({ area, days: rules.get(area) ?? DEFAULT_DAYS }));
      },
    }),
    servicesDue: t.int({
      description: 'Entries that should be checked again by now.',
      resolve: async (_freshness, _args, context) => (await countDue(context)).services,
    }),
    addressesDue: t.int({
      description: 'To how many addresses a letter about them could go.',
      resolve: async (_freshness, _args, context) => (await countDue(context)).addresses,
    }),
  }),
});

builder.queryField('freshness', (t) =>
  t.field({
    type: FreshnessType,
    nullable: true,
    description: 'How the directory is kept fresh; null for everybody but stewards.',
    resolve: (_root, _args, { viewer }) => (hasRole(viewer, 'STEWARD') ? {} : null),
  }),
);

const FreshnessRuleInput = builder.inputType('FreshnessRuleInput', {
  description: 'A rule for a part of life.',
  fields: (t) => ({
    area: t.field({ type: LifeAreaEnum, required: true, description: 'The part of life.' }),
    days: t.int({ required: true, description: `From ${FEWEST_DAYS} to ${MOST_DAYS} days.` }),
  }),
});
const SetFreshnessInput = builder.inputType('SetFreshnessInput', {
  description: 'What changes; what is left out stays as it is.',
  fields: (t) => ({
    isAsking: t.boolean({ description: 'Whether services are asked by letter.' }),
    rules: t.field({ type: [FreshnessRuleInput], description: 'Only those that change.' }),
  }),
});
const SetFreshnessPayload = builder.objectRef<object>('SetFreshnessPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    freshness: t.field({ type: FreshnessType, description: 'As it is now.', resolve: () => ({}) }),
  }),
});
builder.mutationField('setFreshness', (t) =>
  t.field({
    type: SetFreshnessPayload,
    description: 'For stewards: whether services are asked if their entries are right, and after how many days.',
    args: { input: t.arg({ type: SetFreshnessInput, required: true, description: 'What changes.' }) },
    errors: resultOf('SetFreshness', [InvalidInput]),
    resolve: async (_root, { input }, context) => {
      await setFreshness(context, requireSteward(context.viewer), input);
      return {};
    },
  }),
);
