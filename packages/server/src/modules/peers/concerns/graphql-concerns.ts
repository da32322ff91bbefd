import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { UrgentHelpLine } from '../../safety/graphql.ts';
import { PeerRequest } from '../graphql-request.ts';
import { NoLongerPossible } from '../rules.ts';
import {
  addToConcern,
  answerForConcern,
  closeConcern,
  proposeForConcern,
  raiseConcern,
  takeConcern,
} from './concerns.ts';
import { type ConcernGuide, readGuide } from './guide.ts';
import { goOnCall, type OnCallSeen, onCallOf } from './on-call.ts';
import { type ConcernSeen, type EntrySeen, readConcerns } from './reading-concerns.ts';

const LOOKED = "Null: erased. A coordinator's look is recorded and told to the person.";

const ConcernUrgencyEnum = builder.enumType('ConcernUrgency', {
  description: 'How soon somebody has to do something.',
  values: {
    NOW: { description: 'Somebody is in danger now. Ring urgent help first, then the coordinator on call.' },
    SOON: { description: 'Not now, but it must not wait long.' },
  } as const,
});

const ConcernStateEnum = builder.enumType('ConcernState', {
  description: 'Where a concern is.',
  values: {
    OPEN: { description: 'Nobody has decided yet.' },
    DECIDED: { description: 'Two people agreed what to do.' },
    CLOSED: { description: 'It is over, with what was learned.' },
  } as const,
});

const ConcernEntryKindEnum = builder.enumType('ConcernEntryKind', {
  description: 'What a line of a concern says.',
  values: {
    RAISED: { description: 'What it is about.' },
    TAKEN: { description: 'Somebody looks after it.' },
    NOTE: { description: 'What was done or heard.' },
    SHARED: { description: 'Something was told to somebody outside the team.' },
    TOLD_PERSON: { description: 'The person was told.' },
    PROPOSED: { description: 'One of two suggests what to do.' },
    AGREED: { description: 'The second person agrees.' },
    NOT_AGREED: { description: 'The second person does not agree.' },
    CLOSED: { description: 'What was learned.' },
  } as const,
});

const ConcernEntry = builder.objectRef<EntrySeen>('ConcernEntry').implement({
  description: 'One line of what was done about a concern. Never changed afterwards.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.field({ type: ConcernEntryKindEnum, description: 'What it says.', resolve: ({ kind }) => kind }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    by: t.exposeString('by', { nullable: true, description: 'First name of who wrote it; null: the person.' }),
    words: t.string({
      nullable: true,
      description: `What was written. ${LOOKED}`,
      resolve: async ({ words }) => (await words())?.words,
    }),
    sharedWith: t.string({
      nullable: true,
      description: 'With whom it was shared; null: it was not, or erased.',
      resolve: async ({ words }) => (await words())?.sharedWith,
    }),
    keepUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'For a suggestion: the person does not read it until then; null: they do.',
      resolve: ({ keepUntil }) => keepUntil,
    }),
  }),
});

const Concern = builder.objectRef<ConcernSeen>('Concern').implement({
  description: 'Somebody is worried about a person, or the person says that something is not right. Two people decide.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    requestId: t.exposeID('requestId', { description: 'The request of the person it is about (its raw id).' }),
    reference: t.exposeString('reference', { description: 'The reference of that request.' }),
    raisedAt: t.field({ type: 'DateTime', description: 'When it was raised.', resolve: ({ raisedAt }) => raisedAt }),
    raisedBy: t.exposeString('raisedBy', { nullable: true, description: 'First name; null: the person themselves.' }),
    urgency: t.field({ type: ConcernUrgencyEnum, description: 'How soon.', resolve: ({ urgency }) => urgency }),
    state: t.field({ type: ConcernStateEnum, description: 'Where it is.', resolve: ({ state }) => state }),
    hasRung: t.exposeBoolean('hasRung', { description: 'Urgent help was rung before it was written.' }),
    takenBy: t.exposeString('takenBy', { nullable: true, description: 'Who looks after it; null: nobody yet.' }),
    personToldAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person was told; null: not yet.',
      resolve: ({ personToldAt }) => personToldAt,
    }),
    hiddenUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Telling the person would add danger, until then; null, or passed: they read it.',
      resolve: ({ hiddenUntil }) => hiddenUntil,
    }),
    closedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null: it is open.',
      resolve: ({ closedAt }) => closedAt,
    }),
    needsSecond: t.exposeBoolean('needsSecond', { description: 'A suggestion waits for a second person.' }),
    maySecond: t.exposeBoolean('maySecond', { description: 'And this viewer may be that person.' }),
    mayDecide: t.exposeBoolean('mayDecide', { description: 'This viewer is one of those who decide.' }),
    entries: t.field({
      type: [ConcernEntry],
      description: 'What was done, in order.',
      resolve: ({ entries }) => entries,
    }),
  }),
});

builder.queryField('concerns', (t) =>
  t.field({
    type: [Concern],
    description:
      'Concerns that this viewer may see, what is open first, the oldest first; at most 100. Coordinators: of their team. Advocates: those they raised. A person: those about themselves that are not kept from them. Administrators: those for which a team has nobody else. Nobody: one that may be about themselves.',
    args: { isOpen: t.arg.boolean({ description: 'Only open ones, or only closed ones. Left out: all.' }) },
    resolve: (_root, { isOpen }, context) =>
      readConcerns(context, context.viewer, isOpen === null || isOpen === undefined ? {} : { isOpen }),
  }),
);

const OnCallType = builder.objectRef<OnCallSeen>('OnCall').implement({
  description: "Who answers a team's advocates now.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    phone: t.exposeString('phone', { description: 'The number to ring them on.' }),
    since: t.field({ type: 'DateTime', description: 'Since when.', resolve: ({ since }) => since }),
  }),
});

const ConcernGuideType = builder.objectRef<ConcernGuide>('ConcernGuide').implement({
  description: 'What to do now when worried about somebody: whom to ring, what will be shared, how to tell the person.',
  fields: (t) => ({
    urgentHelp: t.field({
      type: [UrgentHelpLine],
      description: 'Whom to ring when somebody is in danger.',
      resolve: ({ urgentHelp }) => [...urgentHelp],
    }),
    onCall: t.field({
      type: OnCallType,
      nullable: true,
      description: 'The coordinator on call; null: nobody said that they are.',
      resolve: ({ onCall }) => onCall,
    }),
    coordinators: t.exposeStringList('coordinators', { description: "The team's coordinators by name." }),
    whatIsShared: t.exposeStringList('whatIsShared', { description: 'What happens with what is written.' }),
    howToTell: t.exposeStringList('howToTell', { description: 'How to tell the person.' }),
  }),
});

builder.prismaObjectField(PeerRequest, 'concernGuide', (t) =>
  t.field({
    type: ConcernGuideType,
    nullable: true,
    description: 'What to do now when worried about this person. Null: not for this viewer.',
    select: { id: true, teamId: true, partnerId: true },
    resolve: (request, _args, context) => readGuide(context, context.viewer, request),
  }),
);

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

const GoOnCallInputType = builder.inputType('GoOnCallInput', {
  description: 'Where to ring.',
  fields: (t) => ({ phone: t.string({ required: true, description: 'The number that advocates ring.' }) }),
});

const GoOnCallPayload = builder.objectRef<{ teamId: string }>('GoOnCallPayload').implement({
  description: 'Who is on call now.',
  fields: (t) => ({
    onCall: t.field({
      type: OnCallType,
      nullable: true,
      description: 'Who is on call; null: nobody any more.',
      resolve: ({ teamId }, _args, context) => onCallOf(context, teamId),
    }),
  }),
});

builder.mutationField('goOnCall', (t) =>
  t.field({
    type: GoOnCallPayload,
    description: 'A coordinator is on call for their team from now on, in place of whoever was.',
    args: { input: t.arg({ type: GoOnCallInputType, required: true, description: 'Where to ring.' }) },
    errors: resultOf('GoOnCall', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => ({ teamId: await goOnCall(context, context.viewer, input) }),
  }),
);

builder.queryField('onCall', (t) =>
  t.field({
    type: OnCallType,
    nullable: true,
    description:
      "Who is on call for the viewer's own team, for its advocates and coordinators. Null: nobody said so, or not for this viewer.",
    resolve: (_root, _args, { viewer, ...context }) =>
      viewer.kind === 'staff' &&
      viewer.teamId !== null &&
      (hasRole(viewer, 'ADVOCATE') || hasRole(viewer, 'COORDINATOR'))
        ? onCallOf(context, viewer.teamId)
        : null,
  }),
);
