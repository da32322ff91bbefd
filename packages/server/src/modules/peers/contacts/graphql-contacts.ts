import { activities, interventions } from '@kith/contract/interventions.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { ContactChannelEnum } from '../../people/graphql-enums.ts';
import { Match } from '../graphql-match.ts';
import { IdempotencyConflict, NoLongerPossible } from '../rules.ts';
import type { ContactMood } from './contact-rules.ts';
import { type ContactSeen, type NoteSeen, readContact, readContacts } from './my-contacts.ts';
import { commentOnContact, correctContact, recordContact, undoContact } from './recording.ts';
import { lookAt } from './together.ts';

type Values<T extends string> = Record<T, { description: string }>;

/** Descriptions from a vocabulary, each with its row of MISSION.md. */
function valuesOf<T extends string>(words: readonly { value: T; row: string; help: string; about?: string }[]) {
  return Object.fromEntries(
    words.map(({ value, row, help, about }) => [value, { description: `${row}: ${about ?? help}` }]),
  ) as Values<T>;
}

const PeerInterventionEnum = builder.enumType('PeerIntervention', {
  description: 'One of the 17 ways in which peers help each other. Values never change their meaning.',
  values: valuesOf(interventions),
});

export const PeerActivityEnum = builder.enumType('PeerActivity', {
  description: "Doing something with others on the person's side.",
  values: valuesOf(activities),
});

const ContactMoodEnum = builder.enumType('ContactMood', {
  description: 'How a contact felt to whoever recorded it. Never how somebody is.',
  values: {
    GOOD: { description: 'It was good.' },
    MIXED: { description: 'Some of both.' },
    HARD: { description: 'It was hard.' },
  } satisfies Values<ContactMood>,
});

const ContactNoteKindEnum = builder.enumType('ContactNoteKind', {
  description: 'What stands beside a contact.',
  values: {
    COMMENT: { description: 'Something to add.' },
    CORRECTION_WISHED: { description: 'Please put this right.' },
    CORRECTION: { description: 'How it was, by whoever recorded it. The original stays.' },
    SAID: {
      description: 'S72: what the person said or showed, in words, signs or pictures, as somebody wrote it down.',
    },
    OBSERVED: { description: 'S72: what somebody noticed about what the person wants. The person did not say it.' },
  } as const,
});

const WORDS = "Null: nothing said, or not for this viewer. A coordinator's look is recorded and told to the person.";

const ContactNoteType = builder.objectRef<NoteSeen>('ContactNote').implement({
  description: 'Written beside a contact. Both sides see it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.field({ type: ContactNoteKindEnum, description: 'What it is.', resolve: ({ kind }) => kind }),
    at: t.field({ type: 'DateTime', description: 'When it was written.', resolve: ({ at }) => at }),
    isMine: t.exposeBoolean('isMine', { description: 'This viewer wrote it.' }),
    byName: t.exposeString('byName', { nullable: true, description: 'First name of the advocate; null: the person.' }),
    words: t.string({ nullable: true, description: `The words. ${WORDS}`, resolve: ({ words }) => words() }),
  }),
});

export const PeerContactType = builder.objectRef<ContactSeen>('PeerContact').implement({
  description: 'That an advocate and a person were in touch. The person sees every one and every word (S80).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    at: t.field({ type: 'DateTime', description: 'When it was.', resolve: ({ at }) => at }),
    channel: t.field({ type: ContactChannelEnum, description: 'By which way.', resolve: ({ channel }) => channel }),
    interventions: t.field({
      type: [PeerInterventionEnum],
      description: 'How they helped each other. Empty: none of these.',
      resolve: (contact) => contact.interventions,
    }),
    activities: t.field({
      type: [PeerActivityEnum],
      description: 'What was done with others.',
      resolve: (contact) => contact.activities,
    }),
    helped: t.exposeStringList('helped', { description: 'Both of these in plain words.' }),
    permissionId: t.exposeID('permissionId', {
      nullable: true,
      description: 'The permission that INTERCEDING rested on; null: it was not done.',
    }),
    isMine: t.exposeBoolean('isMine', { description: 'This viewer recorded it.' }),
    byName: t.exposeString('byName', {
      nullable: true,
      description: 'First name of the advocate who recorded it; null: the person did.',
    }),
    recordedAt: t.field({ type: 'DateTime', description: 'When it was recorded.', resolve: (one) => one.recordedAt }),
    canUndoUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'This viewer can take it back until then; null: not theirs, or some minutes have passed.',
      resolve: (contact) => contact.canUndoUntil,
    }),
    mood: t.field({
      type: ContactMoodEnum,
      nullable: true,
      description: `How it felt. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.mood,
    }),
    note: t.string({
      nullable: true,
      description: `A short note. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.note,
    }),
    nextStep: t.string({
      nullable: true,
      description: `What comes next. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.nextStep,
    }),
    outcome: t.string({
      nullable: true,
      description: `What came of speaking for them. ${WORDS}`,
      resolve: async ({ words }) => (await words())?.outcome,
    }),
    notes: t.field({
      type: [ContactNoteType],
      description: 'What stands beside it, oldest first.',
      resolve: (contact) => contact.notes,
    }),
  }),
});

const MatchPartEnum = builder.enumType('MatchPart', {
  description: 'What a viewer is to a match.',
  values: {
    PERSON: { description: 'The person.' },
    ADVOCATE: { description: 'The advocate.' },
    STAND_IN: { description: 'Whoever stands in for the advocate now.' },
    COORDINATOR: { description: 'A coordinator of the team: opens words with a trace that the person sees.' },
  } as const,
});

const parts = { person: 'PERSON', advocate: 'ADVOCATE', 'stand-in': 'STAND_IN', coordinator: 'COORDINATOR' } as const;

builder.prismaObjectField(Match, 'viewerIs', (t) =>
  t.field({
    type: MatchPartEnum,
    nullable: true,
    description: 'What this viewer is to what the two do together; null: nothing, for example after the end.',
    select: { id: true },
    resolve: async (match, _args, context) => {
      const look = await lookAt(context, context.viewer, match.id);
      return look && parts[look.side];
    },
  }),
);

builder.prismaObjectField(Match, 'contacts', (t) =>
  t.field({
    type: [PeerContactType],
    description:
      'When they were in touch, newest first. For the person and the advocate, and whoever stands in; coordinators see dates and codes, and open words with a trace.',
    select: { id: true },
    resolve: (match, _args, context) => readContacts(context, context.viewer, match.id),
  }),
);

function contactPayload(name: string, description: string) {
  return builder.objectRef<{ contactId: string }>(name).implement({
    description,
    fields: (t) => ({
      contact: t.field({
        type: PeerContactType,
        nullable: true,
        description: 'The contact, as it is now; null: taken back meanwhile.',
        resolve: ({ contactId }, _args, context) => readContact(context, context.viewer, contactId),
      }),
    }),
  });
}

const RecordContactPayload = contactPayload('RecordContactPayload', 'It is recorded, and both see it.');
export const ContactNotePayload = contactPayload(
  'ContactNotePayload',
  'It stands beside the contact, and both see it.',
);
const UndoContactPayload = builder.objectRef<{ matchId: string }>('UndoContactPayload').implement({
  description: 'As if it had never been recorded.',
  fields: (t) => ({
    match: t.prismaField({
      type: Match,
      description: 'The match, as it is now.',
      resolve: (query, { matchId }, _args, { db }) => db.match.findUniqueOrThrow({ ...query, where: { id: matchId } }),
    }),
  }),
});

const RecordContactInputType = builder.inputType('RecordContactInput', {
  description: 'That they were in touch. Only the match, the key and the ways of helping are needed.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    idempotencyKey: t.string({
      required: true,
      description: '16 to 200 random characters, new for each contact: sent again, nothing is recorded twice.',
    }),
    interventions: t.field({
      type: [PeerInterventionEnum],
      required: true,
      description: 'How they helped each other. Empty: none of these.',
    }),
    activities: t.field({ type: [PeerActivityEnum], description: 'What was done with others.' }),
    permissionId: t.id({ description: 'A live permission. Needed for INTERCEDING.' }),
    at: t.field({ type: 'DateTime', description: 'When it was, at most a week ago; left out: now.' }),
    channel: t.field({ type: ContactChannelEnum, description: "By which way; left out: the person's own." }),
    mood: t.field({ type: ContactMoodEnum, description: 'How the contact felt.' }),
    note: t.string({ description: 'A short note that both read, at most 1,000 characters. Never needed.' }),
    nextStep: t.string({ description: 'What comes next, at most 300 characters.' }),
    outcome: t.string({ description: 'What came of speaking for them, at most 500 characters.' }),
  }),
});

builder.mutationField('recordContact', (t) =>
  t.field({
    type: RecordContactPayload,
    description: 'Records that they were in touch, from the yes on. By the advocate, who stands in, or the person.',
    args: { input: t.arg({ type: RecordContactInputType, required: true, description: 'What to record.' }) },
    errors: resultOf('RecordContact', [InvalidInput, NotFound, NoLongerPossible, IdempotencyConflict]),
    resolve: async (_root, { input }, context) => ({
      contactId: await recordContact(context, context.viewer, {
        ...input,
        matchId: readId(input.matchId, 'Match') ?? '',
      }),
    }),
  }),
);

const UndoContactInputType = builder.inputType('UndoContactInput', {
  description: 'A slip to take back.',
  fields: (t) => ({ contactId: t.id({ required: true, description: 'The contact.' }) }),
});

builder.mutationField('undoContact', (t) =>
  t.field({
    type: UndoContactPayload,
    description: 'Takes a contact back, within 10 minutes and by whoever recorded it.',
    args: { input: t.arg({ type: UndoContactInputType, required: true, description: 'Which.' }) },
    errors: resultOf('UndoContact', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      matchId: await undoContact(context, context.viewer, { contactId: input.contactId }),
    }),
  }),
);

const CorrectContactInputType = builder.inputType('CorrectContactInput', {
  description: 'How it really was.',
  fields: (t) => ({
    contactId: t.id({ required: true, description: 'The contact.' }),
    words: t.string({ required: true, description: 'How it was, at most 2,000 characters.' }),
  }),
});

builder.mutationField('correctContact', (t) =>
  t.field({
    type: ContactNotePayload,
    description: 'Whoever recorded a contact writes beside it how it was. The original stays.',
    args: { input: t.arg({ type: CorrectContactInputType, required: true, description: 'Which, and how it was.' }) },
    errors: resultOf('ContactNote', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      contactId: await correctContact(context, context.viewer, input),
    }),
  }),
);

const CommentOnContactInputType = builder.inputType('CommentOnContactInput', {
  description: 'Something to add beside a contact.',
  fields: (t) => ({
    contactId: t.id({ required: true, description: 'The contact.' }),
    words: t.string({ required: true, description: 'The words, at most 2,000 characters. Both read them.' }),
    wishesCorrection: t.boolean({ description: 'Please put this right.' }),
  }),
});

builder.mutationField('commentOnContact', (t) =>
  t.field({
    type: ContactNotePayload,
    description: 'Either side writes beside a contact, or asks that it be put right.',
    args: { input: t.arg({ type: CommentOnContactInputType, required: true, description: 'Which, and what.' }) },
    errors: resultOf('ContactNote', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      contactId: await commentOnContact(context, context.viewer, input),
    }),
  }),
);
