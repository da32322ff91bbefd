import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { NoLongerPossible } from '../rules.ts';
import { ContactNotePayload } from './graphql-contacts.ts';
import { recordView } from './recording.ts';

const ViewHowEnum = builder.enumType('ViewHow', {
  description: 'How somebody came to know a view of the person (S72). The two are never mixed.',
  values: {
    SAID: { description: 'The person said or showed it, in words, signs or pictures.' },
    OBSERVED: { description: 'Whoever writes it down noticed it. Nobody said it.' },
  } as const,
});

const RecordViewInputType = builder.inputType('RecordViewInput', {
  description: 'A view of the person, written down.',
  fields: (t) => ({
    contactId: t.id({ required: true, description: 'The contact in which it came up.' }),
    how: t.field({ type: ViewHowEnum, required: true, description: 'Said by them, or noticed.' }),
    words: t.string({ required: true, description: 'The view, at most 2,000 characters. Both read it.' }),
  }),
});

builder.mutationField('recordView', (t) =>
  t.field({
    type: ContactNotePayload,
    description:
      'Writes beside a contact what the person said or showed, or what was noticed; both sides can. The person reads it and can ask for it to be put right.',
    args: { input: t.arg({ type: RecordViewInputType, required: true, description: 'Beside which, how, and what.' }) },
    errors: resultOf('ContactNote', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      contactId: await recordView(context, context.viewer, input),
    }),
  }),
);
