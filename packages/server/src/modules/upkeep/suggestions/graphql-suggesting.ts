import { InvalidInput, NotFound, RateLimited } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { Service } from '../../directory/graphql-service.ts';
import { dateOf, dayIn } from '../../peers/promise-clock.ts';
import { IdempotencyConflict } from '../../peers/rules.ts';
import { ProofOfWorkChallengeType } from '../../safety/graphql.ts';
import { readSuggestionForm, type SuggestionForm, type SuggestionReceipt, suggestServiceChange } from './suggesting.ts';
import { fieldLabels, STEWARD_TIMEZONE } from './suggestion-rules.ts';

export const answeredDay = ({ dueAt }: { dueAt: Date }) => dateOf(dayIn(STEWARD_TIMEZONE, dueAt));

export const SuggestedFieldEnum = builder.enumType('SuggestedField', {
  description: 'What somebody says is not right about a service.',
  values: {
    CLOSED: { description: 'It does not run any more.' },
    COST: { description: 'What it costs.' },
    DESCRIPTION: { description: 'What it is.' },
    EMAIL: { description: 'Its e-mail address.' },
    NAME: { description: 'Its name.' },
    OTHER: { description: 'Something else.' },
    PHONE: { description: 'Its phone number.' },
    PLACE: { description: 'Where it is.' },
    TIMES: { description: 'When it happens.' },
    TURNING_UP: { description: 'How to turn up or apply.' },
    WEB_PAGE: { description: 'Its web page.' },
    WHO_FOR: { description: 'Who it is for.' },
  } as const,
});

const SuggestedFieldLabel = builder
  .objectRef<{ field: keyof typeof fieldLabels; label: string }>('SuggestedFieldLabel')
  .implement({
    description: 'Something that can be suggested, and what to call it.',
    fields: (t) => ({
      field: t.field({ type: SuggestedFieldEnum, description: 'For the input.', resolve: ({ field }) => field }),
      label: t.exposeString('label', { description: 'What to call it on a form.' }),
    }),
  });

const SuggestionFormType = builder.objectRef<SuggestionForm>('SuggestionForm').implement({
  description: 'What a form for suggesting a change needs.',
  fields: (t) => ({
    service: t.prismaField({
      type: Service,
      description: 'The service it is about.',
      resolve: (query, { service }, _args, { db }) =>
        db.service.findUniqueOrThrow({ ...query, where: { id: service.id } }),
    }),
    fields: t.field({
      type: [SuggestedFieldLabel],
      description: 'What can be suggested, in the order that a form offers it.',
      resolve: () =>
        Object.entries(fieldLabels).map(([field, label]) => ({ field: field as keyof typeof fieldLabels, label })),
    }),
    answeredBy: t.field({ type: 'Date', description: 'A steward answers by this day.', resolve: answeredDay }),
    proofOfWork: t.field({
      type: ProofOfWorkChallengeType,
      description: 'Optional to solve: without it the limits are tighter.',
      resolve: (form) => form.proofOfWork,
    }),
  }),
});

builder.queryField('suggestionForm', (t) =>
  t.field({
    type: SuggestionFormType,
    nullable: true,
    description: 'What a form for suggesting a change needs; null: no such service.',
    args: { serviceId: t.arg.id({ required: true, description: 'The service it is about.' }) },
    resolve: (_root, { serviceId }, context) =>
      readSuggestionForm(context, context.partner, readId(serviceId, 'Service')),
  }),
);

const SuggestServiceChangeInput = builder.inputType('SuggestServiceChangeInput', {
  description: 'What is not right about a service. Nothing about a person is needed.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        '16 to 200 plain characters, random and new for each suggestion: sending it again is one suggestion.',
    }),
    serviceId: t.id({ required: true, description: 'The service.' }),
    field: t.field({ type: SuggestedFieldEnum, required: true, description: 'What is not right.' }),
    words: t.string({
      description: 'What it should say instead, at most 2,000 characters. May be left out for CLOSED only.',
    }),
    why: t.string({ description: 'How you know, at most 500 characters. May be left out.' }),
    email: t.string({
      description: 'To hear what became of it. Sealed, used once, then erased. May be left out.',
    }),
    proofOfWork: t.string({ description: 'altcha solution, base64. Optional: without it the limits are tighter.' }),
  }),
});

const SuggestServiceChangePayload = builder.objectRef<SuggestionReceipt>('SuggestServiceChangePayload').implement({
  description: 'The suggestion is with the stewards.',
  fields: (t) => ({
    answeredBy: t.field({ type: 'Date', description: 'A steward answers by this day.', resolve: answeredDay }),
    willHear: t.exposeBoolean('willHear', { description: 'An address was left: they hear what became of it.' }),
    service: t.prismaField({
      type: Service,
      description: 'The service, as it is until then.',
      resolve: (query, { serviceId }, _args, { db }) =>
        db.service.findUniqueOrThrow({ ...query, where: { id: serviceId } }),
    }),
  }),
});

builder.mutationField('suggestServiceChange', (t) =>
  t.field({
    type: SuggestServiceChangePayload,
    description:
      'Anybody says what is not right about a service. A steward puts it right or answers within three working days. Needs no account and no name.',
    args: {
      input: t.arg({
        type: SuggestServiceChangeInput,
        required: true,
        description: 'What is not right, and how it is.',
      }),
    },
    errors: resultOf('SuggestServiceChange', [InvalidInput, NotFound, IdempotencyConflict, RateLimited]),
    resolve: (_root, { input }, context) =>
      suggestServiceChange(
        context,
        { partner: context.partner, addressHash: context.addressHash },
        { ...input, serviceId: readId(input.serviceId, 'Service') ?? '' },
      ),
  }),
);

builder.prismaObjectField('Service', 'suggestUrl', (t) =>
  t.field({
    type: 'URL',
    description: 'A page without a script where anybody can say what is not right.',
    select: { id: true },
    resolve: ({ id }, _args, { config }) => `${config.publicUrl}/suggest?service=${id}`,
  }),
);
