import { builder } from '../../../graphql/builder.ts';
import { type ConcernSeen, type EntrySeen, readConcerns } from './reading-concerns.ts';

const LOOKED = "Null: erased. A coordinator's look is recorded and told to the person.";

export const ConcernUrgencyEnum = builder.enumType('ConcernUrgency', {
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

export const Concern = builder.objectRef<ConcernSeen>('Concern').implement({
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
