import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { NoLongerPossible } from '../rules.ts';
import { seenByKith } from './seen-by-kith.ts';
import { type ItemSeen, readSetUp, type SetUpSeen, type TickSeen, takeBackSetUpItem, tickSetUpItem } from './set-up.ts';

const SetUpTickType = builder.objectRef<TickSeen>('SetUpTick').implement({
  description: 'Somebody said that an item is done.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('SetUpTick', id) }),
    doneOn: t.field({ type: 'Date', description: 'The day it was done.', resolve: ({ doneOn }) => doneOn }),
    doneBy: t.exposeString('doneBy', {
      nullable: true,
      description: 'Name of who ticked it; null: no longer known.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'A short note for the team; null: none, or taken back with the tick.',
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back, or another day took its place; null: it holds.',
      resolve: ({ endedAt }) => endedAt,
    }),
    endedBy: t.exposeString('endedBy', {
      nullable: true,
      description: 'Name of who took it back; null: it holds, or no longer known.',
    }),
  }),
});

/** An item, and a look at what Kith sees of all of them: one for the whole list, and only when somebody asks. */
type Item = ItemSeen & { look: () => ReturnType<typeof seenByKith> };

const SetUpItemType = builder.objectRef<Item>('SetUpItem').implement({
  description: 'One thing to settle before a team opens.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its name for good, for example "on-call".' }),
    part: t.exposeString('part', { description: 'The heading that it stands under.' }),
    title: t.exposeString('title', { description: 'What is then so, in a sentence.' }),
    help: t.exposeString('help', { description: 'How to go about it.' }),
    done: t.field({
      type: SetUpTickType,
      nullable: true,
      description: 'Since when it is done; null: not yet.',
      resolve: ({ done }) => done,
    }),
    before: t.field({
      type: [SetUpTickType],
      description: 'Ticks that were taken back, the newest first. Their days are never lost.',
      resolve: ({ before }) => before,
    }),
    seenByKith: t.string({
      nullable: true,
      description: 'What Kith itself sees of it, in numbers. Null: nothing, or the viewer only reads.',
      resolve: async ({ key, look }) => (await look()).get(key) ?? null,
    }),
  }),
});

/** Also for the texts about roles. */
export const TeamSetUp = builder.objectRef<SetUpSeen>('TeamSetUp').implement({
  description: 'How a team is set up: its checklist, and its texts about roles (S97).',
  fields: (t) => ({
    teamId: t.id({ description: 'The team: a Team.', resolve: ({ team }) => encodeGlobalID('Team', team.id) }),
    team: t.string({ description: 'What the team is called.', resolve: ({ team }) => team.name }),
    mayChange: t.boolean({
      description: 'Whether the viewer ticks and writes; otherwise they read.',
      resolve: ({ team }) => team.mayChange,
    }),
    doneCount: t.int({
      description: 'How many items are done.',
      resolve: ({ items }) => items.filter(({ done }) => done !== null).length,
    }),
    itemCount: t.int({ description: 'How many items there are.', resolve: ({ items }) => items.length }),
    items: t.field({
      type: [SetUpItemType],
      description: 'The checklist, in order.',
      resolve: ({ team, items }, _args, context) => {
        let seen: ReturnType<typeof seenByKith> | null = null;
        const look = () => {
          seen ??= seenByKith(context, team);
          return seen;
        };
        return items.map((item) => ({ ...item, look }));
      },
    }),
  }),
});

builder.queryField('teamSetUp', (t) =>
  t.field({
    type: TeamSetUp,
    nullable: true,
    description:
      'How a team is set up, for its coordinators and advocates, and for administrators. Null: none, or not for this viewer.',
    args: { teamId: t.arg.id({ description: 'A Team, for administrators. Left out: the own one.' }) },
    resolve: (_root, { teamId }, context) => readSetUp(context, context.viewer, teamOf(teamId)),
  }),
);

/** A raw id; null: the own team; something else: no team at all. Also for the texts about roles. */
export function teamOf(teamId: string | number | null | undefined): string | null {
  return teamId === null || teamId === undefined ? null : (readId(String(teamId), 'Team') ?? 'no team');
}

const TickSetUpItemInput = builder.inputType('TickSetUpItemInput', {
  description: 'An item is done.',
  fields: (t) => ({
    teamId: t.id({ description: 'A Team, for administrators. Left out: the own one.' }),
    item: t.string({ required: true, description: 'Its key.' }),
    doneOn: t.field({ type: 'Date', required: true, description: 'The day; not to come.' }),
    note: t.string({ description: 'A short note for the team, 300 characters at most.' }),
    basedOn: t.id({ description: 'The tick that was on the screen, a SetUpTick. Left out: none was.' }),
  }),
});

const TakeBackSetUpItemInput = builder.inputType('TakeBackSetUpItemInput', {
  description: 'An item is not done after all.',
  fields: (t) => ({
    teamId: t.id({ description: 'A Team, for administrators. Left out: the own one.' }),
    item: t.string({ required: true, description: 'Its key.' }),
  }),
});

/** Also for the texts about roles. */
export const ChangeSetUpPayload = builder.objectRef<{ teamId: string }>('ChangeSetUpPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    setUp: t.field({
      type: TeamSetUp,
      nullable: true,
      description: 'How the team is set up now.',
      resolve: ({ teamId }, _args, context) => readSetUp(context, context.viewer, teamId),
    }),
  }),
});

/** What all changes of a set-up can come to. */
export const changeOfSetUp = resultOf('ChangeSetUp', [InvalidInput, NotFound, NoLongerPossible]);

builder.mutationField('tickSetUpItem', (t) =>
  t.field({
    type: ChangeSetUpPayload,
    description:
      'A coordinator or an administrator says that an item is done. Another day later on ends the tick before, which stays.',
    args: { input: t.arg({ type: TickSetUpItemInput, required: true, description: 'What, and when.' }) },
    errors: changeOfSetUp,
    resolve: async (_root, { input }, context) => ({
      teamId: await tickSetUpItem(context, context.viewer, {
        ...input,
        teamId: teamOf(input.teamId),
        basedOn: input.basedOn ? readId(input.basedOn, 'SetUpTick') : null,
      }),
    }),
  }),
);

builder.mutationField('takeBackSetUpItem', (t) =>
  t.field({
    type: ChangeSetUpPayload,
    description: 'It is not done after all. Its day and the name stay among what was before; the note goes.',
    args: { input: t.arg({ type: TakeBackSetUpItemInput, required: true, description: 'What.' }) },
    errors: changeOfSetUp,
    resolve: async (_root, { input }, context) => ({
      teamId: await takeBackSetUpItem(context, context.viewer, { ...input, teamId: teamOf(input.teamId) }),
    }),
  }),
);
