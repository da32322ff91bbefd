import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { LifeAreaEnum } from '../../directory/graphql-enums.ts';
import { requireSteward } from '../access.ts';
import { listSayings, putBackSaying, type Saying, saveSaying, turnSaying } from './sayings.ts';

const SayingOriginEnum = builder.enumType('SearchSayingOrigin', {
  description: 'Whose words they are.',
  values: {
    KITH: { description: 'They came with Kith.' },
    KITH_CHANGED: { description: 'They came with Kith, and a steward changed them. They can be put back.' },
    STEWARD: { description: 'A steward wrote them.' },
  } as const,
});

const SayingType = builder.objectRef<Saying>('SearchSaying').implement({
  description:
    'How people put a need, and the words that services have for it. Search looks for those words too. For stewards.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ key }) => encodeGlobalID('SearchSaying', key) }),
    typed: t.stringList({
      description: 'What people type: words and phrases, compared by their stems.',
      resolve: ({ typed }) => [...typed],
    }),
    also: t.stringList({ description: 'Words and phrases that services use.', resolve: ({ also }) => [...also] }),
    areas: t.field({
      type: [LifeAreaEnum],
      description: 'Life areas that it points to.',
      resolve: ({ areas }) => [...areas],
    }),
    because: t.exposeString('because', {
      description: 'What people read as the reason: the end of "This place is here because …".',
    }),
    language: t.exposeString('language', { description: 'The language of the typed words (ISO 639).' }),
    isOn: t.exposeBoolean('isOn', { description: 'Whether search uses it.' }),
    origin: t.field({ type: SayingOriginEnum, description: 'Whose words they are.', resolve: ({ origin }) => origin }),
    changedAt: t.expose('changedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a steward changed it last; null: nobody has.',
    }),
  }),
});

builder.queryField('searchSayings', (t) =>
  t.field({
    type: [SayingType],
    description:
      "For stewards: how people put their needs, what stewards wrote first, then Kith's own; about 50, at most 600. Nothing for everybody else.",
    resolve: (_root, _args, { db, viewer }) => (hasRole(viewer, 'STEWARD') ? listSayings(db) : []),
  }),
);

const ChangeSayingPayload = builder.objectRef<{ key: string }>('ChangeSearchSayingPayload').implement({
  description: 'Saved. Search uses it from now on.',
  fields: (t) => ({
    saying: t.field({
      type: SayingType,
      description: 'As it is now.',
      resolve: async ({ key }, _args, { db }) => {
        const saying = (await listSayings(db)).find((one) => one.key === key);
        if (!saying) throw new Error('What was saved is not there.');
        return saying;
      },
    }),
  }),
});
const changeOfSaying = resultOf('ChangeSearchSaying', [InvalidInput, NotFound]);

/** @throws {NotFound} it is no id of a saying */
function keyOf(id: string | number): string {
  try {
    const { typename, id: key } = decodeGlobalID(String(id));
    if (typename === 'SearchSaying') return key;
  } catch {
    // Answered below, as every other that is none.
  }
  throw new NotFound('There is no such entry. Read the list again.');
}

const SaveSayingInput = builder.inputType('SaveSearchSayingInput', {
  description: 'How people put a need, whole.',
  fields: (t) => ({
    id: t.id({ description: 'Which one to change; left out: a new one.' }),
    typed: t.stringList({
      required: true,
      description: 'What people type: 1 to 40 phrases of at most 5 words and 60 letters.',
    }),
    also: t.stringList({ required: true, description: 'Words that services use: 1 to 40 phrases, likewise.' }),
    areas: t.field({
      type: [LifeAreaEnum],
      required: true,
      description: 'Life areas that it points to; may be empty.',
    }),
    because: t.string({
      required: true,
      description: 'The end of "This place is here because …", 5 to 80 letters. Everybody reads it.',
    }),
    language: t.string({ description: 'The language of the typed words (ISO 639); left out: en.' }),
  }),
});
builder.mutationField('saveSearchSaying', (t) =>
  t.field({
    type: ChangeSayingPayload,
    description: "For stewards: adds words that people type, or changes some. Kith's own can be put back at any time.",
    args: { input: t.arg({ type: SaveSayingInput, required: true, description: 'The whole entry.' }) },
    errors: changeOfSaying,
    resolve: async (_root, { input: { id, language, ...input } }, context) => {
      const steward = requireSteward(context.viewer);
      const key = id === null || id === undefined ? null : keyOf(id);
      return { key: await saveSaying(context, steward, key, { ...input, language: language ?? 'en' }) };
    },
  }),
);

const TurnSayingInput = builder.inputType('TurnSearchSayingInput', {
  description: 'Which, and how.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which one.' }),
    isOn: t.boolean({ required: true, description: 'Whether search uses it.' }),
  }),
});
builder.mutationField('turnSearchSaying', (t) =>
  t.field({
    type: ChangeSayingPayload,
    description: 'For stewards: search stops using it, or uses it again. Nothing is deleted.',
    args: { input: t.arg({ type: TurnSayingInput, required: true, description: 'Which, and how.' }) },
    errors: changeOfSaying,
    resolve: async (_root, { input }, context) => {
      const steward = requireSteward(context.viewer);
      return { key: await turnSaying(context, steward, keyOf(input.id), input.isOn) };
    },
  }),
);
builder.mutationField('putBackSearchSaying', (t) =>
  t.field({
    type: ChangeSayingPayload,
    description: "For stewards: one of Kith's own is as it came, and on.",
    args: { id: t.arg.id({ required: true, description: 'Which one.' }) },
    errors: changeOfSaying,
    resolve: async (_root, { id }, context) => {
      const steward = requireSteward(context.viewer);
      return { key: await putBackSaying(context, steward, keyOf(id)) };
    },
  }),
);
