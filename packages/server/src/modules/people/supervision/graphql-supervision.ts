import type { ReadinessAgreement } from '../../../../generated/prisma/client.ts';
import { InvalidInput } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../access.ts';
import { ChangeTeamMemberPayload, changeOfMember, memberId } from '../team/graphql-changing.ts';
import { awayFrom, openReadinessOf, ReadinessType, SupervisionType, TimeAwayType } from '../team/graphql-team.ts';
import { type Member, memberParts, supervisionOn, supervisorOf, todayOf } from '../team/members.ts';
import { openSupport } from './sealed-support.ts';
import { isOverdue, planSupervision, recordSupervision, setWhatIWantToTalkAbout, thankForNote } from './supervising.ts';

/** The viewer's own row; nobody else's is ever wrapped in this type. */
const MySupervision = builder.objectRef<Member>('MySupervision').implement({
  description: "One's own supervision, readiness, days away and next step.",
  fields: (t) => ({
    on: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of the next supervision. Null: none is planned yet.',
      resolve: (me) => supervisionOn(me),
    }),
    isOverdue: t.boolean({
      description: 'It should have been held: nobody new until it is. Nobody outside the team is told.',
      resolve: (me, _args, { clock }) => isOverdue(me, clock.now()),
    }),
    supervisor: t.string({
      nullable: true,
      description: 'Name of the supervisor. Null: nobody yet; the coordinators see that, too.',
      resolve: (me) => supervisorOf(me)?.name ?? null,
    }),
    whatIWantToTalkAbout: t.string({
      nullable: true,
      description: 'Own words, shared or not. Null: none.',
      resolve: ({ support }, _args, { keys }) => openSupport(keys, support, 'note'),
    }),
    isShared: t.boolean({
      description: 'Whether the supervisor can read them.',
      resolve: ({ support }) => Boolean(support?.noteSharedAt),
    }),
    isThanked: t.boolean({
      description: 'Whether the supervisor has read them and says thank you.',
      resolve: ({ support }) => Boolean(support?.noteThankedAt),
    }),
    supervisions: t.field({
      type: [SupervisionType],
      description: 'Supervisions that took place, the last six.',
      resolve: ({ supervisions }) => supervisions,
    }),
    readyUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day of the own readiness agreement. Null: there is none, or they are no advocate.',
      resolve: ({ advocate }) => advocate?.readyUntil ?? null,
    }),
    openReadiness: t.field({
      type: ReadinessType,
      nullable: true,
      description: 'A readiness agreement that waits for one side. Null: none.',
      resolve: ({ advocate }): ReadinessAgreement | null => openReadinessOf(advocate),
    }),
    timesAway: t.field({
      type: [TimeAwayType],
      description: 'Own days away that are not over.',
      resolve: (me, _args, { clock }) => awayFrom(me, todayOf(me, clock.now())),
    }),
    nextStep: t.string({
      nullable: true,
      description: 'The own next step. Null: none is named.',
      resolve: ({ support }, _args, { keys }) => openSupport(keys, support, 'next_step'),
    }),
    isHappyHere: t.boolean({
      description: 'Happy where they are.',
      resolve: ({ support }) => support?.isHappyHere ?? false,
    }),
  }),
});

builder.queryField('mySupervision', (t) =>
  t.field({
    type: MySupervision,
    nullable: true,
    description: "The viewer's own supervision. Null: nobody is signed in.",
    resolve: (_root, _args, { viewer, db }) =>
      viewer.kind === 'staff'
        ? db.staffAccount.findUnique({ where: { id: viewer.accountId }, include: memberParts })
        : null,
  }),
);

const PlanSupervisionInput = builder.inputType('PlanSupervisionInput', {
  description: 'Who supervises somebody, and when they next meet.',
  fields: (t) => ({
    memberId: t.id({ required: true, description: 'The colleague: a TeamMember.' }),
    on: t.field({ type: 'Date', description: 'The day, within half a year; left out: stays as it is.' }),
    supervisorId: t.id({ description: 'The supervisor: a TeamMember; left out: stays as it is.' }),
    outsideSupervisor: t.string({
      description: 'For coordinators: name of a supervisor from outside, at most 80 letters.',
    }),
  }),
});

builder.mutationField('planSupervision', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'A coordinator plans supervision in their own team, their own included.',
    args: { input: t.arg({ type: PlanSupervisionInput, required: true, description: 'Who, by whom, when.' }) },
    errors: changeOfMember,
    resolve: async (_root, { input }, context) => ({
      accountId: await planSupervision(context, requireStaff(context.viewer), {
        ...input,
        memberId: memberId(input.memberId),
        supervisorId: input.supervisorId ? memberId(input.supervisorId) : null,
      }),
    }),
  }),
);

const RecordSupervisionInput = builder.inputType('RecordSupervisionInput', {
  description: 'A supervision took place.',
  fields: (t) => ({
    memberId: t.id({ required: true, description: 'The colleague: a TeamMember.' }),
    heldOn: t.field({ type: 'Date', required: true, description: 'The day; today or before.' }),
    thanks: t.string({ description: 'What to thank them for, at most 500 characters.' }),
    agreed: t.string({ required: true, description: 'What the two agreed, at most 2,000 characters.' }),
    nextOn: t.field({ type: 'Date', required: true, description: 'When they meet next, within half a year.' }),
  }),
});

builder.mutationField('recordSupervision', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'The supervisor writes down what the two agreed, and when they meet next. Only the two read it.',
    args: { input: t.arg({ type: RecordSupervisionInput, required: true, description: 'What was agreed.' }) },
    errors: changeOfMember,
    resolve: async (_root, { input }, context) => ({
      accountId: await recordSupervision(context, requireStaff(context.viewer), {
        ...input,
        memberId: memberId(input.memberId),
      }),
    }),
  }),
);

const ThankForNoteInput = builder.inputType('ThankForNoteInput', {
  description: 'Whom to thank.',
  fields: (t) => ({ memberId: t.id({ required: true, description: 'The colleague: a TeamMember.' }) }),
});

builder.mutationField('thankForNote', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'The supervisor thanks for what was shared. The first thing to do with it.',
    args: { input: t.arg({ type: ThankForNoteInput, required: true, description: 'Whom.' }) },
    errors: changeOfMember,
    resolve: async (_root, { input }, context) => ({
      accountId: await thankForNote(context, requireStaff(context.viewer), { memberId: memberId(input.memberId) }),
    }),
  }),
);

const SetWhatIWantToTalkAboutInput = builder.inputType('SetWhatIWantToTalkAboutInput', {
  description: 'What somebody wants to talk about next time.',
  fields: (t) => ({
    words: t.string({ description: 'Own words, at most 2,000 characters; left out or empty: taken away.' }),
    isShared: t.boolean({ required: true, description: 'Whether the supervisor may read them.' }),
  }),
});

const SetWhatIWantToTalkAboutPayload = builder.objectRef<Member>('SetWhatIWantToTalkAboutPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    mySupervision: t.field({
      type: MySupervision,
      description: 'The own supervision, as it is now.',
      resolve: (me) => me,
    }),
  }),
});

builder.mutationField('setWhatIWantToTalkAbout', (t) =>
  t.field({
    type: SetWhatIWantToTalkAboutPayload,
    description: 'Own words for the next supervision. Private until shared; can be taken back.',
    args: { input: t.arg({ type: SetWhatIWantToTalkAboutInput, required: true, description: 'The words.' }) },
    errors: resultOf('SetWhatIWantToTalkAbout', [InvalidInput]),
    resolve: async (_root, { input }, context) => {
      const { accountId } = requireStaff(context.viewer);
      await setWhatIWantToTalkAbout(context, context.viewer, input);
      return context.db.staffAccount.findUniqueOrThrow({ where: { id: accountId }, include: memberParts });
    },
  }),
);
