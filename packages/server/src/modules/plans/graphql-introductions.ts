import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { visibleServices } from '../directory/access.ts';
import { Service } from '../directory/graphql-service.ts';
import { Match } from '../peers/graphql-match.ts';
import { GivenHowEnum } from '../peers/permissions/graphql-permissions.ts';
import { NoLongerPossible } from '../peers/rules.ts';
import { IntroductionStateEnum } from './graphql-enums.ts';
import { FollowUpType } from './graphql-steps.ts';
import { proposeIntroduction, sayNoToIntroduction, sayYesToIntroduction } from './introducing.ts';
import { type IntroductionSeen, readIntroduction, readIntroductions } from './my-introductions.ts';

const WORDS = "Null: not for this viewer. A coordinator's look is recorded and told to the person.";

export const ServiceIntroductionType = builder.objectRef<IntroductionSeen>('ServiceIntroduction').implement({
  description: 'A service is told of a person by mail, with their yes to exactly this text and this service (A6).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    state: t.field({ type: IntroductionStateEnum, description: 'Where it is.', resolve: ({ state }) => state }),
    sentence: t.exposeString('sentence', { description: 'Where it is, in plain words.' }),
    proposedAt: t.field({ type: 'DateTime', description: 'When it was written.', resolve: (one) => one.proposedAt }),
    byName: t.exposeString('byName', {
      nullable: true,
      description: 'First name of the advocate who wrote it; null: the person.',
    }),
    agreedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person said yes; null: they have not.',
      resolve: ({ agreedAt }) => agreedAt,
    }),
    agreedHow: t.field({
      type: GivenHowEnum,
      nullable: true,
      description: 'How the yes was given; null: it was not.',
      resolve: ({ agreedHow }) => agreedHow,
    }),
    sentAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent; null: it was not.',
      resolve: ({ sentAt }) => sentAt,
    }),
    answeredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the service last answered; null: it has not.',
      resolve: ({ answeredAt }) => answeredAt,
    }),
    linksExpireAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The service can answer until then; null: nobody has said yes.',
      resolve: (one) => one.linksExpireAt,
    }),
    isOverdue: t.exposeBoolean('isOverdue', { description: 'No answer in five working days. Ring them?' }),
    asksFollowUp: t.exposeBoolean('asksFollowUp', {
      description: 'The service said yes, and nobody said how it went.',
    }),
    serviceName: t.string({
      nullable: true,
      description: `Name of the service. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.serviceName,
    }),
    service: t.prismaField({
      type: Service,
      nullable: true,
      description: `The service. ${WORDS}`,
      resolve: async (query, { words }, _args, { db, viewer }) => {
        const id = (await words())?.serviceId;
        return id ? db.service.findFirst({ ...query, where: { AND: [{ id }, visibleServices(viewer)] } }) : null;
      },
    }),
    email: t.string({
      nullable: true,
      description: `The published address that it goes to. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.email,
    }),
    text: t.string({
      nullable: true,
      description: `Exactly what is sent, but for the three links to answer with. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.text,
    }),
    question: t.string({
      nullable: true,
      description: `What the service asked; null: nothing. ${WORDS}`,
      resolve: ({ question }) => question(),
    }),
    followUp: t.field({
      type: FollowUpType,
      nullable: true,
      description: `How it was; null: nobody said. ${WORDS}`,
      resolve: ({ followUp }) => followUp(),
    }),
  }),
});

builder.prismaObjectField(Match, 'serviceIntroductions', (t) =>
  t.field({
    type: [ServiceIntroductionType],
    description:
      'Services that they are asking, newest first. For both, and whoever stands in; coordinators see dates.',
    select: { id: true },
    resolve: (match, _args, context) => readIntroductions(context, context.viewer, match.id),
  }),
);

const ServiceIntroductionPayload = builder
  .objectRef<{ introductionId: string }>('ServiceIntroductionPayload')
  .implement({
    description: 'The introduction, seen by both.',
    fields: (t) => ({
      introduction: t.field({
        type: ServiceIntroductionType,
        nullable: true,
        description: 'The introduction, as it is now; null: gone meanwhile.',
        resolve: ({ introductionId }, _args, context) => readIntroduction(context, context.viewer, introductionId),
      }),
    }),
  });

const ProposeIntroductionInputType = builder.inputType('ProposeIntroductionInput', {
  description: 'What a service would be told.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    serviceId: t.id({ required: true, description: 'The service.' }),
    name: t.string({
      required: true,
      description: 'The name to give, for example a first name; at most 80 characters.',
    }),
    words: t.string({
      required: true,
      description: 'What it is about, in a sentence or two; at most 1,000 characters.',
    }),
  }),
});

builder.mutationField('proposeIntroduction', (t) =>
  t.field({
    type: ServiceIntroductionPayload,
    description: 'Either side writes what a service would be told. Nothing is sent before the yes of the person.',
    args: { input: t.arg({ type: ProposeIntroductionInputType, required: true, description: 'Which, and what.' }) },
    errors: resultOf('ProposeIntroduction', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      introductionId: await proposeIntroduction(context, context.viewer, {
        ...input,
        matchId: readId(input.matchId, 'Match') ?? '',
        serviceId: readId(input.serviceId, 'Service') ?? '',
      }),
    }),
  }),
);

const SayYesInputType = builder.inputType('SayYesToIntroductionInput', {
  description: "The person's yes to exactly this text and this service.",
  fields: (t) => ({
    introductionId: t.id({ required: true, description: 'The introduction.' }),
    wasReadOut: t.boolean({ description: 'For the advocate: I read every word out to them, and they said yes.' }),
  }),
});

builder.mutationField('sayYesToIntroduction', (t) =>
  t.field({
    type: ServiceIntroductionPayload,
    description: "The person's yes. The letter leaves in a few minutes; until then it can be stopped.",
    args: { input: t.arg({ type: SayYesInputType, required: true, description: 'To which.' }) },
    errors: resultOf('SayYesToIntroduction', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      introductionId: await sayYesToIntroduction(context, context.viewer, input),
    }),
  }),
);

const SayNoInputType = builder.inputType('SayNoToIntroductionInput', {
  description: 'No, or stop.',
  fields: (t) => ({ introductionId: t.id({ required: true, description: 'The introduction.' }) }),
});

builder.mutationField('sayNoToIntroduction', (t) =>
  t.field({
    type: ServiceIntroductionPayload,
    description: 'No, or stop: by either side, before or after the yes, without a reason. Its links end at once.',
    args: { input: t.arg({ type: SayNoInputType, required: true, description: 'To which.' }) },
    errors: resultOf('SayNoToIntroduction', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      introductionId: await sayNoToIntroduction(context, context.viewer, input),
    }),
  }),
);
