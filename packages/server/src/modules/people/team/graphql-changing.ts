import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../access.ts';
import { AdvocateStageEnum } from '../graphql-enums.ts';
import { addTimeAway, changeStage, removeTimeAway, setCapacity, setNextStep } from './changing.ts';
import { TeamMember } from './graphql-team.ts';
import { memberParts } from './members.ts';
import { confirmReadiness, endReadiness, proposeReadiness } from './readiness.ts';

/** The account that was changed; its change was checked. Also for supervision/. */
export const ChangeTeamMemberPayload = builder.objectRef<{ accountId: string }>('ChangeTeamMemberPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    member: t.field({
      type: TeamMember,
      description: 'The colleague, as they are now.',
      resolve: ({ accountId }, _args, { db }) =>
        db.staffAccount.findUniqueOrThrow({ where: { id: accountId }, include: memberParts }),
    }),
  }),
});

/** What all changes of a colleague can come to. */
export const changeOfMember = resultOf('ChangeTeamMember', [InvalidInput, NotFound]);

/** A raw account id; an id of something else is nobody's. */
export function memberId(id: string | number): string {
  return readId(String(id), 'TeamMember') ?? 'nobody';
}

/** Null: the viewer themselves. */
function ownOr(id: string | number | null | undefined): string | null {
  return id === null || id === undefined ? null : memberId(id);
}

const MEMBER = 'The colleague: a TeamMember.';
const OWN = 'The colleague: a TeamMember. Left out: oneself.';

const SetCapacityInput = builder.inputType('SetCapacityInput', {
  description: 'How many people at once.',
  fields: (t) => ({
    memberId: t.id({ required: true, description: MEMBER }),
    capacity: t.int({ required: true, description: '0 to 20.' }),
  }),
});

builder.mutationField('setCapacity', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'A coordinator says how many people an advocate of their team can be there for at once.',
    args: { input: t.arg({ type: SetCapacityInput, required: true, description: 'Who, and how many.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(setCapacity(context, requireStaff(context.viewer), { ...input, memberId: memberId(input.memberId) })),
  }),
);

const ChangeStageInput = builder.inputType('ChangeStageInput', {
  description: 'Where somebody goes on the way of an advocate.',
  fields: (t) => ({
    memberId: t.id({ required: true, description: MEMBER }),
    stage: t.field({ type: AdvocateStageEnum, required: true, description: 'One step on, or any step back.' }),
    besideId: t.id({ description: 'For SHADOWING: the mentor they go along with, a TeamMember.' }),
  }),
});

builder.mutationField('changeStage', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description:
      'A coordinator moves an advocate to another stage. Who is learning meets nobody alone; who shadows has a named mentor.',
    args: { input: t.arg({ type: ChangeStageInput, required: true, description: 'Who, and where to.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(
        changeStage(context, requireStaff(context.viewer), {
          memberId: memberId(input.memberId),
          stage: input.stage,
          besideId: ownOr(input.besideId),
        }),
      ),
  }),
);

const AddTimeAwayInput = builder.inputType('AddTimeAwayInput', {
  description: 'Days on which an advocate is away. Why is not asked.',
  fields: (t) => ({
    memberId: t.id({ description: OWN }),
    fromOn: t.field({ type: 'Date', required: true, description: 'The first day.' }),
    untilOn: t.field({ type: 'Date', required: true, description: 'The last day.' }),
  }),
});

builder.mutationField('addTimeAway', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'Nobody is introduced to the advocate on these days. By themselves, or by their coordinator.',
    args: { input: t.arg({ type: AddTimeAwayInput, required: true, description: 'Who, and when.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(addTimeAway(context, requireStaff(context.viewer), { ...input, memberId: ownOr(input.memberId) })),
  }),
);

const RemoveTimeAwayInput = builder.inputType('RemoveTimeAwayInput', {
  description: 'They are there after all.',
  fields: (t) => ({
    memberId: t.id({ description: OWN }),
    timeAwayId: t.id({ required: true, description: 'Which: a TimeAway.' }),
  }),
});

builder.mutationField('removeTimeAway', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'Takes days away back. By the advocate, or by their coordinator.',
    args: { input: t.arg({ type: RemoveTimeAwayInput, required: true, description: 'Which.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(
        removeTimeAway(context, requireStaff(context.viewer), {
          memberId: ownOr(input.memberId),
          timeAwayId: readId(input.timeAwayId, 'TimeAway') ?? '',
        }),
      ),
  }),
);

const SetNextStepInput = builder.inputType('SetNextStepInput', {
  description: 'What is next for somebody.',
  fields: (t) => ({
    memberId: t.id({ description: OWN }),
    words: t.string({ description: 'In a sentence, at most 300 characters; left out or empty: none.' }),
    isHappyHere: t.boolean({ required: true, description: 'Happy where they are.' }),
  }),
});

builder.mutationField('setNextStep', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'A next step, or "happy where I am". By themselves, or by who looks after them.',
    args: { input: t.arg({ type: SetNextStepInput, required: true, description: 'Who, and what.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(setNextStep(context, requireStaff(context.viewer), { ...input, memberId: ownOr(input.memberId) })),
  }),
);

const ProposeReadinessInput = builder.inputType('ProposeReadinessInput', {
  description: 'Ready, until a day.',
  fields: (t) => ({
    memberId: t.id({ description: OWN }),
    reviewOn: t.field({ type: 'Date', required: true, description: 'The day the two look again; within a year.' }),
  }),
});

builder.mutationField('proposeReadiness', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description:
      'One side of a readiness agreement says yes to a day; it holds when the other side does, too. Nothing about anybody’s health is asked or kept.',
    args: { input: t.arg({ type: ProposeReadinessInput, required: true, description: 'Who, and until when.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(proposeReadiness(context, requireStaff(context.viewer), { ...input, memberId: ownOr(input.memberId) })),
  }),
);

const ReadinessInput = builder.inputType('ReadinessInput', {
  description: 'Whose readiness agreement.',
  fields: (t) => ({ memberId: t.id({ description: OWN }) }),
});

builder.mutationField('confirmReadiness', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'The other side says yes to the day that was proposed.',
    args: { input: t.arg({ type: ReadinessInput, required: true, description: 'Whose.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(confirmReadiness(context, requireStaff(context.viewer), { memberId: ownOr(input.memberId) })),
  }),
);

builder.mutationField('endReadiness', (t) =>
  t.field({
    type: ChangeTeamMemberPayload,
    description: 'Either side takes the readiness agreement back, without a reason. Nobody new from now on.',
    args: { input: t.arg({ type: ReadinessInput, required: true, description: 'Whose.' }) },
    errors: changeOfMember,
    resolve: (_root, { input }, context) =>
      changed(endReadiness(context, requireStaff(context.viewer), { memberId: ownOr(input.memberId) })),
  }),
);

async function changed(change: Promise<string>): Promise<{ accountId: string }> {
  return { accountId: await change };
}
