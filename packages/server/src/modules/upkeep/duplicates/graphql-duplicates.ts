import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { visibleServices } from '../../directory/access.ts';
import { Service } from '../../directory/graphql-service.ts';
import { forStewards, requireSteward } from '../access.ts';
import { choosableFields } from './duplicate-rules.ts';
import { findDuplicates } from './finding-duplicates.ts';
import { linkServices, sayNotSame, unlinkServices } from './linking.ts';

const PairStateEnum = builder.enumType('ServicePairState', {
  description: 'What is known about two entries that may be one service.',
  values: {
    LIKELY: { description: 'They look like one; a steward decides.' },
    SAME: { description: 'A steward said that they are one: lists show one of them.' },
    NOT_SAME: { description: 'A steward said that they are two. Not asked again.' },
  } as const,
});

const ChoosableFieldEnum = builder.enumType('ChoosableField', {
  description: 'A field that the shown entry can take from the other.',
  values: Object.fromEntries(
    choosableFields.map((field) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
      { value: field, description: `Service.${field}.` },
    ]),
  ) as Record<string, { value: (typeof choosableFields)[number]; description: string }>,
});

const PairType = builder.prismaObject('ServicePair', {
  description: 'Two entries that may be one service, with the reasons. For stewards. Nothing is ever merged.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ id }) => encodeGlobalID('ServicePair', id) }),
    first: t.relation('first', { description: 'One of the two.' }),
    second: t.relation('second', { description: 'The other.' }),
    reasons: t.stringList({
      description: 'Why they may be one, in words, for example "the same phone number".',
      resolve: ({ reasons }) => reasons,
    }),
    state: t.field({ type: PairStateEnum, description: 'What is known.', resolve: ({ state }) => state }),
    shownId: t.id({
      nullable: true,
      description: 'Which of the two lists show; null: both.',
      resolve: ({ shownId }) => shownId && encodeGlobalID('Service', shownId),
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a steward decided last; null: nobody has.',
    }),
  }),
});

builder.queryField('servicePairs', (t) =>
  t.prismaConnection(
    {
      type: 'ServicePair',
      cursor: 'id',
      description: 'For stewards: entries that may be one service, the oldest finds first. Nothing for everybody else.',
      args: { state: t.arg({ type: PairStateEnum, description: 'Only these; left out: LIKELY.' }) },
      totalCount: (_root, { state }, { db, viewer }) =>
        hasRole(viewer, 'STEWARD') ? db.servicePair.count({ where: { state: state ?? 'LIKELY' } }) : 0,
      resolve: (query, _root, { state }, { db, viewer }) =>
        db.servicePair.findMany({
          ...query,
          where: { AND: [{ state: state ?? 'LIKELY' }, forStewards(viewer)] },
          orderBy: [{ foundAt: 'asc' }, { id: 'asc' }],
        }),
    },
    { name: 'ServicePairConnection', description: 'A page of pairs.' },
    { name: 'ServicePairEdge', description: 'A pair in a list.' },
  ),
);

builder.prismaObjectField('Service', 'shownAs', (t) =>
  t.prismaField({
    type: Service,
    nullable: true,
    description: 'The entry that lists show instead, since both are one service; null: this one itself.',
    select: { sameAsId: true },
    resolve: (query, { sameAsId }, _args, { db, viewer }) =>
      sameAsId ? db.service.findFirst({ ...query, where: { AND: [{ id: sameAsId }, visibleServices(viewer)] } }) : null,
  }),
);

const ChangeServicePairPayload = builder.objectRef<{ id: string }>('ChangeServicePairPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    pair: t.field({
      type: PairType,
      description: 'As it is now.',
      resolve: ({ id }, _args, { db }) => db.servicePair.findUniqueOrThrow({ where: { id } }),
    }),
  }),
});
const changeOfPair = resultOf('ChangeServicePair', [InvalidInput, NotFound]);
const WHICH = 'Which pair.';
const rawId = (id: string | number) => readId(String(id), 'ServicePair') ?? '';

const LinkServicesInput = builder.inputType('LinkServicesInput', {
  description: 'Two entries are one service.',
  fields: (t) => ({
    pairId: t.id({ required: true, description: WHICH }),
    shownId: t.id({ required: true, description: 'The entry that lists show.' }),
    take: t.field({
      type: [ChoosableFieldEnum],
      description: 'What the shown entry takes from the other; left out: nothing.',
    }),
  }),
});
builder.mutationField('linkServices', (t) =>
  t.field({
    type: ChangeServicePairPayload,
    description:
      'For stewards: two entries are one service. Both stay as their sources have them and on /hsds; search and lists show one.',
    args: { input: t.arg({ type: LinkServicesInput, required: true, description: 'Which, and how.' }) },
    errors: changeOfPair,
    resolve: async (_root, { input }, context) => ({
      id: await linkServices(context, requireSteward(context.viewer), {
        pairId: rawId(input.pairId),
        shownId: readId(String(input.shownId), 'Service') ?? '',
        take: input.take ?? [],
      }),
    }),
  }),
);

const ServicePairInput = builder.inputType('ServicePairInput', {
  description: WHICH,
  fields: (t) => ({ pairId: t.id({ required: true, description: WHICH }) }),
});
builder.mutationField('sayNotSame', (t) =>
  t.field({
    type: ChangeServicePairPayload,
    description: 'For stewards: two entries are two services. Remembered, and not asked again.',
    args: { input: t.arg({ type: ServicePairInput, required: true, description: 'Which.' }) },
    errors: changeOfPair,
    resolve: async (_root, { input }, context) => ({
      id: await sayNotSame(context, requireSteward(context.viewer), rawId(input.pairId)),
    }),
  }),
);
builder.mutationField('unlinkServices', (t) =>
  t.field({
    type: ChangeServicePairPayload,
    description: 'For stewards: takes two linked entries apart again. What one took from the other goes back.',
    args: { input: t.arg({ type: ServicePairInput, required: true, description: 'Which.' }) },
    errors: changeOfPair,
    resolve: async (_root, { input }, context) => ({
      id: await unlinkServices(context, requireSteward(context.viewer), rawId(input.pairId)),
    }),
  }),
);

const FindDuplicatesPayload = builder.objectRef<{ found: number }>('FindDuplicatesPayload').implement({
  description: 'The directory was looked through.',
  fields: (t) => ({ found: t.exposeInt('found', { description: 'How many new pairs were found.' }) }),
});
builder.mutationField('findDuplicates', (t) =>
  t.field({
    type: FindDuplicatesPayload,
    description: 'For stewards: looks for entries that may be one service now, not only at night.',
    errors: resultOf('FindDuplicates', [InvalidInput]),
    resolve: async (_root, _args, context) => {
      requireSteward(context.viewer);
      return { found: await findDuplicates(context) };
    },
  }),
);
