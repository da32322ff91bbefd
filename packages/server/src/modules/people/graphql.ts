import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { StaffViewer, Viewer } from '../../viewer.ts';
import { WeekdayEnum } from '../directory/graphql-enums.ts';
import { advocatesVisibleTo, characteristicsVisibleTo, looksAfterTeam } from './access.ts';
import { setEnergy } from './actions.ts';
import { AdvocateStageEnum, EnergyEnum, SharedDimensionEnum, StaffRoleEnum } from './graphql-enums.ts';
import { inVocabularyOrder, inWeekOrder, storyFor } from './profile/reading.ts';
import type { Hours } from './profile/rules.ts';
import { energyOn } from './rules.ts';
import { findSharedValue, labelOf, type SharedValueEntry } from './shared-vocabulary.ts';

/** A dimension, a value and what to call it. Right-hand modules return vocabulary entries for it. */
export const SharedValue = builder.objectRef<SharedValueEntry>('SharedValue').implement({
  description: 'A thing that two people can have in common, and wish for, or not, in who they talk to.',
  fields: (t) => ({
    dimension: t.field({
      type: SharedDimensionEnum,
      description: 'What kind of thing it is.',
      resolve: (entry) => entry.dimension,
    }),
    value: t.exposeString('value', { description: 'Its name in the vocabulary, for example "hospital-stay".' }),
    label: t.exposeString('label', { description: 'What to call it, in plain words.' }),
  }),
});

export const AdvocateHours = builder.objectRef<Hours>('AdvocateHours').implement({
  description: 'A time of the week when an advocate can be there.',
  fields: (t) => ({
    weekday: t.field({ type: WeekdayEnum, description: 'The day.', resolve: (row) => row.weekday }),
    from: t.exposeString('from', { description: 'Start, "HH:MM", 24 hours.' }),
    until: t.exposeString('until', { description: 'End, later the same day; "24:00" is midnight.' }),
  }),
});

function entryOf({ dimension, value }: Pick<SharedValueEntry, 'dimension' | 'value'>): SharedValueEntry {
  return findSharedValue(dimension, value) ?? { dimension, value, label: labelOf(dimension, value) };
}

function isOwn(viewer: Viewer, advocateId: string): boolean {
  return viewer.kind === 'staff' && viewer.advocateId === advocateId;
}

/** A peer advocate. Whoever returns one has asked advocatesVisibleTo, or knows the match that makes them known. */
export const Advocate = builder.prismaNode('AdvocateProfile', {
  name: 'Advocate',
  id: { field: 'id', description: 'Never changes.' },
  description: 'A peer advocate, as much of them as this viewer may see.',
  select: { id: true, energy: true, breakUntil: true, capacity: true, account: { select: { teamId: true } } },
  fields: (t) => ({
    firstName: t.exposeString('firstName', { description: 'The name that people are told.' }),
    aboutMe: t.exposeString('aboutMe', {
      nullable: true,
      description: "One or two sentences in the advocate's own words; null: not said.",
    }),
    pronouns: t.exposeString('pronouns', {
      nullable: true,
      description: 'How they want to be spoken of, exactly as they typed it, for example "she/her"; null: not said.',
    }),
    describedAs: t.exposeString('describedAs', {
      nullable: true,
      description: 'What they call themselves, exactly as they typed it, for example "survivor"; null: not said.',
    }),
    story: t.string({
      nullable: true,
      description: 'A few sentences of their own way. Null: none, or they keep it to themselves.',
      select: { id: true, dataKey: true, story: true, storyShownSince: true },
      resolve: (advocate, _args, { keys, viewer }) => storyFor({ keys }, viewer, advocate),
    }),
    hours: t.field({
      type: [AdvocateHours],
      description: "When they can be there, week by week, on their team's clock. Empty: not said.",
      select: { hours: { select: { weekday: true, from: true, until: true } } },
      resolve: ({ hours }) => inWeekOrder(hours),
    }),
    stage: t.field({
      type: AdvocateStageEnum,
      nullable: true,
      description: 'Where they are on the way from learning to mentoring. Null: not for this viewer; staff see it.',
      select: { stage: true },
      resolve: (advocate, _args, { viewer }) => (viewer.kind === 'staff' ? advocate.stage : null),
    }),
    shares: t.field({
      type: [SharedValue],
      description: 'What they say about themselves, as far as they let this viewer see it.',
      select: (_args, { viewer }) => ({ characteristics: { where: characteristicsVisibleTo(viewer) } }),
      resolve: ({ characteristics }) => inVocabularyOrder(characteristics).map(entryOf),
    }),
    energy: t.field({
      type: EnergyEnum,
      nullable: true,
      description: 'How they are today. Null: not for this viewer. Only they and their coordinators see it.',
      resolve: (advocate, _args, { viewer, clock }) =>
        isOwn(viewer, advocate.id) || looksAfterTeam(viewer, advocate.account.teamId)
          ? energyOn(advocate, clock.now())
          : null,
    }),
    breakUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day their break ends. Null: no break, not said, or not for this viewer.',
      resolve: (advocate, _args, { viewer, clock }) =>
        (isOwn(viewer, advocate.id) || looksAfterTeam(viewer, advocate.account.teamId)) &&
        energyOn(advocate, clock.now()) === 'BREAK'
          ? advocate.breakUntil
          : null,
    }),
    breakWords: t.string({
      nullable: true,
      description: 'What people are told during the break. Null: no break, not said, or not for this viewer.',
      select: { breakWords: true },
      resolve: (advocate, _args, { viewer, clock }) =>
        isOwn(viewer, advocate.id) && energyOn(advocate, clock.now()) === 'BREAK' ? advocate.breakWords : null,
    }),
    openMatches: t.int({
      nullable: true,
      description: 'People they are with or asked about now. Null: not for this viewer.',
      select: { _count: { select: { matches: { where: { status: { in: ['PROPOSED', 'ACTIVE'] } } } } } },
      resolve: (advocate, _args, { viewer }) =>
        isOwn(viewer, advocate.id) || looksAfterTeam(viewer, advocate.account.teamId) ? advocate._count.matches : null,
    }),
    capacity: t.int({
      nullable: true,
      description: 'How many people at once they can be there for. Null: not for this viewer.',
      resolve: (advocate, _args, { viewer }) =>
        isOwn(viewer, advocate.id) || looksAfterTeam(viewer, advocate.account.teamId) ? advocate.capacity : null,
    }),
  }),
});

export const ViewerType = builder.objectRef<StaffViewer>('Viewer').implement({
  description: 'A signed-in member of staff.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: (viewer) => encodeGlobalID('Viewer', viewer.accountId) }),
    name: t.exposeString('name', { description: 'Their name, for colleagues.' }),
    roles: t.field({
      type: [StaffRoleEnum],
      description: 'What they may do.',
      resolve: (viewer) => [...viewer.roles],
    }),
    team: t.string({
      nullable: true,
      description: 'Name of the team they belong to; null: none.',
      resolve: async (viewer, _args, { db }) =>
        viewer.teamId
          ? ((await db.team.findUnique({ where: { id: viewer.teamId }, select: { name: true } }))?.name ?? null)
          : null,
    }),
    advocate: t.prismaField({
      type: Advocate,
      nullable: true,
      description: 'Their own advocate profile; null: none.',
      resolve: (query, viewer, _args, { db }) =>
        db.advocateProfile.findFirst({
          ...query,
          where: { AND: [{ accountId: viewer.accountId }, advocatesVisibleTo(viewer)] },
        }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    description: 'The signed-in member of staff; null: nobody is signed in.',
    resolve: (_root, _args, { viewer }) => (viewer.kind === 'staff' ? viewer : null),
  }),
);

const SetEnergyInput = builder.inputType('SetEnergyInput', {
  description: 'How an advocate is today.',
  fields: (t) => ({
    energy: t.field({ type: EnergyEnum, required: true, description: 'LOW: nobody new. BREAK: nobody at all.' }),
    breakUntil: t.field({ type: 'Date', description: 'Last day of a break; left out: not known yet.' }),
    breakWords: t.string({ description: 'What people are told during a break, at most 300 letters.' }),
  }),
});

const SetEnergyPayload = builder.objectRef<{ id: string }>('SetEnergyPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    advocate: t.prismaField({
      type: Advocate,
      description: 'The advocate, as they are now.',
      resolve: (query, { id }, _args, { db }) => db.advocateProfile.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});

builder.mutationField('setEnergy', (t) =>
  t.field({
    type: SetEnergyPayload,
    description: 'The signed-in advocate says how they are today. What was before is not kept.',
    args: { input: t.arg({ type: SetEnergyInput, required: true, description: 'How they are.' }) },
    errors: {
      types: [InvalidInput, NotFound],
      directResult: true,
      union: { name: 'SetEnergyResult', description: 'Saved, or why not.' },
    },
    resolve: (_root, { input }, context) => setEnergy(context, context.viewer, input),
  }),
);
