import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { LifeAreaEnum } from '../../directory/graphql-enums.ts';
import { requireSteward } from '../access.ts';
import { listMappedTerms, type MappedTerm, MOST_FOUND, putBackTermAreas, setTermAreas } from './term-areas.ts';

const LONGEST_TEXT = 200;

const MappedTermType = builder.objectRef<MappedTerm>('MappedTerm').implement({
  description: 'A taxonomy term that services have, with the life areas that it stands for. For stewards.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ term }) => encodeGlobalID('MappedTerm', term) }),
    name: t.exposeString('name', { description: 'As it is written in the directory.' }),
    areas: t.field({
      type: [LifeAreaEnum],
      description: "What it stands for at the next import; [] is none: a service's words decide.",
      resolve: ({ areas }) => [...areas],
    }),
    areasOfKith: t.field({
      type: [LifeAreaEnum],
      description: 'What it stands for when no steward says another.',
      resolve: ({ areasOfKith }) => [...areasOfKith],
    }),
    isChanged: t.exposeBoolean('isChanged', { description: 'A steward said what it stands for.' }),
    services: t.exposeInt('services', { description: 'How many services have it.' }),
    changedAt: t.expose('changedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a steward said so; null: nobody has.',
    }),
  }),
});

builder.queryField('mappedTerms', (t) =>
  t.field({
    type: [MappedTermType],
    description: `For stewards: taxonomy terms that services have, those of most services first, at most ${MOST_FOUND}. Nothing for everybody else.`,
    args: { text: t.arg.string({ description: 'Part of the name; left out: all.' }) },
    resolve: (_root, { text }, { db, viewer }) =>
      hasRole(viewer, 'STEWARD')
        ? listMappedTerms(db, (text ?? '').replaceAll('\0', ' ').trim().slice(0, LONGEST_TEXT))
        : [],
  }),
);

const ChangeTermPayload = builder.objectRef<{ term: string }>('ChangeMappedTermPayload').implement({
  description: 'Saved. It counts from the next import of each source on.',
  fields: (t) => ({
    id: t.id({ description: 'Which term.', resolve: ({ term }) => encodeGlobalID('MappedTerm', term) }),
  }),
});
const changeOfTerm = resultOf('ChangeMappedTerm', [InvalidInput, NotFound]);

function termOf(id: string | number): string {
  try {
    const { typename, id: term } = decodeGlobalID(String(id));
    if (typename === 'MappedTerm') return term;
  } catch {
    // Answered below, as every other that is none.
  }
  throw new NotFound('There is no such kind. Read the list again.');
}

const SetTermAreasInput = builder.inputType('SetTermAreasInput', {
  description: 'Which, and what it stands for.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which term.' }),
    areas: t.field({ type: [LifeAreaEnum], required: true, description: 'At most 4; [] is none.' }),
  }),
});
builder.mutationField('setTermAreas', (t) =>
  t.field({
    type: ChangeTermPayload,
    description:
      'For stewards: says which life areas a term stands for, whatever source it is in, from the next import on.',
    args: { input: t.arg({ type: SetTermAreasInput, required: true, description: 'Which, and what.' }) },
    errors: changeOfTerm,
    resolve: async (_root, { input }, context) => {
      const steward = requireSteward(context.viewer);
      return { term: await setTermAreas(context, steward, { term: termOf(input.id), areas: input.areas }) };
    },
  }),
);
builder.mutationField('putBackTermAreas', (t) =>
  t.field({
    type: ChangeTermPayload,
    description: 'For stewards: the term stands again for what it came with.',
    args: { id: t.arg.id({ required: true, description: 'Which term.' }) },
    errors: changeOfTerm,
    resolve: async (_root, { id }, context) => {
      const steward = requireSteward(context.viewer);
      return { term: await putBackTermAreas(context, steward, termOf(id)) };
    },
  }),
);
