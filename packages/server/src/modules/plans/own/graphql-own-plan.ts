import { builder } from '../../../graphql/builder.ts';
import { Match } from '../../peers/graphql-match.ts';
import { PeerRequest } from '../../peers/graphql-request.ts';
import { type CheckInAnswer, type CheckInItem, itemBank } from '../check-ins/check-in-rules.ts';
import {
  type MyCheckIn,
  type MyPlan,
  type MyPlanEntry,
  readMyPlan,
  readSharedPlan,
  type SharedPart,
} from './my-plan.ts';
import type { Reminder } from './reminder-rules.ts';

export const PlanPartEnum = builder.enumType('PlanPart', {
  description: "A part of a person's own plan that they may share. Their journey is not among them (S19).",
  values: {
    STRENGTHS: { description: 'What they bring, what they are good at, what matters to them.' },
    CHECK_INS: { description: 'What they answered over time.' },
    MEETINGS: { description: 'Meetings about them.' },
    CORNER: { description: 'People in their corner.' },
    SIGNS: { description: 'Signs that they struggle, and what helps.' },
  } as const,
});

export const PlanKindEnum = builder.enumType('PlanKind', {
  description: 'What an entry of a plan is. No kind is worth more than another, and none changes anything else (S19).',
  values: {
    BRING: { description: 'Something that they bring.' },
    GOOD_AT: { description: 'Something that they are good at.' },
    MATTERS: { description: 'Something that matters to them.' },
    GOOD_THING: { description: 'A good thing. Theirs alone.' },
    SETBACK: { description: 'A setback. Theirs alone.' },
    TURNING_POINT: { description: 'A turning point. Theirs alone.' },
    MEANING: { description: 'What something has meant to them. Theirs alone.' },
    MEETING: { description: 'A meeting about them.' },
    IN_MY_CORNER: { description: 'Somebody in their corner.' },
    SIGN: { description: 'A sign that they struggle.' },
    HELPS: { description: 'Something that helps.' },
  } as const,
});

export const CheckInAnswerEnum = builder.enumType('CheckInAnswer', {
  description: 'How much something is so. Never added up.',
  values: {
    A_LOT: { description: 'A lot.' },
    SOME: { description: 'Some.' },
    A_LITTLE: { description: 'A little.' },
    NOT_AT_ALL: { description: 'Not at all.' },
    RATHER_NOT_SAY: { description: 'Rather not say.' },
  } as const,
});

const ChimeDimensionEnum = builder.enumType('ChimeDimension', {
  description: 'The five parts of CHIME (S27–S31).',
  values: {
    CONNECTEDNESS: { description: 'Connectedness.' },
    HOPE: { description: 'Hope and optimism.' },
    IDENTITY: { description: 'Being oneself.' },
    MEANING: { description: 'Meaning in life.' },
    EMPOWERMENT: { description: 'Empowerment.' },
  } as const,
});

const CheckInItemType = builder.objectRef<CheckInItem>('CheckInItem').implement({
  description: 'One thing that a check-in may ask.',
  fields: (t) => ({
    item: t.exposeString('item', { description: 'Its code.' }),
    words: t.exposeString('words', { description: 'What a person says about themselves.' }),
    benefit: t.exposeString('benefit', { description: 'What peers have been found to help with (S114).' }),
    dimension: t.field({
      type: ChimeDimensionEnum,
      description: 'The part of CHIME that it belongs to.',
      resolve: ({ dimension }) => dimension,
    }),
  }),
});

builder.queryField('checkInItems', (t) =>
  t.field({
    type: [CheckInItemType],
    description: 'Every item of the check-in with its place in CHIME. Five are asked, at most once in four weeks.',
    resolve: () => [...itemBank],
  }),
);

const CheckInAnswerGivenType = builder
  .objectRef<{ item: string; answer: CheckInAnswer }>('CheckInAnswerGiven')
  .implement({
    description: 'One answer of a check-in.',
    fields: (t) => ({
      item: t.exposeString('item', { description: 'The item, as in checkInItems.' }),
      answer: t.field({ type: CheckInAnswerEnum, description: 'The answer.', resolve: ({ answer }) => answer }),
    }),
  });

const CheckInType = builder.objectRef<MyCheckIn>('CheckIn').implement({
  description: 'What a person answered one day. Never required, and never counted.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    answers: t.field({
      type: [CheckInAnswerGivenType],
      description: 'What they answered.',
      resolve: ({ answers }) => Object.entries(answers).map(([item, answer]) => ({ item, answer })),
    }),
  }),
});

const PlanReminderType = builder.objectRef<Reminder>('PlanReminder').implement({
  description:
    'Whether Kith writes to the person on the day before a meeting: by e-mail or text, in their safe times, once, and only that there is an update.',
  fields: (t) => ({
    day: t.field({ type: 'Date', description: 'The day before.', resolve: ({ day }) => new Date(day) }),
    canAsk: t.exposeBoolean('canAsk', { description: 'They can ask for it now.' }),
    canTakeBack: t.exposeBoolean('canTakeBack', { description: 'They asked for it, and can take that back.' }),
    sentence: t.exposeString('sentence', {
      description: 'What happens, in words; or why it cannot, and what changes that.',
    }),
  }),
});

const PlanEntryType = builder.objectRef<MyPlanEntry>('PlanEntry').implement({
  description: 'Something that a person wrote in their own plan.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.field({ type: PlanKindEnum, description: 'What it is.', resolve: ({ kind }) => kind }),
    words: t.exposeString('words', { description: 'In their words; for a meeting: what they want.' }),
    onDay: t.field({
      type: 'Date',
      nullable: true,
      description: 'On which day; null: not said.',
      resolve: ({ onDay }) => (onDay === null ? null : new Date(onDay)),
    }),
    who: t.exposeString('who', { nullable: true, description: 'With whom the meeting is; null: not said.' }),
    comes: t.exposeString('comes', { nullable: true, description: 'Who comes along; null: not said.' }),
    decided: t.exposeString('decided', { nullable: true, description: 'What was decided; null: not yet.' }),
    writtenAt: t.field({ type: 'DateTime', description: 'When it was written.', resolve: (one) => one.writtenAt }),
    reminder: t.field({
      type: PlanReminderType,
      nullable: true,
      description: 'Of a meeting from tomorrow on, for the person alone; null: it is none, or not theirs.',
      resolve: ({ reminder }) => reminder,
    }),
  }),
});

const OwnPlanType = builder.objectRef<MyPlan>('OwnPlan').implement({
  description: "The person's own plan. Nobody else reads it, except the parts that they share.",
  fields: (t) => ({
    entries: t.field({ type: [PlanEntryType], description: 'Oldest first.', resolve: ({ entries }) => entries }),
    checkIns: t.field({ type: [CheckInType], description: 'Oldest first.', resolve: ({ checkIns }) => checkIns }),
    asksCheckIn: t.exposeBoolean('asksCheckIn', {
      description: 'The check-in may be offered: four weeks have passed since it was answered or set aside.',
    }),
    shared: t.field({
      type: [PlanPartEnum],
      description: 'The parts that the advocate of the present match reads.',
      resolve: ({ shared }) => shared,
    }),
  }),
});

const SharedPlanPartType = builder.objectRef<SharedPart>('SharedPlanPart').implement({
  description: 'A part of their plan that the person shares in this match, until they take it back.',
  fields: (t) => ({
    part: t.field({ type: PlanPartEnum, description: 'Which part.', resolve: ({ part }) => part }),
    sharedAt: t.field({ type: 'DateTime', description: 'Since when.', resolve: ({ sharedAt }) => sharedAt }),
    entries: t.field({ type: [PlanEntryType], description: 'What stands in it.', resolve: ({ entries }) => entries }),
    checkIns: t.field({
      type: [CheckInType],
      description: 'The check-ins, when they are what is shared.',
      resolve: ({ checkIns }) => checkIns,
    }),
  }),
});

builder.prismaObjectField(PeerRequest, 'ownPlan', (t) =>
  t.field({
    type: OwnPlanType,
    nullable: true,
    description: "The person's own plan. Null for everybody else.",
    select: { id: true },
    resolve: (request, _args, context) => readMyPlan(context, context.viewer, request.id),
  }),
);

builder.prismaObjectField(Match, 'sharedPlan', (t) =>
  t.field({
    type: [SharedPlanPartType],
    description: 'What the person shares of their plan with this advocate. Empty for everybody else.',
    select: { id: true },
    resolve: (match, _args, context) => readSharedPlan(context, context.viewer, match.id),
  }),
);
