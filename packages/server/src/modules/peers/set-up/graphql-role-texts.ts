import { builder } from '../../../graphql/builder.ts';
import { ChangeSetUpPayload, changeOfSetUp, TeamSetUp, teamOf } from './graphql-set-up.ts';
import {
  chooseRoleText,
  type PartSeen,
  type RoleTextSeen,
  type RoleTextVersion,
  readRoleText,
} from './team-role-texts.ts';

const RoleTextKindEnum = builder.enumType('RoleTextKind', {
  description: 'A text about a role that a team can make its own.',
  values: {
    ADVOCATE_ROLE: { description: 'What a peer advocate does: a role description.' },
    ADVOCATE_PERSON: { description: 'Whom the team looks for as a peer advocate: a person specification.' },
    COORDINATOR_ROLE: { description: 'What a coordinator does: a role description.' },
  } as const,
});

const RoleTextPartType = builder.objectRef<PartSeen>('RoleTextPart').implement({
  description: 'One part of a text about a role.',
  fields: (t) => ({
    topic: t.exposeString('topic', { description: 'Its name for good, for example "money".' }),
    title: t.exposeString('title', { description: 'Its heading.' }),
    words: t.exposeString('words', { description: 'What it says; empty: nothing.' }),
    kithsWords: t.exposeString('kithsWords', { description: "What Kith's own text says." }),
    isFixed: t.exposeBoolean('isFixed', { description: 'A promise to everybody: the same in every team.' }),
  }),
});

const RoleTextVersionType = builder.objectRef<RoleTextVersion>('RoleTextVersion').implement({
  description: 'What a team chose once.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: '1, 2, 3 and so on.' }),
    chosenAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ chosenAt }) => chosenAt }),
    chosenBy: t.exposeString('chosenBy', { nullable: true, description: 'Name of who chose; null: no longer known.' }),
    isKiths: t.exposeBoolean('isKiths', { description: "Kith's own text was put back." }),
    parts: t.field({ type: [RoleTextPartType], description: 'All of it as it was.', resolve: ({ parts }) => parts }),
  }),
});

const RoleTextType = builder.objectRef<RoleTextSeen>('RoleText').implement({
  description: "A text about a role, in the team's own words or Kith's.",
  fields: (t) => ({
    kind: t.field({ type: RoleTextKindEnum, description: 'Which.', resolve: ({ kind }) => kind }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    about: t.exposeString('about', { description: 'What it is for, in a sentence.' }),
    number: t.exposeInt('number', { description: "Its version. 0: Kith's own, nobody has changed it." }),
    parts: t.field({ type: [RoleTextPartType], description: 'Part by part.', resolve: ({ parts }) => parts }),
    versions: t.field({
      type: [RoleTextVersionType],
      description: 'Who chose what when, the newest first; at most 20.',
      resolve: ({ versions }) => versions,
    }),
  }),
});

builder.objectField(TeamSetUp, 'roleText', (t) =>
  t.field({
    type: RoleTextType,
    description: 'One of the texts about roles, as it counts for the team now.',
    args: { kind: t.arg({ type: RoleTextKindEnum, required: true, description: 'Which.' }) },
    resolve: ({ team }, { kind }, context) => readRoleText(context, team, kind),
  }),
);

const RoleTextPartInput = builder.inputType('RoleTextPartInput', {
  description: "One part in the team's own words.",
  fields: (t) => ({
    topic: t.string({ required: true, description: 'Of which part.' }),
    words: t.string({ required: true, description: 'What it says, 3,000 characters at most; empty: nothing.' }),
  }),
});

const ChooseRoleTextInput = builder.inputType('ChooseRoleTextInput', {
  description: "A team's own text about a role.",
  fields: (t) => ({
    teamId: t.id({ description: 'A Team, for administrators. Left out: the own one.' }),
    kind: t.field({ type: RoleTextKindEnum, required: true, description: 'Which text.' }),
    parts: t.field({
      type: [RoleTextPartInput],
      required: true,
      description: "Parts in the team's own words; those left out are Kith's. An empty list: all of them are.",
    }),
    basedOn: t.int({ required: true, description: 'The version that was on the screen.' }),
  }),
});

builder.mutationField('chooseRoleText', (t) =>
  t.field({
    type: ChangeSetUpPayload,
    description: 'A coordinator or an administrator chooses what a text about a role says in their team.',
    args: { input: t.arg({ type: ChooseRoleTextInput, required: true, description: 'The text.' }) },
    errors: changeOfSetUp,
    resolve: async (_root, { input }, context) => ({
      teamId: await chooseRoleText(context, context.viewer, { ...input, teamId: teamOf(input.teamId) }),
    }),
  }),
);
