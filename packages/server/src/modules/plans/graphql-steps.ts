import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { visibleServices } from '../directory/access.ts';
import { Service } from '../directory/graphql-service.ts';
import { PeerActivityEnum } from '../peers/contacts/graphql-contacts.ts';
import { Match } from '../peers/graphql-match.ts';
import { PeerRequest } from '../peers/graphql-request.ts';
import { IdempotencyConflict, NoLongerPossible } from '../peers/rules.ts';
import { GotThereEnum, HelpedEnum, StepOwnerEnum, StepStateEnum } from './graphql-enums.ts';
import { readOwnSteps, readStepById, readSteps, type StepSeen } from './my-steps.ts';
import type { FollowUp } from './step-rules.ts';
import { markStep, proposeStep } from './steps.ts';

const WORDS = "Null: nothing said, or not for this viewer. A coordinator's look is recorded and told to the person.";

export const FollowUpType = builder.objectRef<FollowUp>('FollowUp').implement({
  description: 'Did they get there, did it help (S95).',
  fields: (t) => ({
    gotThere: t.field({
      type: GotThereEnum,
      nullable: true,
      description: 'Whether they got there; null: not said.',
      resolve: ({ gotThere }) => gotThere,
    }),
    helped: t.field({
      type: HelpedEnum,
      nullable: true,
      description: 'Whether it helped; null: not said.',
      resolve: ({ helped }) => helped,
    }),
    words: t.exposeString('words', { nullable: true, description: 'More about it; null: nothing.' }),
  }),
});

export const StepType = builder.objectRef<StepSeen>('Step').implement({
  description: 'Something small to do, alone or together. Both sides propose and mark (S13, S20).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    owner: t.field({ type: StepOwnerEnum, description: 'Whose step it is.', resolve: ({ owner }) => owner }),
    state: t.field({ type: StepStateEnum, description: 'Where it is.', resolve: ({ state }) => state }),
    activity: t.field({
      type: PeerActivityEnum,
      nullable: true,
      description: 'What is done with others in it; null: nothing of the kind.',
      resolve: ({ activity }) => activity,
    }),
    isAccompanied: t.exposeBoolean('isAccompanied', { description: '"Go with me": they go together (S133).' }),
    onDay: t.field({
      type: 'Date',
      nullable: true,
      description: 'On which day; for a goal that is worked on, until when. Null: open.',
      resolve: ({ onDay }) => onDay,
    }),
    proposedAt: t.field({ type: 'DateTime', description: 'When it was proposed.', resolve: (one) => one.proposedAt }),
    byName: t.exposeString('byName', {
      nullable: true,
      description: 'First name of the advocate who proposed it; null: the person.',
    }),
    markedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was done or let go; null: it is planned.',
      resolve: ({ markedAt }) => markedAt,
    }),
    isPrivate: t.exposeBoolean('isPrivate', { description: 'The person keeps it to themselves.' }),
    what: t.string({
      nullable: true,
      description: `What it is. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.what,
    }),
    ifItGoesWrong: t.string({
      nullable: true,
      description: `What to do if it goes wrong. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.ifItGoesWrong,
    }),
    meetingPoint: t.string({
      nullable: true,
      description: `Where and when they meet to go together. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.meetingPoint,
    }),
    service: t.prismaField({
      type: Service,
      nullable: true,
      description: 'The service that it is about. Null: none, gone from the directory, or not for this viewer.',
      resolve: async (query, { words }, _args, { db, viewer }) => {
        const id = (await words())?.serviceId;
        return id ? db.service.findFirst({ ...query, where: { AND: [{ id }, visibleServices(viewer)] } }) : null;
      },
    }),
    asksFollowUp: t.boolean({
      description: 'It is time to ask how it was. Once answered, it is never asked again.',
      resolve: ({ asksFollowUp }) => asksFollowUp(),
    }),
    followUp: t.field({
      type: FollowUpType,
      nullable: true,
      description: `How it was. ${WORDS}`,
      resolve: ({ followUp }) => followUp(),
    }),
  }),
});

builder.prismaObjectField(Match, 'steps', (t) =>
  t.field({
    type: [StepType],
    description: 'What they plan to do, planned ones first. For both, and whoever stands in; coordinators see dates.',
    select: { id: true },
    resolve: (match, _args, context) => readSteps(context, context.viewer, match.id),
  }),
);

builder.prismaObjectField(PeerRequest, 'ownSteps', (t) =>
  t.field({
    type: [StepType],
    description: 'Steps that the person keeps to themselves. Empty for everybody else.',
    select: { id: true },
    resolve: (request, _args, context) => readOwnSteps(context, context.viewer, request.id),
  }),
);

const StepPayload = builder.objectRef<{ stepId: string }>('StepPayload').implement({
  description: 'The step, seen by both.',
  fields: (t) => ({
    step: t.field({
      type: StepType,
      nullable: true,
      description: 'The step, as it is now; null: gone meanwhile.',
      resolve: ({ stepId }, _args, context) => readStepById(context, context.viewer, stepId),
    }),
  }),
});

const ProposeStepInputType = builder.inputType('ProposeStepInput', {
  description: 'Something small to do.',
  fields: (t) => ({
    matchId: t.id({ description: 'The match. Left out: the person keeps the step to themselves.' }),
    idempotencyKey: t.string({
      required: true,
      description: '16 to 200 random characters, new for each step: sent again, nothing is proposed twice.',
    }),
    owner: t.field({ type: StepOwnerEnum, required: true, description: 'Whose step it is.' }),
    what: t.string({ required: true, description: 'What it is, at most 300 characters.' }),
    ifItGoesWrong: t.string({ description: 'What to do if it goes wrong, at most 1,000 characters.' }),
    onDay: t.field({ type: 'Date', description: 'On which day, or until when. Needed to go together.' }),
    serviceId: t.id({ description: 'A service that it is about.' }),
    isAccompanied: t.boolean({ description: '"Go with me": they go together.' }),
    meetingPoint: t.string({ description: 'Where and when they meet, at most 300 characters. Needed to go together.' }),
    activity: t.field({ type: PeerActivityEnum, description: 'What is done with others in it.' }),
  }),
});

builder.mutationField('proposeStep', (t) =>
  t.field({
    type: StepPayload,
    description: 'Either side proposes a step. Suggesting a service is a step with a service.',
    args: { input: t.arg({ type: ProposeStepInputType, required: true, description: 'The step.' }) },
    errors: resultOf('ProposeStep', [InvalidInput, NotFound, NoLongerPossible, IdempotencyConflict]),
    resolve: async (_root, { input }, context) => ({
      stepId: await proposeStep(context, context.viewer, {
        ...input,
        matchId: input.matchId ? (readId(input.matchId, 'Match') ?? '') : null,
        serviceId: input.serviceId ? (readId(input.serviceId, 'Service') ?? '') : null,
      }),
    }),
  }),
);

const MarkStepInputType = builder.inputType('MarkStepInput', {
  description: 'Where a step is now.',
  fields: (t) => ({
    stepId: t.id({ required: true, description: 'The step.' }),
    state: t.field({ type: StepStateEnum, required: true, description: 'Where it is; PLANNED takes a mark back.' }),
  }),
});

builder.mutationField('markStep', (t) =>
  t.field({
    type: StepPayload,
    description: 'Either side says that a step is done or let go, or planned again.',
    args: { input: t.arg({ type: MarkStepInputType, required: true, description: 'Which, and where it is.' }) },
    errors: resultOf('MarkStep', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({ stepId: await markStep(context, context.viewer, input) }),
  }),
);
