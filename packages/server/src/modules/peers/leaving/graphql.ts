import { NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { UserError } from '../../../graphql/errors.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { eraseMyProfile } from './erase-profile.ts';
import { MatchesToHandOver } from './rules.ts';

builder.objectType(MatchesToHandOver, {
  name: 'MatchesToHandOver',
  description: 'People are still with this advocate: they are handed over, or it is ended with them, first.',
  interfaces: [UserError],
  fields: (t) => ({ count: t.exposeInt('count', { description: 'How many people.' }) }),
});

const EraseMyProfilePayload = builder.objectRef<{ erasedAt: Date }>('EraseMyProfilePayload').implement({
  description: 'Erased: nobody can read it again, in any copy.',
  fields: (t) => ({
    erasedAt: t.field({ type: 'DateTime', description: 'When.', resolve: (payload) => payload.erasedAt }),
  }),
});

builder.mutationField('eraseMyProfile', (t) =>
  t.field({
    type: EraseMyProfilePayload,
    description:
      'An advocate who leaves erases all that they said of themselves and kept for themselves. It cannot be undone.',
    errors: resultOf('EraseMyProfile', [NotFound, MatchesToHandOver]),
    resolve: (_root, _args, context) => eraseMyProfile(context, context.viewer),
  }),
);
