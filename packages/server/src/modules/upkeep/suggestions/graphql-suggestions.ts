import { encodeGlobalID } from '@pothos/plugin-relay';
import type { SuggestionState } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { ServiceStatusEnum } from '../../directory/graphql-enums.ts';
import { forStewards, requireSteward } from '../access.ts';
import { acceptSuggestion, answerSuggestion, eraseSuggestion, hasHiddenPlace } from './answering.ts';
import { answeredDay, SuggestedFieldEnum } from './graphql-suggesting.ts';
import { presentValue } from './present-value.ts';
import { openSuggestion } from './sealed-suggestion.ts';
import { fieldLabels } from './suggestion-rules.ts';

const MOST_LISTED = 100;

const SuggestionStateEnum = builder.enumType('SuggestionState', {
  description: 'Where a suggestion stands.',
  values: {
    WAITING: { description: 'No steward has looked yet.' },
    DONE: { description: 'A steward put it right.' },
    ANSWERED: { description: 'A steward answered without changing anything.' },
  } as const,
});

const SuggestionType = builder.prismaObject('ServiceSuggestion', {
  description: 'What somebody says is not right about a service. For stewards.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ id }) => encodeGlobalID('ServiceSuggestion', id) }),
    service: t.relation('service', { description: 'The service it is about.' }),
    field: t.field({ type: SuggestedFieldEnum, description: 'What is not right.', resolve: ({ field }) => field }),
    label: t.string({ description: 'What that is called.', resolve: ({ field }) => fieldLabels[field] }),
    isFromProvider: t.boolean({
      description: 'It came by a link that was sent to the address of the service itself.',
      resolve: ({ by }) => by === 'PROVIDER',
    }),
    state: t.field({ type: SuggestionStateEnum, description: 'Where it stands.', resolve: ({ state }) => state }),
    suggestedAt: t.field({ type: 'DateTime', description: 'When it came.', resolve: ({ suggestedAt }) => suggestedAt }),
    dueOn: t.field({ type: 'Date', description: 'The day by which an answer was promised.', resolve: answeredDay }),
    isLate: t.boolean({
      description: 'It waits longer than was promised.',
      resolve: ({ state, dueAt }, _args, { clock }) => state === 'WAITING' && dueAt < clock.now(),
    }),
    present: t.string({
      nullable: true,
      description: 'What the directory says now, on one line for each; null: nothing, or it is no one field.',
      resolve: ({ serviceId, field }, _args, { db }) => presentValue(db, serviceId, field),
    }),
    words: t.string({
      nullable: true,
      description: 'What it should say; null: not said, or erased.',
      resolve: (row, _args, { keys }) => openSuggestion(keys, row)?.words ?? null,
    }),
    why: t.string({
      nullable: true,
      description: 'How they know; null: not said, or erased.',
      resolve: (row, _args, { keys }) => openSuggestion(keys, row)?.why ?? null,
    }),
    answer: t.string({
      nullable: true,
      description: 'What a steward answered; null: nothing, or erased.',
      resolve: (row, _args, { keys }) => openSuggestion(keys, row)?.answer ?? null,
    }),
    willHear: t.boolean({
      description: 'They left an address, and are told what became of it. Nobody is shown the address.',
      resolve: ({ reach }) => reach !== null,
    }),
    isPlaceHidden: t.boolean({
      description: 'The place of the service must not be found: look for addresses in what you accept.',
      resolve: ({ serviceId }, _args, { db }) => hasHiddenPlace(db, serviceId),
    }),
  }),
});

builder.queryField('serviceSuggestions', (t) =>
  t.field({
    type: [SuggestionType],
    deprecationReason: 'Use suggestedChanges instead. Removed on 2027-06-01.',
    description: `For stewards: what was suggested, those that waited longest first; answered ones newest first. At most ${MOST_LISTED}. Nothing for everybody else.`,
    args: {
      state: t.arg({ type: SuggestionStateEnum, description: 'Only these; left out: those that wait.' }),
    },
    resolve: (_root, { state }, { db, viewer }) => {
      if (!hasRole(viewer, 'STEWARD')) return [];
      return db.serviceSuggestion.findMany({
        where: { state: state ?? 'WAITING' },
        orderBy: orderOf(state ?? 'WAITING'),
        take: MOST_LISTED,
      });
    },
  }),
);

/** Those that waited longest first; answered ones newest first. */
function orderOf(state: SuggestionState) {
  return state === 'WAITING'
    ? [{ suggestedAt: 'asc' as const }, { id: 'asc' as const }]
    : [{ answeredAt: 'desc' as const }, { id: 'asc' as const }];
}

builder.queryField('suggestedChanges', (t) =>
  t.prismaConnection(
    {
      type: 'ServiceSuggestion',
      cursor: 'id',
      description:
        'For stewards: what was suggested, those that waited longest first; answered ones newest first. Nothing for everybody else.',
      args: {
        state: t.arg({ type: SuggestionStateEnum, description: 'Only these; left out: those that wait.' }),
      },
      totalCount: (_root, { state }, { db, viewer }) =>
        hasRole(viewer, 'STEWARD') ? db.serviceSuggestion.count({ where: { state: state ?? 'WAITING' } }) : 0,
      resolve: (query, _root, { state }, { db, viewer }) =>
        db.serviceSuggestion.findMany({
          ...query,
          where: { AND: [{ state: state ?? 'WAITING' }, forStewards(viewer)] },
          orderBy: orderOf(state ?? 'WAITING'),
        }),
    },
    { name: 'ServiceSuggestionConnection', description: 'A page of suggestions.' },
    { name: 'ServiceSuggestionEdge', description: 'A suggestion in a list.' },
  ),
);

const ChangeSuggestionPayload = builder.objectRef<{ id: string }>('ChangeSuggestionPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    suggestion: t.field({
      type: SuggestionType,
      description: 'As it is now.',
      resolve: ({ id }, _args, { db }) => db.serviceSuggestion.findUniqueOrThrow({ where: { id } }),
    }),
  }),
});
const changeOfSuggestion = resultOf('ChangeSuggestion', [InvalidInput, NotFound]);
const WHICH = 'Which suggestion.';
const rawId = (id: string | number) => readId(String(id), 'ServiceSuggestion') ?? '';

const AcceptSuggestionInput = builder.inputType('AcceptSuggestionInput', {
  description: 'What will stand in the record.',
  fields: (t) => ({
    suggestionId: t.id({ required: true, description: WHICH }),
    value: t.string({ description: 'What it will say; left out: as it was suggested.' }),
    status: t.field({
      type: ServiceStatusEnum,
      description: 'For CLOSED: DEFUNCT, TEMPORARILY_CLOSED or INACTIVE; left out: DEFUNCT.',
    }),
    answer: t.string({ description: 'To whoever suggested it, at most 1,000 characters. May be left out.' }),
    hasAskedService: t.boolean({
      description:
        'The steward asked the service itself, for example by phone. Letters with a link go to an e-mail address that anybody suggested only then. Left out: no.',
    }),
  }),
});
builder.mutationField('acceptSuggestion', (t) =>
  t.field({
    type: ChangeSuggestionPayload,
    description:
      'For stewards: puts right what was suggested. It wins over the source from then on. For OTHER nothing is written: put it right by hand first.',
    args: {
      input: t.arg({ type: AcceptSuggestionInput, required: true, description: 'Which, and what it will say.' }),
    },
    errors: changeOfSuggestion,
    resolve: async (_root, { input }, context) => ({
      id: await acceptSuggestion(context, requireSteward(context.viewer), {
        suggestionId: rawId(input.suggestionId),
        value: input.value ?? null,
        status: input.status ?? null,
        answer: input.answer ?? null,
        hasAskedService: input.hasAskedService ?? false,
      }),
    }),
  }),
);

const AnswerSuggestionInput = builder.inputType('AnswerSuggestionInput', {
  description: 'Why it stays as it is.',
  fields: (t) => ({
    suggestionId: t.id({ required: true, description: WHICH }),
    answer: t.string({ required: true, description: 'To whoever suggested it, at most 1,000 characters.' }),
  }),
});
builder.mutationField('answerSuggestion', (t) =>
  t.field({
    type: ChangeSuggestionPayload,
    description: 'For stewards: answers a suggestion without changing anything.',
    args: { input: t.arg({ type: AnswerSuggestionInput, required: true, description: 'Which, and why.' }) },
    errors: changeOfSuggestion,
    resolve: async (_root, { input }, context) => ({
      id: await answerSuggestion(context, requireSteward(context.viewer), {
        suggestionId: rawId(input.suggestionId),
        answer: input.answer,
      }),
    }),
  }),
);

const EraseSuggestionInput = builder.inputType('EraseSuggestionInput', {
  description: 'Which suggestion.',
  fields: (t) => ({ suggestionId: t.id({ required: true, description: WHICH }) }),
});
builder.mutationField('eraseSuggestion', (t) =>
  t.field({
    type: ChangeSuggestionPayload,
    description: 'For stewards: every word of it goes, for good, because somebody asked or because it names a person.',
    args: { input: t.arg({ type: EraseSuggestionInput, required: true, description: 'Which.' }) },
    errors: changeOfSuggestion,
    resolve: async (_root, { input }, context) => ({
      id: await eraseSuggestion(context, requireSteward(context.viewer), rawId(input.suggestionId)),
    }),
  }),
);
